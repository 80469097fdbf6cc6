@device @dialect:hint
Feature: What is still there after a migration
  Bugs of the field, each of which lost something that nobody looked at during the migration.

  Rule: a page is zero when all of it is
    cover letter; a search for zero pages that stops early loses pages.

    @migration.outcome.2 @MUST
    Scenario: one byte at the end of a page
      Given a driver in operation with VERSION_1
      And a page that is zero but for its last byte
      When RAM is migrated without a filter
      Then the destination has all that the guest uses

  Rule: the buffer of statistics outlives a migration
    field report 9: the element that the device held was gone, and no statistics came any more.

    @link:https://gitlab.com/qemu-project/qemu/-/commit/4a1e48beca @link:https://github.com/firecracker-microvm/firecracker/issues/5566
    Scenario: statistics before and after
      Given a driver in operation with VERSION_1 STATS_VQ
      And statistics that the driver has given
      When RAM is migrated without a filter
      Then the host can ask for statistics again
