@transports @driver @dialect:hint @transport:pci
Feature: PCI, seen from the driver
  A driver finds a balloon on PCI whatever else its numbers and capabilities are, sets it up in the right order, and
  notifies it in the way that was negotiated.

  Rule: a balloon is one whatever its revision
    4.1.2.2: by vendor and device number, the transitional one too.

    @driver.pci.discovery.1 @MUST
    Scenario: a balloon of virtio 1
      Given a balloon on PCI with device number 0x1045 and revision 1
      When the driver initialises it
      Then the driver goes into operation

    @driver.pci.discovery.2 @MUST
    Scenario: a transitional balloon
      Given a balloon on PCI with device number 0x1002 and revision 0
      When the driver initialises it
      Then the driver goes into operation

    @driver.pci.discovery.3 @MUST
    Scenario Outline: revision <revision> of device 0x1045
      Given a balloon on PCI with device number 0x1045 and revision <revision>
      When the driver initialises it
      Then the driver goes into operation

      Examples:
        | revision |
        | 0        |
        | 2        |
        | 255      |

  Rule: capabilities that do not count are passed over
    4.1.4.1: of a reserved type, with a reserved bar, or the second of a kind.

    @driver.pci.capabilities.2 @MUST
    Scenario: a reserved type
      Given a balloon on PCI that has a capability of a reserved type besides
      When the driver initialises it
      Then the driver goes into operation

    @driver.pci.capabilities.5 @MUST
    Scenario: a reserved bar
      Given a balloon on PCI that has a capability with a reserved bar besides
      When the driver initialises it
      Then the driver goes into operation

    @driver.pci.capabilities.3 @SHOULD
    Scenario: the first of two
      Given a balloon on PCI that has a second capability for common configuration
      When the driver initialises it
      Then the driver goes into operation

  Rule: capabilities and structures may be longer than they have to be
    4.1.4.1: what is behind the known part is no concern of the driver's.

    @driver.pci.capabilities.4 @MUST
    Scenario: a larger cap_len
      Given a balloon on PCI whose capabilities are 8 bytes longer than they have to be
      When the driver initialises it
      Then the driver goes into operation

    @driver.pci.capabilities.7 @MUST
    Scenario: a larger length
      Given a balloon on PCI whose structures are 1024 bytes longer than they have to be
      When the driver initialises it
      Then the driver goes into operation

  Rule: registers are used as they are meant to be
    4.1.3.1, 4.1.4.1, 4.1.4.3.2 and 4.1.4.9.2: in their width, the writable ones, each queue's enabling last, and the window
    only where another capability says that there is something.

    @driver.pci.layout.1 @driver.pci.capabilities.9 @driver.pci.common.1 @driver.pci.common.4 @driver.pci.common.6 @MUST
    Scenario: a driver sets a balloon up and uses it
      Given a device that offers STATS_VQ FREE_PAGE_HINT
      When the driver initialises it
      And the host asks for a balloon of 64 pages
      Then the balloon has 64 pages

    @driver.pci.cfg-access.1 @driver.pci.cfg-access.2 @MUST_NOT
    Scenario: a device whose registers can be reached through the window too
      Given a device that offers STATS_VQ
      When the driver initialises it
      Then the driver goes into operation

    @driver.pci.common.3 @MUST_NOT
    Scenario: the size of a split ring
      Given a device that offers STATS_VQ
      When the driver initialises it
      Then the driver goes into operation

    @driver.pci.common.2 @MUST_NOT @ring:packed
    Scenario: the size of a packed ring
      Given a device that offers STATS_VQ RING_PACKED
      When the driver initialises it
      Then the driver goes into operation

  Rule: a reset is awaited
    4.1.4.3.2: of the device, until device_status is 0, and of a queue, until queue_reset is.

    @driver.pci.common.5 @MUST
    Scenario: a driver comes back
      Given a device that takes its time
      And a driver in operation
      When the driver is unbound
      And the driver is bound again
      Then the driver goes into operation again

    @driver.pci.common.7 @MUST_NOT
    Scenario: a queue is reset
      Given a device that takes its time
      And a driver in operation with STATS_VQ RING_RESET
      When the driver is told to reset inflateq
      Then the driver sees the reset of inflateq done before it sets it up again
      And a balloon of 64 pages can be had

  Rule: however many vectors there are, they will do
    4.1.5.1.2.2: none beyond the table is used, and each mapping is read back, as it may have failed.

    @driver.pci.msix.1 @driver.pci.msix.4 @driver.pci.msix.5 @MUST
    Scenario Outline: a table of <vectors>
      Given a balloon on PCI with <vectors>
      When the driver initialises it
      And the host asks for a balloon of 64 pages
      Then the balloon has 64 pages
      And the driver writes no vector beyond the table

      Examples:
        | vectors      |
        | 1 vector     |
        | 2 vectors    |
        | 3 vectors    |
        | 8 vectors    |
        | 2048 vectors |

    @driver.pci.msix.5 @MUST
    Scenario: a device that maps nothing
      Given a balloon on PCI that maps nothing to a vector
      When the driver initialises it
      And the host asks for a balloon of 64 pages
      Then the balloon has 64 pages

  Rule: a message tells what it is for by itself
    4.1.4.5.2 and 4.1.5.4.2: the ISR status is not read for a queue, and a vector may stand for everything.

    @driver.pci.isr.1 @SHOULD_NOT
    Scenario: messages for queues
      Given a balloon on PCI with 8 vectors
      When the driver initialises it
      And the host asks for a balloon of 64 pages
      Then the balloon has 64 pages
      And the driver reads the ISR status on no message

    @driver.pci.config-change.1 @MUST
    Scenario: one vector for everything
      Given a balloon on PCI with 1 vector
      When the driver initialises it
      And the host asks for a balloon of 64 pages
      Then the balloon has 64 pages

  Rule: notifications say what was negotiated, in as many bytes
    4.1.5.2.1: the index of the queue, or what the device has chosen for it; 2 bytes, or 4 with NOTIFICATION_DATA.

    @driver.pci.notify.1 @driver.pci.notify.3 @MUST
    Scenario Outline: neither feature, addresses <distance> bytes apart
      Given a device that offers STATS_VQ
      And a balloon on PCI whose notification addresses are <distance> bytes apart
      When the driver initialises it
      And the host asks for a balloon of 64 pages
      Then the balloon has 64 pages
      And every notification that the driver sends has 2 bytes

      Examples:
        | distance |
        | 4        |
        | 0        |
        | 4096     |

    @driver.pci.notify.2 @driver.pci.notify.4 @MUST
    Scenario Outline: NOTIFICATION_DATA, addresses <distance> bytes apart
      Given a device that offers STATS_VQ NOTIFICATION_DATA
      And a balloon on PCI whose notification addresses are <distance> bytes apart
      When the driver initialises it
      And the host asks for a balloon of 64 pages
      Then the balloon has 64 pages
      And every notification that the driver sends has 4 bytes

      Examples:
        | distance |
        | 4        |
        | 0        |

    @driver.pci.notify.5 @driver.reserved-bits.13 @MUST
    Scenario Outline: NOTIF_CONFIG_DATA, addresses <distance> bytes apart
      Given a device that offers STATS_VQ NOTIF_CONFIG_DATA
      And a balloon on PCI whose notification addresses are <distance> bytes apart
      When the driver initialises it
      And the host asks for a balloon of 64 pages
      Then the balloon has 64 pages
      And the driver accepts NOTIF_CONFIG_DATA

      Examples:
        | distance |
        | 4        |
        | 0        |

    @driver.pci.notify.6 @MUST
    Scenario Outline: both features, addresses <distance> bytes apart
      Given a device that offers STATS_VQ NOTIFICATION_DATA NOTIF_CONFIG_DATA
      And a balloon on PCI whose notification addresses are <distance> bytes apart
      When the driver initialises it
      And the host asks for a balloon of 64 pages
      Then the balloon has 64 pages

      Examples:
        | distance |
        | 4        |
        | 0        |
