@lifecycle @driver @dialect:hint @needs:status
Feature: Suspending, seen from the driver
  With SUSPEND a driver can lay a device to rest without losing it. From the moment that it asks until the device works
  again, the driver leaves it alone.

  Rule: only a device in operation is suspended
    3.4.1: SUSPEND is not set without DRIVER_OK.

    @driver.suspend.1 @SHOULD_NOT
    Scenario: the order comes while the driver is unbound, and again when it is back
      Given a driver in operation with STATS_VQ SUSPEND
      When the driver is unbound
      And the driver is told to suspend the device
      And the driver is bound again
      And the driver is told to suspend the device
      Then SUSPEND is set only while the device is in operation

  Rule: a driver looks whether the device is suspended
    3.4.1: it is when SUSPEND reads 1 and DRIVER_OK reads 0.

    @driver.suspend.2 @MUST
    Scenario: the device takes its time
      Given a device that takes its time
      And a driver in operation with STATS_VQ SUSPEND
      When the driver is told to suspend the device
      And the driver is told to let the device work on
      Then the driver sees the device suspended before it lets it work on
      And a balloon of 16 pages can be had

    @driver.status.4 @SHOULD_NOT
    Scenario: the device breaks instead
      Given a device that comes to need a reset when it is asked to suspend
      And a driver in operation with STATS_VQ SUSPEND
      When the driver is told to suspend the device
      Then the driver goes into operation again
      And a balloon of 16 pages can be had

  Rule: a suspended device is left alone
    3.4.1: no buffers, no notifications, no writes to the configuration.

    @driver.suspend.3 @driver.suspend.4 @driver.suspend.5 @MUST_NOT
    Scenario: the last buffers come back while the device suspends
      Given a device that holds inflate buffers back
      And a driver in operation with STATS_VQ SUSPEND
      And the host asks for a balloon of 300 pages
      When the driver inflates
      And the driver is told to suspend the device
      And the driver is told to let the device work on
      Then the driver leaves queues and configuration alone until the device works on

  Rule: a driver waits until the device works on
    3.4.1: it does when DRIVER_OK reads 1 and SUSPEND reads 0.

    @driver.suspend.6 @MUST
    Scenario: the device takes its time to wake up
      Given a device that takes its time
      And a driver in operation with STATS_VQ SUSPEND
      When the driver is told to suspend the device
      And the driver is told to let the device work on
      Then the driver sees the device at work before it uses it
      And the driver answers a request for statistics
