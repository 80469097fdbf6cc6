@hinting @driver @dialect:hint
Feature: Free page hinting, seen from the driver
  While RAM is migrated the device names a round by a command id. The driver answers with the id, then with free pages,
  and ends with STOP. It may take its pages back at any time, but then it must write them before it relies on them.

  Rule: a round opens with its command id, once
    5.5.6.5.1: an output buffer of 4 bytes with the current id goes before any page.

    @driver.balloon.hinting.2 @driver.balloon.hinting.1 @MUST
    Scenario: the first round
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      When the host asks for hints
      Then the driver sends the command id before any page
      And the driver ends the round with STOP
      And every command buffer is 4 bytes long

    @driver.balloon.hinting.3 @MUST_NOT
    Scenario: the configuration changes in the middle of a round for another reason
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      When the host asks for hints
      And the host asks for a balloon of 16 pages
      And the host asks for statistics
      And the driver ends the round
      Then the driver gives its pages back on DONE
      And the driver sends the command id exactly once

    @driver.balloon.hinting.2 @MUST
    Scenario Outline: round after round, <rounds> times
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      When the host asks for hints <rounds> times, with DONE in between
      Then every round opens with its own command id

      Examples:
        | rounds |
        | 2      |
        | 5      |

  Rule: free pages are offered while a round is on
    5.5.6.5.1: as input buffers; how many is the guest's to choose.

    @driver.balloon.hinting.4 @SHOULD
    Scenario: most of what is free
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      When the host asks for hints
      And the driver ends the round
      Then the driver has hinted at least half of the guest's free memory
      And every hinted block is RAM

  Rule: a round that the driver ends is ended with STOP
    5.5.6.5.1: when no more pages are left, an output buffer with STOP says so.

    @driver.balloon.hinting.6 @MUST @golden:hint-round-ended-by-driver
    Scenario: the driver runs out of free pages
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      When the host asks for hints
      Then the driver ends the round with STOP

  Rule: nothing is offered after STOP or DONE
    5.5.6.5.1: the id that the driver was answering is void.

    Scenario Outline: the device shows <value> after a round
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      And a round of hints that the driver has ended
      When the device shows <value>
      Then no page is hinted after <value>

      Examples:
        | value |
        | STOP  |
        | DONE  |

    @driver.balloon.hinting.5 @SHOULD @golden:hint-round-ended-by-device
    Scenario: the device stops the round while the driver is at it
      Given a guest with 1280 MiB of RAM
      And a device that holds hinted pages back
      And a driver in operation with STATS_VQ FREE_PAGE_HINT
      When the host asks for hints
      And the device shows STOP while the driver still has pages to hint
      And the device lets the hinted pages go
      Then the driver hints no more pages
      And the driver can be asked for hints again

  Rule: hinted pages are released on DONE
    5.5.6.5.1: the guest has the use of all its memory back.

    @driver.balloon.hinting.10 @SHOULD
    Scenario: memory comes back
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      And a round of hints that the driver has ended
      When the device shows DONE
      Then the guest's free memory is what it was before the round

    @driver.balloon.hinting.10 @SHOULD @golden:hint-done-after-cancel
    Scenario: DONE comes after a round that was called off
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      And a round of hints that the driver has ended
      When the migration is called off
      Then the device has shown DONE
      And the guest's free memory is what it was before the round

  Rule: a page that is taken back is written before it is used
    5.5.6.5.1: its content is undefined, and only a write keeps the device from altering it.

    @driver.balloon.hinting.9 @MUST
    Scenario: the guest needs its memory in the middle of a round
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      When the host asks for hints
      And the driver ends the round
      And the device alters the hinted pages, as it may
      And the guest uses nearly all of its memory
      Then every page that the guest took back holds what the guest wrote

    @driver.balloon.hinting.6 @MUST
    Scenario: a memory hog during a round
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      When the host asks for hints
      And the guest uses nearly all of its memory
      Then the driver ends the round with STOP
      And every page that the guest took back holds what the guest wrote
      And the driver gives its pages back on DONE

  Rule: a driver that comes back knows nothing of earlier rounds
    2.4.2: the reset of the device voids what the driver was answering; the same id may come again.

    @driver.balloon.hinting.2 @MUST
    Scenario: unbound and bound again between two rounds
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      And a round of hints that the driver has ended
      When the driver is unbound
      And the driver is bound again
      And the host asks for hints
      Then the driver sends the command id before any page
      And the driver ends the round with STOP
