@migration
Feature: The set-up of a migration
  All RAM is to be sent; but it is the dirty log that says so, not yet the migration bitmap. That leaves a moment in which
  free pages can be taken out before what the guest writes meanwhile is merged in.

  Rule: set-up marks the log and leaves the bitmap empty
    migration, bitmap not set in setup: the first synchronisation moves the bits over and counts them.

    @migration.setup.1 @MUST
    Scenario Outline: <ram> of RAM in <blocks>
      Given an idle guest with <ram> of RAM in <blocks>
      When its RAM is migrated with the filter none
      Then set-up marks every page in the log and none in the migration bitmap
      And the first synchronisation moves every page and leaves the log empty

      Examples:
        | ram     | blocks   |
        | 16 MiB  | 1 block  |
        | 100 MiB | 3 blocks |

  Rule: a second attempt starts from all RAM
    migration, bitmap not set in setup: what a first attempt sent is forgotten, for the destination forgot it too.

    @migration.setup.2 @MUST
    Scenario Outline: <filter> filter, first attempt <fate>
      Given an idle guest with 64 MiB of RAM
      And a first migration with the filter <filter> that <fate>
      And the guest writes 50 pages
      When its RAM is migrated with the filter <filter>
      Then set-up marks every page in the log and none in the migration bitmap
      And the destination has all that the guest uses

      Examples:
        | filter | fate                     |
        | none   | is cancelled in round 1  |
        | bitmap | is cancelled in round 1  |
        | bitmap | is cancelled while it waits |
        | hint   | is cancelled in round 1  |
        | none   | loses its connection     |
        | hint   | loses its connection     |
