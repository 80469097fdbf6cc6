@lifecycle @driver @dialect:hint @needs:status
Feature: The reset of a queue, seen from the driver
  With RING_RESET a driver can reset one queue and leave the others at work. The reset may take its time, and afterwards
  the device knows nothing of the queue any more.

  Rule: a driver looks whether the reset has taken place, and then sets the queue up whole
    2.6.1: the queue may come back with other values, but all of them are programmed as at first.

    @driver.queue-reset.1 @driver.queue-reset.re-enable.1 @MUST
    Scenario Outline: <queue> is reset while it is idle
      Given a device that takes its time
      And a driver in operation with STATS_VQ FREE_PAGE_HINT RING_RESET
      When the driver is told to reset <queue>
      Then the driver sees the reset of <queue> done before it sets it up again
      And a balloon of 64 pages can be had
      And the driver answers a request for statistics

      Examples:
        | queue        |
        | inflateq     |
        | deflateq     |
        | statsq       |
        | free_page_vq |

    @driver.queue-reset.1 @MUST
    Scenario: a buffer that the device held is sent once more
      Given a device that holds inflate buffers back
      And a driver in operation with STATS_VQ RING_RESET
      And the host asks for a balloon of 64 pages
      When the driver inflates
      And the driver is told to reset inflateq
      And the device lets the inflate buffers go
      Then the balloon has 64 pages
