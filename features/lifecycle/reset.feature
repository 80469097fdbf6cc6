@lifecycle @dialect:hint
Feature: Reset at any moment
  A reset, or the need for one, can come at any time. Whatever was under way is over, and both sides begin again.

  @driver @needs:status
  Rule: a driver resets a device that needs it, and counts on nothing any more
    2.1.1: what is under way may never be finished.

    @driver.status.4 @SHOULD_NOT
    Scenario Outline: a device that comes to need a reset <moment>
      When the device comes to need a reset <moment>
      Then the driver goes into operation again
      And a balloon of 16 pages can be had

      Examples:
        | moment                            |
        | before FEATURES_OK                |
        | with its queues set up            |
        | in the middle of a round of hints |
        | with buffers held                 |
        | while it is suspended             |
        | during the reset of a queue       |

  @device
  Rule: a device can be reset at any moment
    2.4.1: the status reads 0, and the next driver finds the device as new.

    @device.reset.1 @MUST @link:https://gitlab.com/qemu-project/qemu/-/commit/104e70cae7
    Scenario Outline: a driver that resets the device <moment>
      When the driver resets the device <moment>
      Then the status reads none
      And after a reset the device serves again

      Examples:
        | moment                            |
        | before FEATURES_OK                |
        | with its queues set up            |
        | in the middle of a round of hints |
        | with buffers held                 |
        | while it is suspended             |
        | during the reset of a queue       |

    @device.status.3 @MUST
    Scenario Outline: the device itself comes to need a reset <moment>
      When the device comes to need a reset <moment>
      Then the device needs a reset
      And after a reset the device serves again

      Examples:
        | moment                            |
        | in the middle of a round of hints |
        | with buffers held                 |
        | during the reset of a queue       |

  @driver
  Rule: a driver that leaves takes nothing from a live device
    3.3.1: the device, or the queue, is reset before buffers are withdrawn.

    @driver.cleanup.2 @MUST
    Scenario: buffers are outstanding when the driver is unbound
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      And a driver that holds statistics ready
      When the driver is unbound
      Then the driver has left
