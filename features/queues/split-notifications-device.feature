@queues @device @dialect:hint @ring:split
Feature: Used buffer notifications over split virtqueues, seen from the device
  The driver says when it wants to be interrupted: with a flag, or, with EVENT_IDX, at an index of the used ring. The device
  keeps to the one that was agreed on and is blind to the other.

  Rule: without EVENT_IDX a driver that wants none gets none
    2.7.7.2: while the flag in the available ring is 1, the device should not interrupt.

    @device.split.interrupt-suppression.2 @SHOULD_NOT
    Scenario: buffers are used while VIRTQ_AVAIL_F_NO_INTERRUPT is set
      Given a driver in operation with STATS_VQ
      And the driver wants no notifications of inflateq
      When the driver inflates 3 times
      Then all 3 buffers of inflateq come back
      And the device has not notified inflateq

  Rule: without EVENT_IDX a driver that wants them gets them
    2.7.7.2: while the flag in the available ring is 0, the device interrupts when it has used a buffer.

    @device.split.interrupt-suppression.3 @MUST
    Scenario: buffers are used while the flag is clear
      Given a driver in operation with STATS_VQ
      When the driver inflates 3 times
      Then all 3 buffers of inflateq come back
      And the device has notified inflateq

    @device.split.interrupt-suppression.3 @MUST
    Scenario: the flag is cleared again
      Given a driver in operation with STATS_VQ
      And the driver wants no notifications of inflateq
      And the driver inflates 3 times
      And the driver wants notifications of inflateq
      When the driver inflates 1 times
      Then the device has notified inflateq

  Rule: without EVENT_IDX used_event means nothing
    2.7.7.2: the device ignores the field; the flag alone decides.

    @device.split.interrupt-suppression.1 @MUST
    Scenario: used_event lies far ahead
      Given a driver in operation with STATS_VQ
      And the driver writes 1000 to used_event of inflateq
      When the driver inflates 3 times
      Then the device has notified inflateq

  Rule: with EVENT_IDX the device interrupts when the used index passes used_event
    2.7.7.2: the interrupt comes with the entry whose index used_event names, and with no other.

    @device.split.interrupt-suppression.5 @MUST
    Scenario Outline: used_event <event>, <buffers> buffers in one go
      Given a driver in operation with STATS_VQ EVENT_IDX
      And the driver wants to be notified of inflateq at <event>
      When the driver inflates <buffers> times in one go
      Then all <buffers> buffers of inflateq come back
      And the device has notified inflateq

      Examples: the first, the last, and one between
        | event | buffers |
        | 0     | 1       |
        | 0     | 4       |
        | 2     | 4       |
        | 3     | 4       |

    @device.split.interrupt-suppression.6 @SHOULD_NOT
    Scenario Outline: used_event <event> is not reached by <buffers> buffers
      Given a driver in operation with STATS_VQ EVENT_IDX
      And the driver wants to be notified of inflateq at <event>
      When the driver inflates <buffers> times in one go
      Then all <buffers> buffers of inflateq come back
      And the device has not notified inflateq

      Examples: ahead, far ahead, and behind
        | event | buffers |
        | 4     | 4       |
        | 1000  | 4       |
        | 65535 | 4       |

  Rule: with EVENT_IDX the flag means nothing
    2.7.7.2: the device ignores bit 0 of the flags of the available ring.

    @device.split.interrupt-suppression.4 @MUST
    Scenario: the flag is set, and used_event asks for an interrupt
      Given a driver in operation with STATS_VQ EVENT_IDX
      And the driver wants to be notified of inflateq at 0
      And the driver writes 1 to the flags of the available ring of inflateq
      When the driver inflates 1 times
      Then the device has notified inflateq

  Rule: the flags of the used ring have one bit
    2.7.10.2: without EVENT_IDX they are 0 or 1, with it 0.

    @device.split.notify-suppression.1 @MUST
    Scenario: the device serves without EVENT_IDX
      Given a driver in operation with STATS_VQ
      And a device that wants no notifications of inflateq
      When the driver inflates 3 times
      And the device looks at inflateq by itself
      Then all 3 buffers of inflateq come back
      And the flags of the used ring of inflateq are 0 or 1

    @device.split.notify-suppression.3 @MUST
    Scenario: the device serves with EVENT_IDX
      Given a driver in operation with STATS_VQ EVENT_IDX
      And a device that wants no notifications of inflateq
      When the driver inflates 3 times
      And the device looks at inflateq by itself
      Then all 3 buffers of inflateq come back
      And the flags of the used ring of inflateq are 0

  Rule: a notification without cause is survived
    2.7.10.2: nothing is used, nothing breaks, and the device goes on.

    @device.split.notify-suppression.5 @MUST
    Scenario: kicks of an empty queue
      Given a driver in operation with STATS_VQ
      When the driver kicks inflateq 5 times with nothing in it
      And the driver inflates 1 times
      Then all 1 buffers of inflateq come back
