@balloon @device @dialect:hint
Feature: Inflating and deflating, seen from the device
  What is in the balloon belongs to the host, until the driver asks for it back.

  Rule: a page may be changed only until the inflate buffer is used
    5.5.6.2: discarding after the acknowledgement would hit a page that the guest may have taken back.

    @device.balloon.inflate-deflate.1 @MAY
    Scenario: discarded before it is acknowledged, left alone afterwards
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver inflates 16 pages that hold data
      And the driver deflates the same pages
      And the driver writes to these pages
      Then the pages hold what the driver wrote

    @device.balloon.inflate-deflate.1 @MAY @link:https://github.com/firecracker-microvm/firecracker/commit/ffe77023c
    Scenario: discarded before it is acknowledged, not right behind it
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver inflates 16 pages that hold data
      Then the pages do not change once the buffer is used

    @device.balloon.inflate-deflate.1 @MAY @link:https://gitlab.com/qemu-project/qemu/-/commit/b27b323914
    Scenario: pages that came back stay, when their neighbours go
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver inflates 8 pages that hold data
      And the driver deflates the same pages
      And the driver writes to these pages
      And the driver inflates 8 pages beside them
      Then the pages hold what the driver wrote

    @device.balloon.inflate-deflate.2 @MAY
    Scenario: with MUST_TELL_HOST until the deflate buffer is used
      Given a driver in operation with VERSION_1 MUST_TELL_HOST STATS_VQ
      When the driver inflates 16 pages that hold data
      And the driver deflates the same pages
      And the driver writes to these pages
      Then the pages hold what the driver wrote

  Rule: frame numbers are only numbers
    5.5.6, field reports 7, 19 and 24: a frame number may name anything; the rest of the array still counts.

    @link:https://github.com/cloud-hypervisor/cloud-hypervisor/commit/c1b5b18d9
    @link:https://github.com/openanolis/dragonball-sandbox/pull/265
    Scenario Outline: <number> among good frame numbers
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver inflates 8 pages and <number>
      Then the buffer comes back with used length 0
      And all 8 pages were given back to the host
      And no other page was changed

      Examples:
        | number                        |
        | a frame in the PCI hole       |
        | a frame past the end of RAM   |
        | frame 0xffffffff              |
        | frame 0x80000000              |
        | the first 8 pages once more   |
        | 3 bytes that are no number    |

    @link:https://github.com/cloud-hypervisor/cloud-hypervisor/pull/8177
    Scenario: a page full of frame numbers, as Windows sends it
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver inflates 1024 pages that hold data, from one array
      Then the buffer comes back with used length 0
      And all 1024 pages were given back to the host
      And no other page was changed

    @link:https://github.com/cloud-hypervisor/cloud-hypervisor/pull/8177
    Scenario: an array that names more pages than there are
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver inflates from an array of 1 MiB
      Then the buffer comes back with used length 0
