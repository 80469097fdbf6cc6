@bitmap @dialect:bitmap
Feature: The free page bitmap of 2016: priming and asking
  The guest holds one buffer of 8 bytes ready. To ask, the host writes into it where low memory ends, and returns it.

  @driver
  Rule: the guest holds a buffer ready
    virtio-balloon, new feature: one 8-byte buffer after DRIVER_OK, and again after each answer.

    @bitmap.prime.1 @MUST
    Scenario: after the start
      Given a guest of the bitmap dialect
      When the guest starts
      Then one buffer of 8 bytes is primed

    @bitmap.prime.2 @bitmap.prime.3 @MUST
    Scenario: after an answer
      Given a guest of the bitmap dialect in operation
      When the host asks for the free pages
      Then one buffer of 8 bytes is primed again, as a chain of its own
      And answer and buffer share one notification

  @device
  Rule: a request is lowmem in 8 bytes
    virtio-balloon, new feature: little-endian, used length 8.

    @bitmap.request.1 @MUST
    Scenario Outline: <machine> with <ram> of RAM
      Given a guest of the bitmap dialect on <machine> with <ram> of RAM
      When the host asks for the free pages
      Then the primed buffer comes back with used length 8 and lowmem <lowmem>

      Examples:
        | machine | ram     | lowmem     |
        | i440fx  | 256 MiB | 0xe0000000 |
        | i440fx  | 6 GiB   | 0xc0000000 |
        | q35     | 256 MiB | 0xb0000000 |
        | q35     | 6 GiB   | 0x80000000 |

  @device
  Rule: one request at a time
    virtio-balloon, new feature: the host does not ask again before an answer, and never without bit 3.

    @bitmap.request.2 @MUST_NOT
    Scenario: the host is polled again and again
      Given a guest of the bitmap dialect in operation that does not answer
      When the host is polled 10 times
      Then the guest was asked once

    @bitmap.request.2 @MUST_NOT
    Scenario: another buffer comes before the answer
      Given a guest of the bitmap dialect in operation that primes another buffer instead of answering
      When the host is polled 10 times
      Then the guest was asked once

    @bitmap.request.2 @MUST_NOT
    Scenario: the guest did not accept GET_FREE_PAGES
      Given a guest of the bitmap dialect that does not accept GET_FREE_PAGES
      When the host asks for the free pages
      Then the guest was not asked
      And the poll says unsupported

  @device
  Rule: a guest that primed nothing is no danger
    virtio-balloon, new feature: the request waits for a buffer, then it is given up.

    @bitmap.request.3 @MUST
    Scenario: no buffer on the queue
      Given a guest of the bitmap dialect in operation that primes nothing
      When its RAM is migrated with the bitmap filter
      Then the migration goes on unfiltered and says so
      And the destination has all that the guest uses

    @bitmap.request.3 @MUST
    Scenario: a buffer that comes late
      Given a guest of the bitmap dialect in operation that primes nothing
      When its RAM is migrated with the bitmap filter and the guest primes its buffer during the wait
      Then the guest was asked once

  @device
  Rule: a request goes through its states
    migration, filter in the bulk stage: not started, started, done, and back; a poll says unsupported, pending or done.

    @bitmap.state.1 @MUST
    Scenario: from the question to the answer
      Given a guest of the bitmap dialect in operation
      When the host is polled until the answer is there
      Then the request went from not started to started to done and back
      And the polls said pending, then done

  @device
  Rule: the primed buffer is never lost
    virtio-balloon, new feature; field report 9: a reset, a migration or a cancelled request must not eat it.

    @bitmap.state.2 @MUST
    Scenario Outline: a second request after <what>
      Given a guest of the bitmap dialect in operation
      And <what>
      When the host asks for the free pages
      Then the guest answers

      Examples:
        | what                      |
        | a first request           |
        | a reset of the device     |
        | a migration               |
        | a request that was called off |
