@migration
Feature: A migration that fails
  Until the destination has said that everything is there, the guest is the source's. Whatever becomes of the stream, the
  guest runs on there and nothing is lost.

  Rule: a stream that is cut or damaged is no migration
    migration, bitmap not set in setup, and field report 30 ("Read section footer failed"): the destination refuses it, the
    source goes on, and a second attempt starts from all RAM.

    @migration.setup.2 @MUST @link:https://github.com/vitalif/vitastor/issues/132
    Scenario Outline: <filter> filter, a first stream that is <fate>
      Given an idle guest with 16 MiB of RAM
      And a first migration with the filter <filter> whose stream is <fate>
      And the guest runs on at the source
      And the guest writes 50 pages
      When its RAM is migrated with the filter <filter>
      Then the destination has all that the guest uses

      Examples: truncated in the header, in a record, in a page
        | filter | fate                    |
        | none   | cut after 0 bytes       |
        | none   | cut after 20 bytes      |
        | bitmap | cut after 100 bytes     |
        | none   | cut after 1048576 bytes |

      Examples: one bit turned over
        | filter | fate                      |
        | none   | damaged in its header     |
        | hint   | damaged in a page         |
        | none   | damaged in its end record |
        | bitmap | damaged in its end record |

      @migration.outcome.2
      Examples: one bit turned over in a page
        | filter | fate              |
        | none   | damaged in a page |
