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

    @device.balloon.inflate-deflate.1 @MAY
    @link:https://github.com/firecracker-microvm/firecracker/commit/ffe77023c @link:https://github.com/tinylabscom/mvm/issues/3381
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

    @link:https://github.com/cloud-hypervisor/cloud-hypervisor/pull/8177 @link:https://github.com/libkrun/libkrun/pull/703
    Scenario: a page full of frame numbers, as Windows sends it
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver inflates 1024 pages that hold data, from one array
      Then the buffer comes back with used length 0
      And all 1024 pages were given back to the host
      And no other page was changed

    @link:https://github.com/cloud-hypervisor/cloud-hypervisor/pull/8177
    Scenario Outline: an array of <size> names more pages than there are
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver inflates from an array of <size>
      Then the buffer comes back with used length 0
      And the device inflates a page after it

      Examples: in one descriptor, and in as many as it takes
        | size  |
        | 1 MiB |
        | 1 GiB |

  Rule: a host with larger pages gives back whole ones
    5.5.6: the balloon counts in 4 KiB whatever the host has; a page of the host goes when all of it is in the balloon.

    @link:https://github.com/cloud-hypervisor/cloud-hypervisor/issues/5369
    Scenario Outline: <size>, in any order
      Given a host with pages of <size>
      And a driver in operation with VERSION_1 STATS_VQ
      When the driver inflates 2 pages of the host and half of a third, in any order
      Then all <pages> pages were given back to the host
      And no other page was changed

      Examples:
        | size   | pages |
        | 64 KiB | 32    |
        | 2 MiB  | 1024  |

    @device.balloon.inflate-deflate.1 @MAY @link:https://gitlab.com/qemu-project/qemu/-/commit/b27b323914
    Scenario Outline: <size>, of which half has left the balloon
      Given a host with pages of <size>
      And a driver in operation with VERSION_1 STATS_VQ
      When the driver inflates half of a page of the host
      And the driver deflates the same pages
      And the driver writes to these pages
      And the driver inflates the other half of that page
      Then the pages hold what the driver wrote

      Examples:
        | size   |
        | 64 KiB |
        | 2 MiB  |
