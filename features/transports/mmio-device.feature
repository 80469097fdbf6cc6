@transports @device @dialect:hint @transport:mmio
Feature: Virtio over MMIO, seen from the device
  A device over MMIO has one page of registers and one interrupt line. Its registers say what it is, what has happened, and
  which queues are in use.

  Rule: a device says that it is one
    4.2.2.1: MagicValue reads "virt", and Version reads 2.

    @device.mmio.registers.1 @MUST
    Scenario: the magic value
      When a driver reads MagicValue
      Then it reads 0x74726976

    @device.mmio.registers.2 @MUST
    Scenario: the version
      When a driver reads Version
      Then it reads 2

  Rule: InterruptStatus shows what has happened and nothing else
    4.2.2.1: the bit of an event is set from the event on until it is acknowledged; a bit without an event reads 0.

    @device.mmio.registers.3 @device.mmio.registers.4 @MUST
    Scenario: a change of the configuration
      Given a driver in operation that handles no interrupt
      When the host wants 16 pages in the balloon
      Then InterruptStatus reads 2
      And InterruptStatus reads 2
      And InterruptStatus reads 0 once 2 is written to InterruptACK

    @device.mmio.registers.3 @device.mmio.registers.4 @MUST
    Scenario: used buffers
      Given a driver in operation that handles no interrupt
      When the driver sends 3 requests over inflateq
      Then InterruptStatus reads 1
      And InterruptStatus reads 1
      And InterruptStatus reads 0 once 1 is written to InterruptACK

  Rule: a reset leaves nothing behind
    4.2.2.1: InterruptStatus and QueueReady of every queue are cleared.

    @device.mmio.registers.5 @MUST
    Scenario: a reset while there is something to be seen
      Given a driver in operation that handles no interrupt
      When the host wants 16 pages in the balloon
      And the driver resets the device
      Then InterruptStatus reads 0
      And QueueReady of inflateq reads 0
      And QueueReady of deflateq reads 0

  Rule: a configuration that has changed has another generation
    4.2.2.1: ConfigGeneration changes wherever a driver could see one half of before and one of after.

    @device.mmio.registers.6 @MUST
    Scenario: the target changes between two reads
      Given a driver in operation with VERSION_1 STATS_VQ
      When num_pages changes to 48 between two looks of the driver
      Then the driver has seen 48 in num_pages, and another generation

  Rule: a queue that is not ready is left alone
    4.2.2.1: the device does not touch it while QueueReady is 0.

    @device.mmio.registers.7 @MUST_NOT
    Scenario: buffers and a kick after the queue was stopped
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver writes 0 to QueueReady of inflateq
      And the driver sends 3 requests over inflateq
      Then nothing of inflateq is used and nobody is notified for it

  Rule: QueueReset shows whether the queue is being reset
    4.2.2.1, with RING_RESET: 0 at first and while the queue is in use, 1 while it is being reset, then 0.

    @device.mmio.registers.8 @MUST
    Scenario: before a queue is set up
      Given a device that offers RING_RESET
      When a driver accepts VERSION_1 RING_RESET and writes FEATURES_OK
      Then QueueReset of inflateq reads 0

    @device.mmio.registers.9 @MUST
    Scenario: while a queue is in use
      Given a driver in operation that can reset queues
      When the driver sends 3 requests over inflateq
      Then QueueReset of inflateq reads 0

    @device.mmio.registers.9 @MUST
    Scenario: when it is in use again
      Given a driver in operation that can reset queues
      When the driver resets inflateq
      And the driver sets inflateq up again as it was
      Then QueueReset of inflateq reads 0

    @device.mmio.registers.11 @device.mmio.registers.12 @MUST
    Scenario: a reset that takes its time
      Given a device that takes its time
      And a driver in operation that can reset queues
      When the driver writes 1 to QueueReset of inflateq and looks 12 times
      Then QueueReset has read 1 until it read 0
      And QueueReady of inflateq reads 0

    @device.mmio.registers.11 @device.mmio.registers.12 @MUST
    Scenario: a reset at once
      Given a driver in operation that can reset queues
      When the driver writes 1 to QueueReset of inflateq and looks 4 times
      Then QueueReset has read 1 until it read 0
      And QueueReady of inflateq reads 0

  Rule: 1 in QueueReset resets the queue
    4.2.2.1: what was in it is forgotten, and it begins anew.

    @device.mmio.registers.10 @MUST
    Scenario: a queue that was reset is silent
      Given a driver in operation that can reset queues
      When the driver resets inflateq
      And the driver sends 3 requests over inflateq
      Then nothing of inflateq is used and nobody is notified for it

    @device.mmio.registers.10 @MUST
    Scenario: a queue that was reset works again
      Given a driver in operation that can reset queues
      When the driver sends 5 requests over inflateq
      And the driver resets inflateq
      And the driver sets inflateq up again as it was
      Then each of 20 requests over inflateq comes back
