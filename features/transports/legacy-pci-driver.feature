@transports @legacy @driver @dialect:hint @transport:pci
Feature: The legacy interface over PCI, seen from the driver
  A driver tells a device of virtio 1 by its capabilities. Without them the device is a legacy one: a transitional driver
  uses it through I/O bar 0, any other gives up.

  Rule: a driver looks for virtio's capabilities
    4.1.5.1.1.1: whether it is transitional or not.

    @driver.legacy.pci.detection.1 @MUST
    Scenario: a transitional driver and a transitional device
      Given a driver over PCI
      And a transitional device that offers STATS_VQ
      When the driver initialises it
      Then the driver goes into operation
      And the driver has used the registers of virtio 1

    @driver.legacy.pci.detection.3 @MUST
    Scenario: a driver of virtio 1
      Given a driver that knows no legacy interface
      And a transitional device that offers STATS_VQ
      When the driver initialises it
      Then the driver goes into operation
      And the driver has used the registers of virtio 1

  Rule: without capabilities the legacy interface is used by those who know it
    4.1.5.1.1.1: others fail gracefully.

    @driver.legacy.pci.detection.2 @driver.legacy.pci.layout.1 @MUST
    Scenario: a transitional driver and a legacy device
      Given a driver over PCI
      And a legacy device that offers STATS_VQ
      When the driver initialises it
      Then the driver goes into operation
      And the driver has used the legacy registers

    @driver.legacy.pci.detection.4 @MUST
    Scenario: a driver of virtio 1 and a legacy device
      Given a driver that knows no legacy interface
      And a legacy device that offers STATS_VQ
      When the driver initialises it
      Then the driver has written to no register of the device

  Rule: the registers of virtio 1 are for drivers that accept VERSION_1
    4.1.4.10 and 7.4: whoever does not goes through bar 0.

    @driver.legacy.conformance.1 @MUST
    Scenario: a device with both interfaces
      Given a driver over PCI
      And a transitional device that offers STATS_VQ
      When the driver initialises it
      Then the driver goes into operation
      And the driver has used the registers of virtio 1

  Rule: the configuration is right behind the registers
    4.1.4.10: at 20, or at 24 while MSI-X is on.

    @driver.legacy.pci.layout.3 @MUST
    Scenario: with MSI-X
      Given a driver over PCI
      And a legacy device that offers STATS_VQ
      And a driver in operation
      When the host asks for a balloon of 64 pages
      Then the balloon has 64 pages

    @driver.legacy.pci.layout.3 @MUST
    Scenario: with the interrupt line
      Given a driver that uses the interrupt line
      And a legacy device that offers STATS_VQ
      And a driver in operation
      When the host asks for a balloon of 64 pages
      Then the balloon has 64 pages
