@lifecycle @device @dialect:hint
Feature: Suspending, seen from the device
  A device that is asked to suspend finishes what it has begun, shows SUSPEND and is silent until the driver sets
  DRIVER_OK again. It forgets nothing.

  Rule: a device that is not initialised does not suspend
    3.4.2: SUSPEND is ignored before DRIVER_OK.

    @device.suspend.1 @MUST
    Scenario: SUSPEND before DRIVER_OK
      Given a driver that has set up its queues but not written DRIVER_OK
      When the driver asks the device to suspend
      Then the status does not show SUSPEND

  Rule: a device suspends and works on, or says that it cannot
    3.4.2: the status shows the one or the other, else DEVICE_NEEDS_RESET.

    @device.suspend.6 @device.suspend.7 @MUST
    Scenario: there and back
      Given a driver in operation that can suspend the device
      When the driver asks the device to suspend
      And the driver asks the device to work on
      Then the device shows itself at work

    @device.suspend.6 @device.suspend.7 @MUST
    Scenario: a device that takes its time
      Given a device that takes its time
      And a driver in operation that can suspend the device
      When the driver asks the device to suspend
      And the driver asks the device to work on
      Then the device shows itself at work

    @device.suspend.6 @MUST
    Scenario: a device that breaks
      Given a device that comes to need a reset when it is asked to suspend
      And a driver in operation that can suspend the device
      When the driver asks the device to suspend
      Then the device needs a reset
      And after a reset the device serves again

  Rule: what was begun is finished first
    3.4.2: no more buffers are taken; those that were are used and notified.

    @device.suspend.8 @SHOULD
    Scenario: a kick on its way
      Given a device that takes its time
      And a driver in operation that can suspend the device
      When the driver kicks inflateq and asks the device to suspend before it can look
      Then the device shows itself as suspended
      And nothing is taken before the device works on

    @device.suspend.9 @device.suspend.10 @SHOULD
    Scenario: a buffer that is held
      Given a driver in operation that can suspend the device
      When the driver gives 3 statistics
      And the driver asks the device to suspend
      Then the device shows itself as suspended
      And every buffer is back, and the driver was notified, before that

  Rule: a suspended device is silent
    3.4.2: queues and configuration stay as they are, and what the host wants waits.

    @device.suspend.3 @device.suspend.4 @MUST_NOT
    Scenario: the host wants another balloon meanwhile
      Given a driver in operation that can suspend the device
      When the driver asks the device to suspend
      And the host asks for a balloon of 64 pages
      And a driver reads the whole configuration
      And the driver asks the device to work on
      Then num_pages reads 0

    @device.suspend.5 @MUST
    Scenario: the driver hears of it later
      Given a driver in operation that can suspend the device
      When the driver asks the device to suspend
      And the host asks for a balloon of 64 pages
      And the driver asks the device to work on
      And a driver reads the whole configuration
      Then the driver is notified of a configuration change
      And num_pages reads 64

    @device.suspend.2 @SHOULD
    Scenario: the driver writes to it all the same
      Given a driver in operation that can suspend the device
      When the driver asks the device to suspend
      And the driver writes 77 to actual
      And the driver asks the device to work on
      And a driver reads the whole configuration
      Then actual reads 0
