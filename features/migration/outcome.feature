@migration
Feature: What a migration comes to
  The measure of the series of 2016: time and bytes, with all that the guest uses intact.

  Rule: the report says what was done
    cover letter: total time, downtime, transferred RAM, pages, zero pages, skipped pages, rounds.

    @migration.outcome.1 @MUST @golden:migration-idle
    Scenario: an idle guest
      Given an idle guest with 64 MiB of RAM
      When its RAM is migrated with the filter bitmap
      Then the report has total time, downtime, transferred RAM, pages, zero pages, skipped pages and rounds
      And pages, zero pages and skipped pages add up to all RAM and what was written meanwhile

  Rule: the guest goes on with all it had
    cover letter.

    @migration.outcome.2 @MUST
    Scenario Outline: canaries in a guest that is <workload>, on <machine> with <ram>, filter <filter>
      Given a guest that is <workload> on <machine> with <ram> of RAM and 200 canaries
      When its RAM is migrated with the filter <filter>
      Then every canary is alive at the destination

      Examples: low memory only
        | workload    | machine | ram     | filter |
        | idle        | q35     | 64 MiB  | bitmap |
        | idle        | i440fx  | 64 MiB  | hint   |
        | after a hog | q35     | 128 MiB | hint   |
        | full of cache | q35   | 128 MiB | bitmap |
        | churning    | q35     | 128 MiB | bitmap |
        | churning    | i440fx  | 128 MiB | hint   |

      @golden:migration-hog
      Examples: the second case of the series
        | workload    | machine | ram     | filter |
        | after a hog | q35     | 128 MiB | bitmap |

      Examples: both sides of the hole
        | workload | machine | ram   | filter |
        | idle     | i440fx  | 4 GiB | bitmap |
        | idle     | q35     | 3 GiB | hint   |

  Rule: the idle guest of the series
    cover letter, 8 GiB at 10 Gbit/s, 1894 to 421 ms: at most 1.15 times the link's own time for the pages in use plus 20 ms,
    and never more bytes than without. Here in small, on virtual time; `ballast migrate` does it at full size.

    @migration.outcome.3 @SHOULD
    Scenario: an idle guest on a paced link
      Given a guest with 256 MiB of RAM, 11 MiB of it in use, on a virtual link of 10 Gbit/s
      When its RAM is migrated without and with the filter bitmap
      Then the second one takes at most 1.15 times the link's time for the pages in use plus 20 ms
      And it sends no more bytes than the first

  Rule: the guest after a hog
    cover letter, 8 GiB at 10 Gbit/s, 7436 to 552 ms: 13.4 times quicker, 95 % less. Here in small, on virtual time;
    `ballast migrate` does it at full size, on the clock.

    @migration.outcome.4 @SHOULD
    Scenario: a memory hog has ended
      Given a guest with 64 MiB of RAM, 2 MiB of it in use, after a memory hog, on a virtual link of 10 Gbit/s
      When its RAM is migrated without and with the filter bitmap
      Then total time falls by 13.4 times or more
      And transferred RAM falls by 95 % or more
