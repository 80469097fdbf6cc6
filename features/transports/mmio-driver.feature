@transports @driver @dialect:hint @transport:mmio
Feature: Virtio over MMIO, seen from the driver
  Nothing tells a driver what is at an address but what is there: it looks before it writes, and leaves alone what it does
  not know. Registers are accessed one by one, in the width and the direction that they have.

  Rule: a driver finds out what a device is before anything else
    4.2.3.1.1: MagicValue and Version first, then DeviceID, then the general initialisation.

    @driver.mmio.init.1 @driver.mmio.init.2 @driver.mmio.init.6 @MUST
    Scenario: a balloon
      Given a device over MMIO
      When the driver initialises it
      Then the first registers that the driver touches are MagicValue, Version and DeviceID
      And the driver writes ACKNOWLEDGE, then DRIVER, then FEATURES_OK, then DRIVER_OK
      And the driver goes into operation

  Rule: a device that is none is left alone
    4.2.2.2: a wrong MagicValue, another Version, DeviceID 0.

    @driver.mmio.registers.6 @MUST
    Scenario Outline: MagicValue reads <magic>
      Given a device whose MagicValue reads <magic>
      When the driver initialises it
      Then the driver writes no register

      Examples:
        | magic      |
        | 0          |
        | 0x76697274 |
        | 0xffffffff |

    @driver.mmio.registers.8 @MUST
    Scenario Outline: Version reads <version>
      Given a device whose Version reads <version>
      When the driver initialises it
      Then the driver writes no register

      Examples:
        | version |
        | 0       |
        | 3       |

    @driver.mmio.registers.10 @driver.mmio.init.3 @driver.mmio.init.4 @MUST
    Scenario: DeviceID reads 0
      Given a device whose DeviceID reads 0
      When the driver initialises it
      Then the driver writes no register
      And the last register that the driver touches is DeviceID

  Rule: registers are accessed as they are described
    4.2.2.2: no others, in their direction, 32 bits at a time, fields of the configuration in their own width.

    @driver.mmio.registers.1 @driver.mmio.registers.2 @driver.mmio.registers.3 @driver.mmio.registers.4 @driver.mmio.init.5 @MUST
    Scenario: a balloon is filled
      Given a device over MMIO
      And a driver in operation with STATS_VQ
      When the host asks for a balloon of 64 pages
      Then the balloon has 64 pages
      And every control register is accessed by 4 bytes

    @driver.mmio.registers.5 @MUST
    Scenario: the configuration is read and written
      Given a device over MMIO
      And a driver in operation with STATS_VQ
      When the host asks for a balloon of 64 pages
      Then the balloon has 64 pages
      And every field of the configuration is accessed by 4 bytes

    @driver.mmio.registers.12 @driver.mmio.registers.13 @driver.mmio.registers.14 @MUST
    Scenario: features and queues
      Given a device over MMIO
      When the driver initialises it
      Then the driver goes into operation
      And no queue is larger than QueueSizeMax

  Rule: a queue is stopped through QueueReady
    4.2.2.2: 0 is written and read back; size and addresses are left alone while the queue is ready.

    @driver.mmio.registers.15 @driver.mmio.registers.16 @driver.mmio.registers.17 @MUST
    Scenario: the driver leaves
      Given a device over MMIO
      And a driver in operation with STATS_VQ
      When the driver is unbound
      Then every queue was stopped through QueueReady

  Rule: an interrupt is looked at and acknowledged
    4.2.2.2 and 4.2.3.4.1: InterruptStatus is read, what was handled is written to InterruptACK, and undefined bits count for nothing.

    @driver.mmio.interrupt.1 @driver.mmio.interrupt.3 @driver.mmio.registers.19 @MUST
    Scenario: the target changes
      Given a device over MMIO
      And a driver in operation with STATS_VQ
      When the host asks for a balloon of 64 pages
      Then the balloon has 64 pages
      And every event that the driver sees is acknowledged

    @driver.mmio.registers.18 @driver.mmio.registers.20 @MUST
    Scenario: undefined bits
      Given a device that shows undefined bits with every interrupt
      And a driver in operation with STATS_VQ
      When the host asks for a balloon of 64 pages
      Then the balloon has 64 pages
      And the driver acknowledges no undefined bit

  Rule: the reset of a queue is done when QueueReset reads 0
    4.2.2.2: not before.

    @driver.mmio.registers.21 @MUST_NOT
    Scenario: a device that takes its time
      Given a device over MMIO
      And a device that takes its time
      And a driver in operation with STATS_VQ RING_RESET
      When the driver is told to reset inflateq
      Then the driver sees the reset of inflateq done before it sets it up again
      And a balloon of 64 pages can be had
