@lifecycle @device @dialect:hint
Feature: The reset of a queue, seen from the device
  A queue that was reset is forgotten: its requests, its place in the rings, its size. The rest of the device works on.

  Rule: a queue that was reset is silent
    2.6.1.1.1: no request of it is executed and nobody is notified for it.

    @device.queue-reset.1 @MUST_NOT
    Scenario: a buffer that the device held
      Given a driver in operation that can reset queues
      When the driver gives 3 statistics
      And the driver resets statsq
      And the host asks for new statistics
      Then nothing of statsq is used and nobody is notified for it

    @device.queue-reset.1 @MUST_NOT
    Scenario: a reset that takes its time
      Given a device that takes its time
      And a driver in operation that can reset queues
      When the driver gives 3 statistics
      And the driver resets statsq
      And the host asks for new statistics
      Then nothing of statsq is used and nobody is notified for it

  Rule: a queue that was reset begins at the beginning
    2.6.1.1.1: all its state, available and used, is as it was at first.

    @device.queue-reset.2 @MUST
    Scenario Outline: after <before> requests
      Given a driver in operation that can reset queues
      When the driver sends <before> requests over inflateq
      And the driver resets inflateq
      And the driver sets inflateq up again as it was
      Then each of 20 requests over inflateq comes back

      Examples:
        | before |
        | 1      |
        | 5      |
        | 200    |

  Rule: a queue comes back with the values that it has now
    2.6.1.2.1: size and addresses may be others than before.

    @device.queue-reset.re-enable.1 @MUST
    Scenario Outline: elsewhere and with <entries> entries
      Given a driver in operation that can reset queues
      When the driver sends 5 requests over inflateq
      And the driver resets inflateq
      And the driver sets inflateq up again elsewhere with <entries> entries
      Then each of 40 requests over inflateq comes back

      Examples:
        | entries |
        | 8       |
        | 16      |
        | 256     |
