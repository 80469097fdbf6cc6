@transports @device @dialect:hint @transport:pci
Feature: Interrupts over PCI, seen from the device
  By the interrupt line, with the ISR status to tell why; or by the messages of MSI-X, each event mapped to a vector or to none.

  Rule: the ISR status says why an interrupt has come
    4.1.4.5.1: before it comes; the configuration's bit with MSI-X too.

    @device.pci.isr.2 @MUST
    Scenario: a change of the configuration, by the line
      Given a driver in operation that leaves the interrupt line to the scenario
      When the host asks for a balloon of 64 pages and the interrupt comes
      And the driver reads the ISR status
      Then it tells of the configuration, which has changed

    @device.pci.isr.2 @MUST
    Scenario: a change of the configuration, by a message
      Given a driver in operation that leaves messages to the scenario
      When the host asks for a balloon of 64 pages and the interrupt comes
      And the driver reads the ISR status
      Then it tells of the configuration, which has changed

    @device.pci.isr.3 @MUST
    Scenario: used buffers
      Given a driver in operation that leaves the interrupt line to the scenario
      When the driver inflates 4 pages and waits for the interrupt
      And the driver reads the ISR status
      Then it tells of a queue, and the request was used

  Rule: PCI status shows what the ISR status does
    4.1.4.5.1: its interrupt bit is set as long as a bit of the ISR status is.

    @device.pci.isr.4 @MUST
    Scenario: PCI status before and after the ISR status is read
      Given a driver in operation that leaves the interrupt line to the scenario
      When the host asks for a balloon of 64 pages and the interrupt comes
      And the driver reads PCI status and the ISR status, and both once more
      Then the first PCI status shows an interrupt, and the second none

  Rule: reading the ISR status clears it
    4.1.4.5.1.

    @device.pci.isr.5 @MUST
    Scenario: the ISR status read twice
      Given a driver in operation that leaves the interrupt line to the scenario
      When the host asks for a balloon of 64 pages and the interrupt comes
      And the driver reads PCI status and the ISR status, and both once more
      Then the second ISR status is 0

  Rule: the table of MSI-X is as long as it says
    4.1.5.1.2.1: 2 vectors at least, and exactly so many as Table Size tells.

    @device.pci.msix.1 @SHOULD
    Scenario: vectors enough
      Given a driver in operation that leaves messages to the scenario
      When the driver maps every event to every vector
      Then every mapping reads back

    @device.pci.msix.2 @MUST
    Scenario: the last vector and the one behind it
      Given a driver in operation that leaves messages to the scenario
      When the driver maps changes of the configuration to the last vector, and then to the one behind it
      Then the first of them reads back, and the second as none

  Rule: any event goes to any vector, or to none
    4.1.5.1.2.1: and the registers tell which.

    @device.pci.msix.4 @device.pci.msix.6 @device.pci.msix.8 @MUST
    Scenario: all events on all vectors
      Given a driver in operation that leaves messages to the scenario
      When the driver maps every event to every vector
      Then every mapping reads back

    @device.pci.msix.5 @MUST
    Scenario: all events on none
      Given a driver in operation that leaves messages to the scenario
      When the driver maps every event to no vector
      Then every mapping reads back

    @device.pci.msix.7 @MUST
    Scenario: after a reset
      Given a driver in operation that leaves messages to the scenario
      When the driver resets the device
      And the driver reads the vectors of every event
      Then every mapping reads as none

    @device.pci.msix.9 @MUST
    Scenario: a vector that cannot be
      Given a driver in operation that leaves messages to the scenario
      When the driver maps every event to vector 2048
      Then every mapping reads as none

  Rule: what is mapped to no vector is silent
    4.1.5.3.1 and 4.1.5.4.1.

    @device.pci.interrupt.1 @MUST_NOT
    Scenario: a queue without a vector
      Given a driver in operation that leaves messages to the scenario
      When the driver maps every event to the last vector, but inflateq to none
      And the driver sends a request over inflateq and waits until it is used
      Then no interrupt comes

    @device.pci.config-change.2 @MUST_NOT
    Scenario: a configuration without a vector
      Given a driver in operation that leaves messages to the scenario
      When the driver maps every event to the last vector, but changes of the configuration to none
      And the host asks for a balloon of 64 pages
      Then no interrupt comes
