@legacy @driver @dialect:hint
Feature: The legacy interface, seen from the driver
  Devices from before virtio 1 do not offer VERSION_1. A transitional driver drives them too: with two steps less, rings in
  one piece, and the guest's own byte order in memory, but never in the configuration.

  Rule: a legacy device is told by what it does not offer
    2.2.3: where VERSION_1 is not offered, the driver uses the legacy interface.

    @driver.legacy.features.1 @MUST @needs:status
    Scenario: a device that does not offer VERSION_1
      Given a legacy device that offers STATS_VQ
      When the driver initialises it
      Then the driver goes into operation
      And every queue was set up by its one address

  Rule: a driver is transitional or it is not
    7.4: it accepts VERSION_1 where it can, and without it works as a transitional driver does, or not at all.

    @driver.legacy.conformance.1 @MUST
    Scenario: a transitional device
      Given a transitional device that offers STATS_VQ
      When the driver initialises it
      Then the driver goes into operation
      And the driver accepts VERSION_1

    @driver.legacy.conformance.1 @MUST
    Scenario: a legacy device
      Given a legacy device that offers STATS_VQ
      When the driver initialises it
      Then the driver goes into operation

  Rule: initialisation has no FEATURES_OK
    3.1.2: the sequence is the same, but for the steps 5 and 6.

    @driver.legacy.init.1 @MUST @needs:status
    Scenario: a legacy device is initialised
      Given a legacy device that offers STATS_VQ FREE_PAGE_HINT
      When the driver initialises it
      Then the driver goes into operation
      And the driver has never written FEATURES_OK

  Rule: legacy bits of chapter 6
    6.3: ANY_LAYOUT is accepted wherever it is offered; bit 30 should not be.

    @driver.legacy.reserved-bits.1 @MUST
    Scenario: a device that takes any layout
      Given a legacy device that offers ANY_LAYOUT STATS_VQ
      When the driver initialises it
      Then the driver accepts ANY_LAYOUT

    @driver.legacy.reserved-bits.2 @SHOULD_NOT @needs:status
    Scenario: a device that looks for drivers which negotiate nothing
      Given a legacy device that offers STATS_VQ BIT_30
      When the driver initialises it
      Then the driver does not accept BIT_30
      And the driver goes into operation

  Rule: a queue lies in one piece
    2.7.2: descriptors, available ring, padding, used ring; as many entries as the device says.

    @driver.legacy.split.layout.1 @MUST @needs:legacy-queues
    Scenario: the size is the device's
      Given a legacy device that offers STATS_VQ FREE_PAGE_HINT
      When the driver initialises it
      Then the driver had read the size of every queue

    @driver.legacy.split.layout.2 @MUST @needs:legacy-queues
    Scenario: there is room for the padding
      Given a legacy device that offers STATS_VQ FREE_PAGE_HINT
      When the driver initialises it
      Then no queue reaches into another

    @driver.legacy.split.layout.3 @MUST
    Scenario: every part is in its place
      Given a legacy device that offers STATS_VQ
      And a driver in operation
      When the host asks for a balloon of 300 pages
      Then every ring is where the legacy layout has it, in the guest's byte order
      And the balloon has 300 pages

  Rule: what is shared in memory has the guest's byte order
    2.7.3, 5.5.6.3.3 and 5.5.6.5.3: rings, statistics and command ids.

    @driver.legacy.split.endianness.1 @MUST
    Scenario: the fields of the rings
      Given a big-endian guest
      And a legacy device that offers STATS_VQ
      And a driver in operation
      When the host asks for a balloon of 300 pages
      Then every ring is where the legacy layout has it, in the guest's byte order
      And the balloon has 300 pages

    @driver.legacy.balloon.stats.1 @MUST
    Scenario: statistics
      Given a big-endian guest
      And a legacy device that offers STATS_VQ
      And a driver in operation
      When the host asks for 2 samples of statistics
      Then every sample has tags that are known

    @driver.legacy.balloon.hinting.1 @MUST
    Scenario: command ids
      Given a big-endian guest
      And a legacy device that offers STATS_VQ FREE_PAGE_HINT
      And a driver in operation
      When the host asks for hints
      Then the driver has sent the command id that was shown

  Rule: the configuration is little-endian all the same
    5.5.4.0.0.1: other legacy devices have the guest's byte order there, but the balloon has not.

    @driver.legacy.balloon.config.1 @MUST
    Scenario: a balloon of a big-endian guest
      Given a big-endian guest
      And a legacy device that offers STATS_VQ
      And a driver in operation
      When the host asks for a balloon of 300 pages
      Then the balloon has 300 pages

  Rule: actual is written in one access
    5.5.6.2.1: a device takes no note of it before its top byte.

    @driver.legacy.balloon.inflate-deflate.2 @MUST
    Scenario: actual after inflating and deflating
      Given a legacy device that offers STATS_VQ
      And a driver in operation
      When the host asks for a balloon of 300 pages
      And the balloon has 300 pages
      Then the driver has written actual in single accesses of 4 bytes

  Rule: the used length means nothing
    5.5.6.2.1: devices of old reported the length of the driver's own buffer.

    @driver.legacy.balloon.inflate-deflate.1 @SHOULD
    Scenario: a device that reports the length of whole buffers
      Given a legacy device that offers STATS_VQ and reports the length of whole buffers
      And a driver in operation
      When the host asks for a balloon of 300 pages
      Then the balloon has 300 pages

  Rule: whoever uses the legacy interface follows its sections
    2.2.3: all of them together, in one session.

    @driver.legacy.features.3 @MUST
    Scenario Outline: a <order> guest uses every queue
      Given a <order> guest
      And a legacy device that offers STATS_VQ FREE_PAGE_HINT
      And a driver in operation
      When the host asks for 2 samples of statistics
      And the host asks for a balloon of 300 pages
      And the balloon has 300 pages
      And the host asks for hints
      And the driver ends the round
      Then every ring is where the legacy layout has it, in the guest's byte order

      Examples:
        | order         |
        | little-endian |
        | big-endian    |
