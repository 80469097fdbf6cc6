@migration
Feature: Free pages are filtered out
  What is free at the source need not be sent. Everything hangs on one thing: a page that was written after logging
  began is sent, whatever the guest said of it.

  Rule: logging starts before the guest is asked
    migration, filter in the bulk stage (Liang, 15 March 2016): so that stale bits are put right by the log.

    @migration.filter.1 @MUST
    Scenario Outline: the order in set-up, with the filter <filter>
      Given an idle guest with 64 MiB of RAM
      When its RAM is migrated with the filter <filter>
      Then logging starts before the guest is asked for free pages

      Examples:
        | filter |
        | bitmap |
        | hint   |

  Rule: a page written since logging began is sent
    migration, filter in the bulk stage: whoever wrote it, and whenever the answer comes.

    @migration.filter.2 @MUST_NOT
    Scenario Outline: the <writer> writes a free page <when>
      Given an idle guest with 64 MiB of RAM
      When its RAM is migrated with the filter bitmap while the <writer> writes a free page <when>
      Then the destination has what the <writer> wrote

      Examples:
        | writer | when                          |
        | guest  | before the guest is asked     |
        | device | before the guest is asked     |
        | host   | before the guest is asked     |
        | guest  | before the answer is applied  |
        | device | before the answer is applied  |
        | host   | before the answer is applied  |
        | guest  | in the bulk stage             |
        | device | in the bulk stage             |

  Rule: what is in use arrives with its last content
    migration, filter in the bulk stage.

    @migration.filter.3 @MUST
    Scenario Outline: a guest that keeps writing, with the filter <filter>
      Given a churning guest with 128 MiB of RAM
      When its RAM is migrated with the filter <filter>
      Then the destination has all that the guest uses

      Examples:
        | filter |
        | bitmap |
        | hint   |

  Rule: what is free is neither read nor sent
    migration, filter in the bulk stage: no data, no zero, no touch at the source.

    @migration.filter.4 @migration.filter.5 @MUST_NOT
    Scenario: garbage in free pages that are in the answer
      Given a guest with 128 MiB of RAM after a memory hog
      When its RAM is migrated with the filter bitmap
      Then no page that was free and not written is in the stream
      And these pages read as zero at the destination

    @migration.filter.5 @MUST
    Scenario: garbage in free pages that are hinted
      Given a guest with 128 MiB of RAM after a memory hog
      When its RAM is migrated with the filter hint
      Then no page that was free and not written is in the stream
      And these pages read as zero at the destination

  Rule: free pages are found in their block
    migration, filter in the bulk stage: by block and offset, however many blocks there are and in whatever order.

    @migration.filter.6 @MUST
    Scenario Outline: RAM in <blocks>, <order>
      Given a guest with 96 MiB of RAM in <blocks>, <order>, after a memory hog
      When its RAM is migrated with the filter <filter>
      Then the destination has all that the guest uses
      And no page that was free and not written is in the stream

      Examples:
        | blocks                      | order             | filter |
        | blocks of 32, 32 and 32 MiB | in order          | bitmap |
        | blocks of 8, 72 and 16 MiB  | largest first     | bitmap |
        | blocks of 60, 4 and 32 MiB  | in reverse        | bitmap |
        | blocks of 60, 4 and 32 MiB  | in reverse        | hint   |

    @migration.filter.3 @MUST
    Scenario: RAM on both sides of the hole
      Given an idle guest with 6 GiB of RAM
      When its RAM is migrated with the filter bitmap
      Then the destination has all that the guest uses

  Rule: the bitmap is used once
    migration, filter in the bulk stage: later rounds send what was written, and only that.

    @migration.filter.7 @MUST
    Scenario: later rounds
      Given an idle guest with 64 MiB of RAM
      When its RAM is migrated with the filter bitmap while the guest writes 100 pages in the bulk stage
      Then round 2 sends exactly these pages

  Rule: a guest that cannot be asked is migrated all the same
    migration, filter in the bulk stage.

    @migration.filter.8 @MUST
    Scenario Outline: the filter <filter> and a guest without it
      Given an idle guest with 64 MiB of RAM and no free page protocol
      When its RAM is migrated with the filter <filter>
      Then every page of RAM is in the stream
      And the destination has all that the guest uses

      Examples:
        | filter |
        | bitmap |
        | hint   |

  Rule: each migration asks anew
    migration, filter in the bulk stage: an old answer says nothing about pages that were used since.

    @migration.filter.9 @MUST
    Scenario: pages that were free at the first migration and are in use at the second
      Given an idle guest with 64 MiB of RAM
      And a first migration with the filter bitmap that is cancelled in round 1
      And the guest takes 500 of its free pages into use
      When its RAM is migrated with the filter bitmap
      Then the guest was asked twice
      And the destination has all that the guest uses
