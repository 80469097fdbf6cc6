@negotiation @driver @dialect:hint
Feature: Negotiation, seen from the driver
  Before a driver may use a balloon it agrees with the device on features, in a fixed order of steps: reset, acknowledge,
  features, queues, go. A driver that takes what was not offered, or starts before the end, cannot be relied on later.

  Rule: a driver accepts nothing that was not offered
    2.2.1: the accepted set is a subset of the offered one, and a missing feature is no reason to give up.

    @driver.features.1 @MUST_NOT
    Scenario Outline: a device that offers <offered>
      Given a device that offers <offered>
      When the driver initialises it
      Then the driver accepts only what was offered
      And the driver goes into operation

      Examples: no queue but inflateq and deflateq
        | offered                                   |
        | VERSION_1                                 |
        | MUST_TELL_HOST                            |
        | DEFLATE_ON_OOM                            |
        | MUST_TELL_HOST DEFLATE_ON_OOM             |
        | PAGE_POISON                               |
        | MUST_TELL_HOST PAGE_POISON                |
        | DEFLATE_ON_OOM PAGE_POISON                |
        | MUST_TELL_HOST DEFLATE_ON_OOM PAGE_POISON |

      Examples: statistics
        | offered                                            |
        | STATS_VQ                                           |
        | MUST_TELL_HOST STATS_VQ                            |
        | STATS_VQ DEFLATE_ON_OOM                            |
        | MUST_TELL_HOST STATS_VQ DEFLATE_ON_OOM             |
        | STATS_VQ PAGE_POISON                               |
        | MUST_TELL_HOST STATS_VQ PAGE_POISON                |
        | STATS_VQ DEFLATE_ON_OOM PAGE_POISON                |
        | MUST_TELL_HOST STATS_VQ DEFLATE_ON_OOM PAGE_POISON |

      Examples: hints
        | offered                                                  |
        | FREE_PAGE_HINT                                           |
        | MUST_TELL_HOST FREE_PAGE_HINT                            |
        | DEFLATE_ON_OOM FREE_PAGE_HINT                            |
        | MUST_TELL_HOST DEFLATE_ON_OOM FREE_PAGE_HINT             |
        | FREE_PAGE_HINT PAGE_POISON                               |
        | MUST_TELL_HOST FREE_PAGE_HINT PAGE_POISON                |
        | DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_POISON                |
        | MUST_TELL_HOST DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_POISON |

      Examples: reports
        | offered                                                  |
        | PAGE_REPORTING                                           |
        | MUST_TELL_HOST PAGE_REPORTING                            |
        | DEFLATE_ON_OOM PAGE_REPORTING                            |
        | MUST_TELL_HOST DEFLATE_ON_OOM PAGE_REPORTING             |
        | PAGE_POISON PAGE_REPORTING                               |
        | MUST_TELL_HOST PAGE_POISON PAGE_REPORTING                |
        | DEFLATE_ON_OOM PAGE_POISON PAGE_REPORTING                |
        | MUST_TELL_HOST DEFLATE_ON_OOM PAGE_POISON PAGE_REPORTING |

      Examples: statistics and hints
        | offered                                                           |
        | STATS_VQ FREE_PAGE_HINT                                           |
        | MUST_TELL_HOST STATS_VQ FREE_PAGE_HINT                            |
        | STATS_VQ DEFLATE_ON_OOM FREE_PAGE_HINT                            |
        | MUST_TELL_HOST STATS_VQ DEFLATE_ON_OOM FREE_PAGE_HINT             |
        | STATS_VQ FREE_PAGE_HINT PAGE_POISON                               |
        | MUST_TELL_HOST STATS_VQ FREE_PAGE_HINT PAGE_POISON                |
        | STATS_VQ DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_POISON                |
        | MUST_TELL_HOST STATS_VQ DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_POISON |

      Examples: statistics and reports
        | offered                                                           |
        | STATS_VQ PAGE_REPORTING                                           |
        | MUST_TELL_HOST STATS_VQ PAGE_REPORTING                            |
        | STATS_VQ DEFLATE_ON_OOM PAGE_REPORTING                            |
        | MUST_TELL_HOST STATS_VQ DEFLATE_ON_OOM PAGE_REPORTING             |
        | STATS_VQ PAGE_POISON PAGE_REPORTING                               |
        | MUST_TELL_HOST STATS_VQ PAGE_POISON PAGE_REPORTING                |
        | STATS_VQ DEFLATE_ON_OOM PAGE_POISON PAGE_REPORTING                |
        | MUST_TELL_HOST STATS_VQ DEFLATE_ON_OOM PAGE_POISON PAGE_REPORTING |

      Examples: hints and reports
        | offered                                                                 |
        | FREE_PAGE_HINT PAGE_REPORTING                                           |
        | MUST_TELL_HOST FREE_PAGE_HINT PAGE_REPORTING                            |
        | DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_REPORTING                            |
        | MUST_TELL_HOST DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_REPORTING             |
        | FREE_PAGE_HINT PAGE_POISON PAGE_REPORTING                               |
        | MUST_TELL_HOST FREE_PAGE_HINT PAGE_POISON PAGE_REPORTING                |
        | DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_POISON PAGE_REPORTING                |
        | MUST_TELL_HOST DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_POISON PAGE_REPORTING |

      Examples: all queues
        | offered                                                                          |
        | STATS_VQ FREE_PAGE_HINT PAGE_REPORTING                                           |
        | MUST_TELL_HOST STATS_VQ FREE_PAGE_HINT PAGE_REPORTING                            |
        | STATS_VQ DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_REPORTING                            |
        | MUST_TELL_HOST STATS_VQ DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_REPORTING             |
        | STATS_VQ FREE_PAGE_HINT PAGE_POISON PAGE_REPORTING                               |
        | MUST_TELL_HOST STATS_VQ FREE_PAGE_HINT PAGE_POISON PAGE_REPORTING                |
        | STATS_VQ DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_POISON PAGE_REPORTING                |
        | MUST_TELL_HOST STATS_VQ DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_POISON PAGE_REPORTING |

  Rule: a driver leaves alone what it does not know
    2.2.1 and chapter 6: bits that are undefined, reserved or belong to something else are treated as absent.

    @driver.features.4 @driver.features.5 @MUST
    Scenario Outline: a device that offers <offered>, which no balloon has
      Given a device that offers STATS_VQ and <offered>
      When the driver initialises it
      Then the driver does not accept <offered>
      And the driver goes into operation

      Examples: bits without a meaning
        | offered |
        | BIT_9   |
        | BIT_22  |
        | BIT_50  |

    @driver.features.8 @MUST_NOT
    Scenario: an unknown feature is no reason to give up
      Given a device that offers STATS_VQ BIT_23
      When the driver initialises it
      Then the driver goes into operation

    @driver.features.2 @MUST_NOT
    Scenario Outline: no feature without the one that it rests on, of <offered>
      Given a device that offers <offered>
      When the driver initialises it
      Then every feature that the driver accepts has what it rests on

      Examples: what rests on nothing, and what rests on VERSION_1
        | offered                             |
        | STATS_VQ PAGE_POISON PAGE_REPORTING |
        | STATS_VQ ORDER_PLATFORM             |

  Rule: VERSION_1 is accepted where it is offered
    6.1: without it the device would have to take the driver for a legacy one.

    @driver.reserved-bits.1 @MUST @golden:hint-negotiation
    Scenario: a modern device
      Given a device that offers STATS_VQ FREE_PAGE_HINT
      When the driver initialises it
      Then the driver accepts VERSION_1

  Rule: MUST_TELL_HOST is accepted where it is offered
    5.5.3.1: the device may want to go on changing ballooned pages, and may refuse a driver without it.

    @driver.balloon.features.1 @SHOULD
    Scenario: a device that wants to be told
      Given a device that offers MUST_TELL_HOST STATS_VQ
      When the driver initialises it
      Then the driver accepts MUST_TELL_HOST

  @needs:status
  Rule: initialisation goes step by step
    3.1.1: each step rests on the one before; the device checks nothing that it has not been shown.

    @driver.init.1 @MUST
    Scenario: it begins with a reset
      Given a device that offers STATS_VQ FREE_PAGE_HINT
      When the driver initialises it
      Then the first status that the driver writes is none

    @driver.reset.1 @SHOULD
    Scenario: a reset is over when the status reads none
      Given a device that offers STATS_VQ FREE_PAGE_HINT
      When the driver initialises it
      Then the driver reads status none before it writes ACKNOWLEDGE

    @driver.init.2 @driver.init.3 @driver.status.1 @MUST
    Scenario: then the guest says that it has seen the device and knows how to drive it
      Given a device that offers STATS_VQ FREE_PAGE_HINT
      When the driver initialises it
      Then the driver writes ACKNOWLEDGE, then DRIVER, then FEATURES_OK, then DRIVER_OK

    @driver.init.4 @driver.init.5 @MUST
    Scenario: features are settled before FEATURES_OK
      Given a device that offers STATS_VQ FREE_PAGE_HINT
      When the driver initialises it
      Then the driver writes its features after DRIVER and before FEATURES_OK

    @driver.init.6 @MUST
    Scenario: the driver looks whether FEATURES_OK has stuck
      Given a device that offers STATS_VQ FREE_PAGE_HINT
      When the driver initialises it
      Then the driver reads the status between FEATURES_OK and the first queue

    @driver.init.7 @driver.init.8 @MUST
    Scenario: queues are set up between FEATURES_OK and DRIVER_OK
      Given a device that offers STATS_VQ FREE_PAGE_HINT
      When the driver initialises it
      Then every queue is configured between FEATURES_OK and DRIVER_OK

    @driver.init.10 @MUST_NOT
    Scenario: no configuration is written while features are being settled
      Given a device that offers STATS_VQ FREE_PAGE_HINT PAGE_POISON
      When the driver initialises it
      Then the driver writes no configuration before FEATURES_OK

    @driver.init.11 @MUST_NOT
    Scenario: no feature is accepted after FEATURES_OK
      Given a device that offers STATS_VQ FREE_PAGE_HINT
      When the driver initialises it
      Then the driver writes no features after FEATURES_OK

    @driver.init.14 @MUST_NOT
    Scenario: nothing is notified before DRIVER_OK
      Given a device that offers STATS_VQ FREE_PAGE_HINT PAGE_REPORTING
      When the driver initialises it
      Then the driver notifies no queue before DRIVER_OK

    @driver.status.2 @MUST_NOT
    Scenario: bits of the status are only added
      Given a device that offers STATS_VQ FREE_PAGE_HINT
      When the driver initialises it
      Then every status that the driver writes keeps the bits before it, or is none

    @driver.status.3 @MUST
    Scenario: after FAILED comes a reset
      Given a device that refuses every set of features once
      When the driver initialises it
      And the driver is bound again
      Then a reset follows every FAILED

  Rule: configuration is read with care
    2.5.1: fields of features that are not offered do not exist, and what is read in two steps may change between them.

    @driver.config.3 @MUST
    Scenario Outline: fields that do not exist without <feature>
      Given a device that offers <offered>
      When the driver initialises it
      And the host asks for a balloon of 64 pages
      And the balloon has 64 pages
      Then the driver does not touch <field>

      Examples:
        | feature        | offered                 | field                 |
        | FREE_PAGE_HINT | STATS_VQ                | free_page_hint_cmd_id |
        | PAGE_POISON    | STATS_VQ FREE_PAGE_HINT | poison_val            |

    @driver.config.2 @SHOULD @needs:generation
    Scenario: the generation is read before and after
      Given a device that offers STATS_VQ FREE_PAGE_HINT
      When the driver initialises it
      Then every read of the configuration stands between two reads of the generation

    @driver.config.2 @SHOULD @needs:generation
    Scenario: what changes while it is read is read again
      Given a device that offers STATS_VQ FREE_PAGE_HINT
      And a configuration that changes while it is read
      When the driver initialises it
      Then the driver reads the configuration again

  Rule: the driver can leave and come back
    2.4.2 and 3.3: a reset ends one life of the device, and the next begins like the first.

    @driver.features.1 @MUST_NOT
    Scenario: the driver is unbound and bound again
      Given a device that offers STATS_VQ FREE_PAGE_HINT
      And a driver in operation
      When the driver is unbound
      And the driver is bound again
      Then the driver goes into operation again
      And the driver accepts the same features as before
