@negotiation @device @dialect:hint
Feature: Negotiation, seen from the device
  A device offers features, takes the driver's choice or refuses it, and does nothing on its own before DRIVER_OK.

  Rule: a device offers what it can keep
    2.2.2 and chapter 6: nothing undefined, nothing of another device, nothing without what it rests on, and VERSION_1.

    @device.features.4 @MUST_NOT
    Scenario: only bits that a balloon may have
      When a driver reads the features
      Then only features of a balloon, of the ring or of the transport are offered

    @device.reserved-bits.10 @MUST_NOT @transport:direct @transport:mmio
    Scenario: no feature of PCI alone anywhere else
      When a driver reads the features
      Then only features of a balloon, of the ring or of the transport are offered

    @device.features.1 @MUST_NOT
    Scenario: no feature without the one that it rests on
      When a driver reads the features
      Then every feature that is offered has what it rests on

    @device.reserved-bits.1 @MUST
    Scenario: a modern device says so
      When a driver reads the features
      Then VERSION_1 is offered

  Rule: every valid subset will do
    2.2.2: a driver may leave out any feature that nothing else rests on.

    @device.features.2 @SHOULD
    Scenario Outline: a driver that accepts <accepted>
      When a driver accepts <accepted> and writes FEATURES_OK
      Then FEATURES_OK sticks

      Examples: subsets
        | accepted                                      |
        | VERSION_1                                     |
        | VERSION_1 STATS_VQ                            |
        | VERSION_1 FREE_PAGE_HINT                      |
        | VERSION_1 PAGE_REPORTING                      |
        | VERSION_1 STATS_VQ FREE_PAGE_HINT             |
        | VERSION_1 FREE_PAGE_HINT PAGE_REPORTING       |
        | VERSION_1 DEFLATE_ON_OOM                      |
        | VERSION_1 MUST_TELL_HOST                      |
        | VERSION_1 MUST_TELL_HOST STATS_VQ             |
        | VERSION_1 MUST_TELL_HOST FREE_PAGE_HINT       |
        | VERSION_1 STATS_VQ FREE_PAGE_HINT PAGE_POISON |

  Rule: a set that will not do is refused
    2.2.2: the device says so by leaving FEATURES_OK unset.

    @device.features.3 @MUST
    Scenario: a driver that accepts what was not offered
      When a driver accepts VERSION_1 BIT_23 and writes FEATURES_OK
      Then FEATURES_OK does not stick

  Rule: what was good once is good again
    2.2.2: after a reset the same set is taken again.

    @device.features.5 @SHOULD_NOT
    Scenario: the same features after a reset
      Given a driver in operation with VERSION_1 STATS_VQ FREE_PAGE_HINT
      When the driver resets the device
      And a driver accepts VERSION_1 STATS_VQ FREE_PAGE_HINT and writes FEATURES_OK
      Then FEATURES_OK sticks

  Rule: nothing happens before DRIVER_OK
    2.1.2: no buffer is taken and no notification sent while the driver is still setting up.

    @device.status.1 @MUST_NOT
    Scenario: a buffer and a kick that come early
      Given a driver that has set up its queues but not written DRIVER_OK
      When it inflates 4 pages and kicks
      Then nothing is used and nobody is notified
      And the buffer is used once DRIVER_OK is written

  Rule: a broken ring needs a reset
    2.1.2: when only a reset can help, the device says so, and tells a running driver by a configuration notification.

    @device.status.2 @device.status.3 @SHOULD @ring:split
    Scenario Outline: <fault>
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver breaks inflateq: <fault>
      Then the device needs a reset
      And the driver is notified of a configuration change
      And after a reset the device serves again

      Examples:
        | fault                                       |
        | an available index that is 300 ahead        |
        | a descriptor index outside the table        |
        | a chain that loops                          |
        | a readable buffer behind a writable one     |
        | an indirect descriptor without INDIRECT_DESC |

  Rule: a reset is complete
    2.4.1: the status reads 0, and until the driver comes back the device is silent.

    @device.reset.1 @MUST
    Scenario: the status after a reset
      Given a driver in operation with VERSION_1 STATS_VQ FREE_PAGE_HINT
      When the driver resets the device
      Then the status reads none

    @device.reset.2 @MUST_NOT
    Scenario: silence after a reset
      Given a driver in operation with VERSION_1 STATS_VQ FREE_PAGE_HINT
      When the driver resets the device
      And the host asks for statistics and for hints
      And the host asks for a balloon of 16 pages
      Then nothing is used and nobody is notified
      And after a reset the device serves again

  Rule: the configuration can be read from the start
    2.5.2: also the fields of offered features, before FEATURES_OK.

    @device.config.1 @MUST
    Scenario: all fields right after a reset
      Given the host asks for a balloon of 1234 pages
      When a driver reads the whole configuration before FEATURES_OK
      Then num_pages reads 1234
      And actual reads 0
      And free_page_hint_cmd_id names no round

    @device.config.1 @MUST
    Scenario: the same before and after FEATURES_OK
      Given the host asks for a balloon of 1234 pages
      When a driver reads the whole configuration before and after FEATURES_OK
      Then it reads the same both times
