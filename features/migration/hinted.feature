@device @dialect:hint
Feature: A hinted migration, page by page
  Whatever a driver hints, and whenever the guest writes: the destination has every page in use as it was written last. What
  was hinted and left alone is not sent.

  Rule: a page that is in use arrives with its last content
    5.5.6.7.2: only what was hinted whole, under the current command id, and not written since that id was issued may be left out.

    @device.balloon.hinting.4 @MAY
    Scenario: hints of all sorts, with RAM in one piece
      Given a machine with 64 MiB of RAM, all of it below its hole
      And another machine that takes the guest in
      And a driver in operation with VERSION_1 FREE_PAGE_HINT
      And RAM is being migrated with hints
      When the guest is migrated, and the driver hints and the guest writes
        | pages | where          | hinted              | written         |
        | 512   | in low memory  | under the id        | never           |
        | 16    | in low memory  | under the id        | before the hint |
        | 16    | in low memory  | under the id        | after the hint  |
        | 16    | in low memory  | under the id        | after STOP      |
        | 16    | in low memory  | but for its ends    | never           |
        | 16    | in low memory  | but for its ends    | after the hint  |
        | 16    | in low memory  | under the id before | never           |
        | 16    | in low memory  | under the id before | after STOP      |
        | 16    | in low memory  | after STOP          | never           |
        | 16    | in low memory  | never               | after the hint  |
        | 16    | up to the hole | under the id        | never           |
      Then the destination has every page in use as it was written last
      And what was hinted and not written is not sent

    @device.balloon.hinting.4 @MAY
    Scenario: hints of all sorts, on both sides of the hole
      Given a machine with 32 MiB of RAM below its hole, and 32 MiB above
      And another machine that takes the guest in
      And a driver in operation with VERSION_1 FREE_PAGE_HINT
      And RAM is being migrated with hints
      When the guest is migrated, and the driver hints and the guest writes
        | pages | where          | hinted              | written         |
        | 16    | up to the hole | under the id        | never           |
        | 16    | up to the hole | under the id        | after the hint  |
        | 16    | up to the hole | but for its ends    | never           |
        | 16    | up to the hole | under the id before | never           |
        | 16    | from 4 GiB on  | under the id        | never           |
        | 16    | from 4 GiB on  | under the id        | before the hint |
        | 16    | from 4 GiB on  | under the id        | after the hint  |
        | 16    | from 4 GiB on  | under the id        | after STOP      |
        | 16    | from 4 GiB on  | but for its ends    | after STOP      |
        | 16    | from 4 GiB on  | under the id before | never           |
        | 16    | from 4 GiB on  | after STOP          | never           |
        | 512   | from 4 GiB on  | under the id        | never           |
      Then the destination has every page in use as it was written last
      And what was hinted and not written is not sent

    # Our own machine would show nothing here that it does not show with a hole lower down.
    @needs:emulator @transport:pci @ring:split
    Scenario: hints of all sorts, on a machine with more than 4 GiB
      Given a machine with 5 GiB of RAM, most of it untouched
      And a driver in operation with VERSION_1 FREE_PAGE_HINT
      When the guest is migrated, and the driver hints and the guest writes
        | pages | where          | hinted              | written        |
        | 16    | in low memory  | under the id        | after the hint |
        | 512   | up to the hole | under the id        | never          |
        | 16    | up to the hole | under the id        | after the hint |
        | 16    | up to the hole | but for its ends    | never          |
        | 512   | from 4 GiB on  | under the id        | never          |
        | 16    | from 4 GiB on  | under the id        | after STOP     |
        | 16    | from 4 GiB on  | under the id before | never          |
      Then the destination has every page in use as it was written last
      And what was hinted and not written is not sent

  Rule: hints of a migration that came to nothing are forgotten
    migration, filter in the bulk stage: the next one sends all of RAM, but for what is hinted under its own id.

    @device.balloon.hinting.4 @MAY
    Scenario Outline: after a migration that <ended>
      Given a machine with 64 MiB of RAM, all of it below its hole
      And a driver in operation with VERSION_1 FREE_PAGE_HINT
      And RAM is being migrated with hints
      And a migration that <ended> when the driver has hinted 64 pages
      When the guest is migrated, and the driver hints and the guest writes
        | pages | where         | hinted       | written        |
        | 64    | in low memory | under the id | never          |
        | 64    | in low memory | under the id | after the hint |
      Then the destination has every page in use as it was written last
      And what was hinted and not written is not sent

      Examples:
        | ended                |
        | is cancelled         |
        | loses its connection |

  Rule: the balloon moves with the guest
    field report 21: a balloon that stays behind has its pages counted as the guest's.

    @needs:emulator @link:https://github.com/cloud-hypervisor/cloud-hypervisor/issues/1598
    Scenario: pages in the balloon
      Given another machine that takes the guest in
      And a driver in operation with VERSION_1 FREE_PAGE_HINT
      When the guest is migrated with 16 pages in its balloon
      Then the host there sees 16 pages in the balloon
