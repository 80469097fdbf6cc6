@negotiation @driver @dialect:hint
Feature: Negotiation with devices that are unlike others
  Devices differ in what they offer and how large they are. A driver takes each as it is, falls back where it can, and
  says so where it cannot.

  Rule: what is offered is checked
    2.2.1: bits that are invalid are found and left out.

    @driver.features.3 @driver.features.5 @MUST
    Scenario Outline: a device that offers <invalid>
      Given a device that offers STATS_VQ and <invalid>
      When the driver initialises it
      Then the driver does not accept <invalid>
      And the driver goes into operation

      Examples: reserved bits
        | invalid  |
        | BIT_42   |
        | BIT_63   |
        | ADMIN_VQ |

  Rule: a driver falls back where a feature is missing
    2.2.1: one feature at a time is withheld.

    @driver.features.6 @SHOULD
    Scenario Outline: a device without <withheld>
      Given a device that offers everything but <withheld>
      When the driver initialises it
      And the host asks for a balloon of 16 pages
      Then the driver does not accept <withheld>
      And the balloon has 16 pages

      Examples:
        | withheld       |
        | MUST_TELL_HOST |
        | STATS_VQ       |
        | DEFLATE_ON_OOM |
        | FREE_PAGE_HINT |
        | PAGE_POISON    |
        | PAGE_REPORTING |

    @driver.features.7 @MUST @needs:status
    Scenario Outline: a driver that cannot work without <required>
      Given a driver that cannot work without <required>
      And a device that offers everything but <required>
      When the driver initialises it
      Then the driver sets FAILED and goes no further

      Examples:
        | required       |
        | STATS_VQ       |
        | FREE_PAGE_HINT |

  @needs:status
  Rule: a driver whose features are refused gives up
    3.1.1: it sets FAILED and does not go on.

    @driver.init.12 @driver.init.13 @MUST_NOT
    Scenario: FEATURES_OK does not stick
      Given a device that refuses every set of features once
      When the driver initialises it
      Then the driver sets FAILED and goes no further

  Rule: a configuration space may be of any size
    2.5.1: only what is too small will not do.

    @driver.config.4 @MUST_NOT
    Scenario Outline: a space of <bytes> bytes
      Given a device that offers STATS_VQ FREE_PAGE_HINT
      And a device with a configuration space of <bytes> bytes
      When the driver initialises it
      Then the driver goes into operation

      Examples: larger than the structure
        | bytes |
        | 20    |
        | 256   |
        | 4096  |

    @driver.config.5 @SHOULD
    Scenario Outline: <bytes> bytes for <offered>
      Given a device that offers <offered>
      And a device with a configuration space of <bytes> bytes
      When the driver initialises it
      Then the driver goes into operation

      Examples: exactly what the offered features need
        | offered                              | bytes |
        | STATS_VQ                             | 8     |
        | STATS_VQ FREE_PAGE_HINT              | 12    |
        | STATS_VQ FREE_PAGE_HINT PAGE_POISON  | 16    |

  @needs:generation
  Rule: what changes while it is read is read again
    2.5.1: two reads are not one.

    @driver.config.1 @MUST_NOT
    Scenario: num_pages changes between the two looks at the generation
      Given a device that offers STATS_VQ FREE_PAGE_HINT
      And a device whose num_pages changes to 32 while it is read
      When the driver initialises it
      Then the balloon has 32 pages

  Rule: what the platform and the ring need is accepted where it is offered
    6.1: with physical addresses and strong barriers there is nothing against it.

    @SHOULD
    Scenario Outline: a device that offers <feature>
      Given a device that offers STATS_VQ and <feature>
      When the driver initialises it
      Then the driver accepts <feature>
      And the driver goes into operation

      @driver.reserved-bits.3 @link:https://github.com/AMDESE/AMDSEV/issues/171
      Examples: platform
        | feature         |
        | ACCESS_PLATFORM |

      @driver.reserved-bits.7
      Examples: order
        | feature        |
        | ORDER_PLATFORM |

      @driver.reserved-bits.6
      Examples: packed rings
        | feature     |
        | RING_PACKED |

  Rule: without ACCESS_PLATFORM addresses are physical
    6.1: the device is given addresses of RAM.

    @driver.reserved-bits.5 @MUST @needs:map
    Scenario: a balloon is filled
      Given a driver in operation with STATS_VQ
      When the host asks for a balloon of 64 pages
      Then the balloon has 64 pages
      And every address that the device is given is RAM

  Rule: SR_IOV is for PCI alone
    6.1 and 6.2: elsewhere it is neither offered nor accepted.

    @driver.reserved-bits.10 @driver.features.3 @driver.features.4 @driver.features.5 @MUST_NOT @transport:direct @transport:mmio
    Scenario: a device that offers it all the same
      Given a device that offers STATS_VQ and SR_IOV
      When the driver initialises it
      Then the driver does not accept SR_IOV
      And the driver goes into operation
