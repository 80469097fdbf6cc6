@hinting @device @dialect:hint
Feature: Free page hinting, seen from the device
  While RAM is migrated, the device asks the driver for pages it does not need. A command id names each round;
  what is hinted under it may be skipped, if nobody writes it afterwards.

  Rule: outside rounds the command id is STOP or DONE
    5.5.6.5.2: a device that cannot use hints says so.

    @device.balloon.hinting.1 @SHOULD
    Scenario: nobody migrates
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      When a driver reads the whole configuration
      Then free_page_hint_cmd_id names no round

    @device.balloon.hinting.1 @SHOULD
    Scenario: hints have become useless
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And the host asks for hints
      When the device stops the round
      Then free_page_hint_cmd_id is STOP
      And the driver is notified of a configuration change

    @device.balloon.hinting.1 @SHOULD
    Scenario: the guest is stopped for the last round of a migration
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And RAM is being migrated with hints
      When the migration completes
      Then the command id named no round whenever the dirty log was read

  Rule: a command id is not reused while its round may be open
    5.5.6.5.2: a device that shows an id again cannot tell old hints from new ones.

    @device.balloon.hinting.2 @MUST_NOT
    Scenario: second round after a cancel
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And the host asks for hints
      And the driver starts the round
      When the migration is called off
      And the host asks for hints
      Then the command id is one that was not shown before

    @device.balloon.hinting.2 @MUST_NOT
    Scenario: twenty rounds, none of them ended by the driver
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      When the host asks for hints 20 times and nobody answers
      Then every command id is shown once

  Rule: pages hinted under a stale command id say nothing about this round
    5.5.6.5.2: pages given under an id other than the current one are ignored.

    @device.balloon.hinting.3 @MUST
    Scenario Outline: blocks hinted under <stale> while another id is current
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And the host asks for hints
      When the driver hints 3 blocks under <stale>
      Then every buffer of free_page_vq comes back with used length 0
      And the migration must send these blocks

      Examples: neighbours
        | stale                  |
        | the id before this one |
        | the id after this one  |

      Examples: ids that name no round
        | stale    |
        | STOP     |
        | DONE     |
        | no id    |

    @device.balloon.hinting.3 @MUST @golden:hint-stale-command-id
    Scenario: hints that are late by one round
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And the host asks for hints
      And the driver starts the round
      When the host asks for hints
      And the driver hints 3 blocks
      Then the migration must send these blocks

    Scenario: hints under the current id
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And the host asks for hints
      When the driver starts the round
      And the driver hints 3 blocks
      Then every buffer of free_page_vq comes back with used length 0
      And the migration need not send these blocks

    @device.balloon.hinting.3 @MUST
    Scenario: hints after the driver's STOP
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And the host asks for hints
      And the driver starts the round
      When the driver ends its round
      And the driver hints 3 blocks
      Then the migration must send these blocks

  Rule: a hint covers whole pages of RAM
    5.5.6.5: a page of which only a part was hinted is in use for all the device knows; what is no RAM cannot be skipped.

    Scenario Outline: <hint>
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And the host asks for hints
      And the driver starts the round
      When the driver hints <hint>
      Then every buffer of free_page_vq comes back with used length 0
      And the migration need not send <pages> pages

      Examples:
        | hint                                        | pages |
        | 8192 bytes at a page's start                | 2     |
        | 8192 bytes from the middle of a page        | 1     |
        | 2048 bytes                                  | 0     |
        | 4096 bytes in the PCI hole                  | 0     |
        | 8192 bytes across the end of low memory     | 1     |
        | 4294967295 bytes from the last page of RAM  | 1     |

  Rule: a page that is written after the id was issued keeps its content
    5.5.6.5.2: the hint is void from then on, also if it arrives only after the write.

    @device.balloon.hinting.4 @MAY
    Scenario Outline: written <when>
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And RAM is being migrated with hints
      When the driver hints a page that the guest writes <when>
      Then the destination has what the guest wrote

      Examples:
        | when                                |
        | after the id was issued, before the hint |
        | after the hint                      |
        | after the driver's STOP             |

  Rule: the device ends by showing DONE
    5.5.6.5.2: always, or the guest never gets its memory back; also after failure and cancel.

    @device.balloon.hinting.6 @MUST
    Scenario Outline: a migration that <ends>
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And RAM is being migrated with hints
      When the migration <ends>
      Then free_page_hint_cmd_id is DONE
      And the driver is notified of a configuration change

      Examples:
        | ends                       |
        | completes                  |
        | is cancelled               |
        | loses its connection       |

  Rule: after DONE hinted pages are left alone
    5.5.6.5.2: the guest may use them again without writing them first.

    @device.balloon.hinting.5 @MUST_NOT
    Scenario: hinted pages after DONE
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And the host asks for hints
      And the driver starts the round
      And the driver hints 3 blocks that hold data
      When the device shows DONE
      Then the hinted pages hold what they held
