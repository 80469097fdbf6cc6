@legacy @device @dialect:hint
Feature: The legacy interface, seen from the device
  Drivers from before virtio 1 do not accept VERSION_1. A transitional device serves them too: without FEATURES_OK, before
  DRIVER_OK, with rings in one piece, and in the guest's own byte order in memory, but never in the configuration.

  Rule: a legacy driver is told by what it does not accept
    2.2.3: where VERSION_1 is not accepted, the device uses the legacy interface.

    @device.legacy.features.1 @MUST
    Scenario: a driver that knows no FEATURES_OK
      Given a legacy driver in operation with STATS_VQ
      When the driver inflates 4 pages that hold data
      Then the device is in operation
      And all 4 pages were given back to the host

  Rule: a device is transitional or it is not
    7.4: it offers VERSION_1 to all, and serves drivers without it, or does not.

    @device.legacy.conformance.1 @MUST @transport:direct @transport:pci
    Scenario: a legacy driver
      Given a legacy driver in operation with STATS_VQ
      When the driver inflates 4 pages that hold data
      Then all 4 pages were given back to the host

    @device.legacy.conformance.1 @MUST @transport:direct @transport:pci
    Scenario: a driver of virtio 1
      Given a transitional device that offers STATS_VQ
      And a driver in operation with VERSION_1 STATS_VQ
      When the driver inflates 4 pages that hold data
      Then all 4 pages were given back to the host

  Rule: legacy drivers do things early
    3.1.2: they write the configuration before they accept features, and use queues before DRIVER_OK.

    @device.legacy.init.1 @MUST
    Scenario: actual is written before features are accepted
      When a legacy driver writes 77 to actual before it accepts features
      Then the host sees a balloon of 77 pages

    @device.legacy.init.2 @MUST
    Scenario: a buffer and a kick before DRIVER_OK
      Given a legacy driver that has set up its queues but not written DRIVER_OK
      When it inflates 4 pages and kicks
      Then the buffer is used before DRIVER_OK is written

  Rule: legacy bits of chapter 6
    6.3: ANY_LAYOUT is offered, bit 30 is not; NOTIFY_ON_EMPTY is kept where it was negotiated.

    @device.legacy.reserved-bits.3 @MUST
    Scenario: any layout will do
      Given a legacy driver in operation with STATS_VQ
      When the driver inflates 4 pages that hold data
      Then ANY_LAYOUT was offered

    @device.legacy.reserved-bits.4 @SHOULD_NOT
    Scenario: a driver that takes whatever it is offered
      Given a transitional device that offers STATS_VQ
      And a legacy driver in operation with all that it is offered
      When the driver inflates 4 pages that hold data
      Then bit 30 is not negotiated

    @device.legacy.reserved-bits.2 @MUST
    Scenario: a queue that runs dry while nobody wants to be told
      Given a transitional device that offers NOTIFY_ON_EMPTY STATS_VQ
      And a legacy driver in operation with NOTIFY_ON_EMPTY STATS_VQ
      And the driver wants no notification of inflateq
      When the driver inflates 4 pages that hold data
      Then the driver is notified of used buffers

  Rule: MUST_TELL_HOST is not needed
    5.5.3.2.0.1: a legacy guest may do without, and use ballooned pages before it says so.

    @device.legacy.balloon.features.1 @MUST
    Scenario: a driver that does not accept it
      Given a transitional device that offers MUST_TELL_HOST STATS_VQ
      And a legacy driver in operation with STATS_VQ
      When the driver inflates 4 pages that hold data
      Then all 4 pages were given back to the host

    @device.legacy.balloon.features.2 @SHOULD
    Scenario: pages that are used before they are deflated
      Given a legacy driver in operation with STATS_VQ
      When the guest uses 4 ballooned pages before it deflates them
      Then the pages hold what the guest wrote

  Rule: a queue lies in one piece
    2.7.2: the device computes from one address where descriptors, available ring and used ring are.

    @device.legacy.split.layout.1 @MUST
    Scenario: an array goes through a legacy queue
      Given a legacy driver in operation with STATS_VQ
      When the driver inflates 64 pages that hold data
      Then every legacy ring is served

  Rule: what is shared in memory has the guest's byte order
    2.7.3, 5.5.6.3.3 and 5.5.6.5.3: rings, statistics and command ids.

    @device.legacy.split.endianness.1 @MUST
    Scenario: the fields of the rings
      Given a big-endian guest
      And a legacy driver in operation with STATS_VQ
      When the driver inflates 64 pages that hold data
      Then every legacy ring is served
      And all 64 pages were given back to the host

    @device.legacy.balloon.stats.1 @MUST
    Scenario: statistics
      Given a big-endian guest
      And a legacy driver in operation with STATS_VQ
      When the driver gives its second statistics
      Then the host knows them as they are

    @device.legacy.balloon.hinting.1 @MUST
    Scenario: command ids
      Given a big-endian guest
      And a legacy driver in operation with FREE_PAGE_HINT
      And the host asks for hints
      When the driver starts the round
      And the driver hints 2 blocks
      Then the migration need not send these blocks

  Rule: the configuration is little-endian all the same
    5.5.4.0.0.1: other legacy devices have the guest's byte order there, but the balloon has not.

    @device.legacy.balloon.config.1 @MUST
    Scenario: the target of a big-endian guest
      Given a big-endian guest
      And a legacy driver in operation with STATS_VQ
      And the host asks for a balloon of 1234 pages
      When a driver reads the whole configuration
      Then num_pages reads 1234

  Rule: actual counts when its top byte is written
    5.5.6.2.1: drivers of old wrote it byte by byte.

    @device.legacy.balloon.inflate-deflate.1 @SHOULD_NOT
    Scenario: actual byte by byte
      Given a legacy driver in operation with STATS_VQ
      When the driver writes 0x01020304 to actual byte by byte, the lowest first
      Then the host has seen 0x01020304 and nothing in between

  Rule: the first statistics are ignored
    5.5.6.3.3: drivers of old did not fill them.

    @device.legacy.balloon.stats.2 @SHOULD
    Scenario Outline: first statistics of a <order> guest
      Given a <order> guest
      And a legacy driver in operation with STATS_VQ
      When the driver gives its first statistics
      Then the host knows none of them

      Examples:
        | order         |
        | little-endian |
        | big-endian    |

  Rule: whoever uses the legacy interface follows its sections
    2.2.3: all of them together, in one session.

    @device.legacy.features.3 @MUST
    Scenario Outline: a <order> guest uses every queue
      Given a <order> guest
      And a legacy driver in operation with STATS_VQ FREE_PAGE_HINT
      And the host asks for hints
      When the driver starts the round
      And the driver hints 2 blocks
      And the driver gives its second statistics
      And the driver inflates 64 pages that hold data
      Then every legacy ring is served
      And the host knows them as they are

      Examples:
        | order         |
        | little-endian |
        | big-endian    |
