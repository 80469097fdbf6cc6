@hinting @device @dialect:hint
Feature: Free page hinting, where devices went wrong
  Each scenario is a fault that a device, or the migration behind it, had in the field; its tag @link says who reported it.

  Rule: hints count only under the id that is shown
    5.5.6.5.2: a round is the device's to begin, and only STOP, DONE or another id take it back.

    @device.balloon.hinting.3 @MUST @link:https://gitlab.com/qemu-project/qemu/-/commit/20a4da0f23
    Scenario: the driver repeats its id after the device has shown STOP
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And the host asks for hints
      And the driver starts the round
      When the device stops the round
      And the driver starts the round
      And the driver hints 3 blocks
      Then every buffer of free_page_vq comes back with used length 0
      And the migration must send these blocks

    @device.balloon.hinting.3 @MUST @link:https://gitlab.com/qemu-project/qemu/-/commit/1a83e0b9c4
    Scenario: the host asks anew while hints wait on the ring
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And the host asks for hints
      And the driver starts the round
      When the driver puts 3 blocks on the ring, and the host asks for hints before the device looks
      Then every buffer of free_page_vq comes back with used length 0
      And the migration must send these blocks

    @device.balloon.hinting.3 @MUST @link:https://gitlab.com/qemu-project/qemu/-/commit/12fc8903a8
    Scenario: pages and a notification before anybody has asked
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      When a driver reads the whole configuration
      And the driver hints 3 blocks
      Then every buffer of free_page_vq comes back with used length 0

    @device.balloon.hinting.3 @MUST @link:https://gitlab.com/qemu-project/qemu/-/blob/v10.0.0/hw/virtio/virtio-balloon.c
    Scenario: the balloon is resized in mid-round
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And the host asks for hints
      When the driver hints 3 blocks under the id before this one
      And the driver starts the round
      And the host asks for a balloon of 16 pages
      And the driver hints 3 blocks
      Then free_page_hint_cmd_id is the id of the round
      And the migration need not send these blocks

  Rule: only STOP says that the driver has no more
    5.5.6.5: the driver echoes the id to begin with its pages, not because it is through with them.

    @link:https://github.com/e2b-dev/infra/pull/2552
    Scenario: the driver has echoed the id
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And the host asks for hints
      When the driver starts the round
      And the driver hints 3 blocks
      Then the host waits for more hints

    @link:https://github.com/e2b-dev/infra/pull/2552
    Scenario: the driver has sent STOP
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And the host asks for hints
      And the driver starts the round
      When the driver hints 3 blocks
      And the driver ends its round
      Then the host waits for no more hints

  Rule: a migration that may end as postcopy asks for no hints
    field report 11: a page that was left out would be asked for over the network, by a guest that waits for it.

    @needs:emulator @link:https://gitlab.com/qemu-project/qemu/-/blob/v10.0.0/hw/virtio/virtio-balloon.c
    Scenario: postcopy is allowed
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      When a migration begins that may end as postcopy
      Then free_page_hint_cmd_id is STOP

  Rule: what the guest writes into a page that it has taken back is not lost
    5.5.6.5.1 and 5.5.6.5.2: it may take a page back before the device has seen the hint, and must only write it.

    @device.balloon.hinting.4 @MAY
    @link:https://github.com/e2b-dev/firecracker/pull/14 @link:https://lore.kernel.org/lkml/20260119154236.39412-1-jackabt.amazon@gmail.com
    Scenario: the page is written while its hint waits on the ring
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And RAM is being migrated with hints
      When the driver hints a page that the guest writes while the hint waits on the ring
      Then the destination has what the guest wrote

    @device.balloon.hinting.4 @MAY @link:https://github.com/firecracker-microvm/firecracker/blob/main/docs/ballooning.md
    Scenario: hints without a migration, as they are used to reclaim memory
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And the host asks for hints
      And the driver starts the round
      When the guest writes 3 hinted pages while the hints wait on the ring
      Then the hinted pages hold what the guest wrote

  Rule: DONE comes also where the driver has not ended its round
    5.5.6.5.2: the guest waits for it with all that it has hinted.

    @device.balloon.hinting.6 @MUST
    Scenario Outline: the driver is in mid-round when the migration <ends>
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And RAM is being migrated with hints
      And a driver that begins the first round and never ends it
      When the migration <ends>
      Then free_page_hint_cmd_id is DONE
      And the driver is notified of a configuration change

      @link:https://gitlab.com/qemu-project/qemu/-/commit/dd8eeb9671
      Examples: it comes to nothing
        | ends                 |
        | is cancelled         |
        | loses its connection |

      @link:https://github.com/firecracker-microvm/firecracker/pull/5491
      Examples: the guest runs on from what was saved
        | ends      |
        | completes |
