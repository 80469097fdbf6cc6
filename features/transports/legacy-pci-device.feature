@transports @legacy @device @dialect:hint @transport:pci
Feature: The legacy interface over PCI, seen from the device
  A transitional device has the numbers and the I/O bar that drivers from before virtio 1 look for, and behind it their
  registers, with the device's configuration right behind.

  Rule: a transitional device is found by its numbers
    4.1.2.3: revision 0, the virtio device id as subsystem device, a device number from 0x1000 to 0x103f.

    @device.legacy.pci.discovery.1 @MUST
    Scenario: the revision
      Given a transitional device that offers STATS_VQ
      When a legacy driver looks at the function
      Then the revision is 0

    @device.legacy.pci.discovery.2 @MUST
    Scenario: the subsystem
      Given a transitional device that offers STATS_VQ
      When a legacy driver looks at the function
      Then the subsystem device number is 5

    @device.legacy.pci.discovery.3 @MUST
    Scenario: the device number
      Given a transitional device that offers STATS_VQ
      When a legacy driver looks at the function
      Then the device number is between 0x1000 and 0x103f

  Rule: the legacy registers are in bar 0, which is one of ports
    4.1.4.10 and 4.1.5.1.1.1.

    @device.legacy.pci.detection.1 @MUST
    Scenario: the bar
      Given a transitional device that offers STATS_VQ
      When a legacy driver looks at the function
      Then bar 0 has ports

    @device.legacy.pci.layout.1 @MUST
    Scenario: the registers
      Given a legacy driver in operation with STATS_VQ
      When the driver inflates 4 pages that hold data
      Then the device is in operation
      And all 4 pages were given back to the host

  Rule: the configuration may be accessed in any width
    4.1.4.10: the result is that of an access in the width of the field.

    @device.legacy.pci.layout.2 @MUST
    Scenario Outline: num_pages by <width>
      Given a legacy driver in operation with STATS_VQ
      When the host wants 0x1234 pages in the balloon
      And the driver reads num_pages by <width> bytes and by 4
      Then both read 0x1234

      Examples:
        | width |
        | 1     |
        | 2     |

    @device.legacy.pci.layout.2 @MUST
    Scenario: actual byte by byte
      Given a legacy driver in operation with STATS_VQ
      When the driver writes 0x1234 to actual byte by byte, the lowest first
      Then actual reads 0x1234 by 4 bytes

  Rule: the configuration begins right behind the registers
    4.1.4.10: at 20, or at 24 while MSI-X is on.

    @device.legacy.pci.layout.3 @MUST
    Scenario Outline: MSI-X is <messages>
      Given a legacy driver in operation with STATS_VQ
      When the host wants 0x1234 pages in the balloon
      And the driver switches MSI-X <messages> and reads offset <offset> of bar 0
      Then num_pages of 0x1234 is there

      Examples:
        | messages | offset |
        | off      | 20     |
        | on       | 24     |

  Rule: features from 32 on are not accepted
    4.1.4.10: a legacy driver cannot write them.

    @device.legacy.pci.layout.4 @MUST
    Scenario: a driver that takes whatever it is offered
      Given a transitional device that offers STATS_VQ
      And a legacy driver in operation with all that it is offered
      When the driver inflates 4 pages that hold data
      Then every legacy ring is served
