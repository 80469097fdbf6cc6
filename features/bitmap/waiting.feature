@bitmap @device @dialect:bitmap
Feature: The free page bitmap of 2016: waiting for the guest
  The first version waited for ever. A guest may be slow, silent, hostile or dead; the migration must not depend on it.

  Rule: waiting is bounded and can be cancelled
    Review of the series (Berrange, 3 March 2016): without an answer the migration goes on unfiltered and says so.

    @bitmap.wait.1 @MUST
    Scenario Outline: a guest that <behaves>
      Given a guest of the bitmap dialect in operation that <behaves>
      When its RAM is migrated with the bitmap filter
      Then the migration goes on unfiltered and says so
      And the wait was not longer than its limit
      And the destination has all that the guest uses

      Examples:
        | behaves                       |
        | does not answer               |
        | answers with nonsense         |
        | is reset instead of answering |

    @bitmap.wait.1 @MUST
    Scenario: cancelled while waiting
      Given a guest of the bitmap dialect in operation that does not answer
      When its migration with the bitmap filter is cancelled while it waits
      Then the migration ends as cancelled
      And the guest runs on

  Rule: nobody else waits
    Review of the series: the other queues are served while the host waits.

    @bitmap.wait.2 @MUST_NOT
    Scenario: inflating and statistics during the wait
      Given a guest of the bitmap dialect in operation that does not answer
      When its RAM is migrated with the bitmap filter and the guest inflates 64 pages during the wait
      Then inflateq was served before the wait ended
