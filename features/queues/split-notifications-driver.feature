@queues @driver @dialect:hint @ring:split
Feature: Available buffer notifications over split virtqueues, seen from the driver
  The device says when it wants to be kicked: with a flag, or, with EVENT_IDX, at an index of the available ring. The driver
  keeps to the one that was agreed on and is blind to the other.

  Rule: the flags of the used ring begin at 0
    2.7.10.1: who allocates a used ring clears its flags.

    @driver.split.notify-suppression.1 @MUST
    Scenario: every queue when it is enabled
      Given a device that offers STATS_VQ FREE_PAGE_HINT
      When the driver initialises it
      Then the flags of every used ring were 0 when it was enabled

  Rule: without EVENT_IDX a device that wants none gets none
    2.7.10.1: while the flag in the used ring is 1, the driver should not kick.

    @driver.split.notify-suppression.3 @SHOULD_NOT @needs:lockstep
    Scenario: statistics while VIRTQ_USED_F_NO_NOTIFY is set
      Given a driver in operation with STATS_VQ
      And a device that wants no notifications of statsq
      When the host asks for statistics and the device looks at statsq by itself
      Then the driver has answered
      And the driver has not kicked statsq

  Rule: without EVENT_IDX a device that wants them gets them
    2.7.10.1: while the flag in the used ring is 0, the driver kicks when it has made a buffer available.

    @driver.split.notify-suppression.4 @MUST @needs:lockstep
    Scenario: statistics while the flag is clear
      Given a driver in operation with STATS_VQ
      When the host asks for 3 samples of statistics
      Then the driver answers every one of them
      And the driver has kicked statsq

  Rule: without EVENT_IDX avail_event means nothing
    2.7.10.1: the driver ignores the field; the flag alone decides.

    @driver.split.notify-suppression.2 @MUST @needs:lockstep
    Scenario: avail_event lies far ahead
      Given a driver in operation with STATS_VQ
      And a device that writes 1000 to avail_event of statsq
      When the host asks for 3 samples of statistics
      Then the driver answers every one of them

  Rule: with EVENT_IDX the driver kicks when the available index passes avail_event
    2.7.10.1: the kick comes with the entry whose index avail_event names, and with no other.

    @driver.split.notify-suppression.6 @MUST @needs:lockstep
    Scenario: avail_event at the next entry
      Given a driver in operation with STATS_VQ EVENT_IDX
      When the host asks for 3 samples of statistics
      Then the driver answers every one of them

    @driver.split.notify-suppression.7 @SHOULD_NOT @needs:lockstep
    Scenario: avail_event far ahead
      Given a driver in operation with STATS_VQ EVENT_IDX
      And a device that wants to be notified of statsq at 1000
      When the host asks for statistics and the device looks at statsq by itself
      Then the driver has answered
      And the driver has not kicked statsq

  Rule: with EVENT_IDX the flag means nothing
    2.7.10.1: the driver ignores bit 0 of the flags of the used ring.

    @driver.split.notify-suppression.5 @MUST @needs:lockstep
    Scenario: the flag is set, and avail_event asks for a kick
      Given a driver in operation with STATS_VQ EVENT_IDX
      And a device that writes 1 to the flags of the used ring of statsq
      When the host asks for 3 samples of statistics
      Then the driver answers every one of them

  Rule: the flags of the available ring have one bit
    2.7.7.1: without EVENT_IDX they are 0 or 1, with it 0.

    @driver.split.interrupt-suppression.1 @MUST
    Scenario: the driver works without EVENT_IDX
      Given a driver in operation with STATS_VQ
      When the host asks for 3 samples of statistics
      Then the driver answers every one of them
      And the flags of every available ring are 0 or 1

    @driver.split.interrupt-suppression.3 @MUST
    Scenario: the driver works with EVENT_IDX
      Given a driver in operation with STATS_VQ EVENT_IDX
      When the host asks for 3 samples of statistics
      Then the driver answers every one of them
      And the flags of every available ring are 0

  Rule: an interrupt without cause is survived
    2.7.7.1: the driver finds nothing, and goes on.

    @driver.split.interrupt-suppression.5 @MUST
    Scenario: interrupts of every queue with nothing used
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      When the device notifies every queue 3 times without cause
      And the host asks for 2 samples of statistics
      Then the driver answers every one of them
