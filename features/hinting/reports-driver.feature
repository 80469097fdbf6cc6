@hinting @driver @dialect:hint
Feature: Free page hinting, where drivers went wrong
  Each scenario is a situation in which drivers, or what devices expected of them, failed in the field; its tag @link says where.

  Rule: a round goes on when something else changes
    5.5.6.5.1: the command id is compared with the last one; a resize is no new round, and no end of one.

    @driver.balloon.hinting.3 @MUST_NOT @link:https://gitlab.com/qemu-project/qemu/-/blob/v10.0.0/hw/virtio/virtio-balloon.c
    Scenario: the balloon is resized while the device is slow to return hints
      Given a guest with 1280 MiB of RAM
      And a device that holds hinted pages back
      And a driver in operation with STATS_VQ FREE_PAGE_HINT
      When the host asks for hints
      And the host asks for a balloon of 16 pages
      And the device lets the hinted pages go
      And the driver ends the round
      Then the driver sends the command id exactly once
      And the driver has hinted at least half of the guest's free memory

  Rule: DONE in mid-round gives everything back
    5.5.6.5.1: a migration that fails or is cancelled does not wait until the driver is through.

    @driver.balloon.hinting.10 @SHOULD @link:https://gitlab.com/qemu-project/qemu/-/commit/dd8eeb9671
    Scenario: the migration is called off while the driver still hints
      Given a guest with 1280 MiB of RAM
      And a device that holds hinted pages back
      And a driver in operation with STATS_VQ FREE_PAGE_HINT
      When the host asks for hints
      And the device shows DONE while the driver still has pages to hint
      And the device lets the hinted pages go
      Then the driver hints no more pages
      And the guest's free memory is what it was before the round

  Rule: pages are taken back with care
    5.5.6.5.1: until DONE the device may alter a page that was not written, whoever has it.

    @driver.balloon.hinting.9 @MUST @link:https://github.com/rcore-os/virtio-drivers/pull/251
    Scenario: the guest needs a little more than it has free
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      When the host asks for hints
      And the driver ends the round
      And the device alters the hinted pages, as it may
      And the guest takes 16 pages more than are free
      Then every page that the driver took back was written first
