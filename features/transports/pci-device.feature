@transports @device @dialect:hint @transport:pci
Feature: PCI, seen from the device
  A device on PCI says what it is, where its structures are, and has registers that keep to their descriptions.

  Rule: a balloon is found by its numbers
    4.1.2.1: vendor 0x1af4, device 0x1045, or 0x1002 where it is transitional.

    @device.pci.discovery.2 @device.pci.discovery.3 @MUST
    Scenario: vendor and device number
      When a driver reads the whole PCI configuration space
      Then vendor and device number are those of a balloon

  Rule: a device without a legacy interface is marked as such
    4.1.2.1: by its device number, its revision and its subsystem.

    @device.pci.discovery.5 @device.pci.discovery.6 @device.pci.discovery.7 @SHOULD
    Scenario: the marks of a device that no legacy driver is to take
      When a driver reads the whole PCI configuration space
      Then device number, revision and subsystem are those of a device without a legacy interface

  Rule: a legacy driver that comes all the same is turned away
    4.1.4.11: where bar 0 is there for that, a reset through it makes every bar read as zero.

    @device.pci.non-transitional.1 @SHOULD
    Scenario: a legacy driver resets a device that knows no legacy interface
      When a driver reads the whole PCI configuration space
      And it writes 0 to the status register of I/O bar 0, as a legacy driver does
      Then all bars read as zero

  Rule: every structure has a capability
    4.1.4.3.1, 4.1.4.4.1, 4.1.4.5.1, 4.1.4.6 and 4.1.4.9.1.

    @device.pci.common.2 @device.pci.notify-cap.1 @device.pci.isr.1 @device.pci.device-config.1 @device.pci.cfg-access.1 @MUST
    Scenario Outline: the capability for <structure>
      When a driver reads the whole PCI configuration space
      Then there is a capability for <structure>

      Examples:
        | structure                         |
        | common configuration              |
        | notifications                     |
        | the ISR status                    |
        | the device's configuration        |
        | the window in configuration space |

  Rule: structures are aligned
    4.1.4.3.1 and 4.1.4.6.1.

    @device.pci.common.1 @device.pci.device-config.2 @MUST
    Scenario Outline: where <structure> begins
      When a driver reads the whole PCI configuration space
      Then <structure> begins at a multiple of 4 bytes

      Examples:
        | structure                  |
        | common configuration       |
        | the device's configuration |

  Rule: cap_len counts everything
    4.1.4.2: with what follows the common part, as notify_off_multiplier does.

    @device.pci.capabilities.4 @MUST
    Scenario: the lengths of all capabilities
      When a driver reads the whole PCI configuration space
      Then cap_len of every capability counts all that the capability has

  Rule: every queue has its notification address
    4.1.4.4.1: aligned, and within the structure, for notifications of 2 bytes or, with NOTIFICATION_DATA, of 4.

    @device.pci.notify-cap.2 @device.pci.notify-cap.3 @device.pci.notify-cap.4 @device.pci.notify-cap.5 @device.pci.notify-cap.6 @MUST
    Scenario: notifications of 2 bytes
      When a driver looks up the notification address of every queue, where NOTIFICATION_DATA is not offered
      Then the structure for notifications holds every one of them

    @device.pci.notify-cap.7 @device.pci.notify-cap.8 @device.pci.notify-cap.9 @device.pci.notify-cap.10 @device.pci.notify-cap.11 @MUST
    Scenario: notifications of 4 bytes
      Given a device that offers STATS_VQ FREE_PAGE_HINT NOTIFICATION_DATA
      When a driver looks up the notification address of every queue, where NOTIFICATION_DATA is offered
      Then the structure for notifications holds every one of them

  Rule: features are shown in words of 32 bits
    4.1.4.3.1: whichever word is chosen, and what was written of them reads back.

    @device.pci.common.3 @MUST
    Scenario: words that have features and words that have none
      When a driver reads words 0 to 4 of the offered features, and the first two once more
      Then there are features in the first two words only

    @device.pci.common.4 @MUST
    Scenario: accepted features read back
      When a driver writes the features that it accepts and reads them back
      Then it reads what was written

  Rule: config_generation moves with the configuration
    4.1.4.3.1: a driver that has read an old value can tell.

    @device.pci.common.6 @MUST
    Scenario: num_pages changes between two reads
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver reads config_generation, num_pages and config_generation again
      And the host asks for a balloon of 64 pages
      And the driver reads config_generation, num_pages and config_generation again
      Then config_generation has moved with num_pages

  Rule: a reset shows as such
    4.1.4.3.1: device_status reads 0, and no queue is enabled or under reset any more.

    @device.pci.common.7 @MUST
    Scenario: device_status after a reset
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver resets the device
      Then the status reads none

    @device.pci.common.8 @MUST
    Scenario: queue_enable after a reset
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver resets the device
      And the driver reads queue_enable of every queue
      Then every one of them is 0

    @device.pci.common.9 @MUST
    Scenario: queue_reset after a reset
      Given a driver in operation that can reset queues
      When a driver accepts VERSION_1 STATS_VQ RING_RESET and writes FEATURES_OK
      And the driver reads queue_reset of every queue
      Then every one of them is 0

  Rule: queue_reset shows how far the reset of a queue is
    4.1.4.3.1: 0 once the queue is enabled, 1 until its reset is done, and 0 with queue_enable then.

    @device.pci.common.10 @MUST
    Scenario: queue_reset of queues in use
      Given a driver in operation that can reset queues
      When the driver reads queue_reset of inflateq, 1 times
      Then every one of them is 0

    @device.pci.common.11 @MUST
    Scenario: a queue after its reset
      Given a driver in operation that can reset queues
      When the driver sends 2 requests over inflateq
      And the driver resets inflateq
      And the driver sends 2 requests over inflateq
      Then nothing of inflateq is used and nobody is notified for it

    @device.pci.common.11 @MUST
    Scenario: a queue that is set up again after its reset
      Given a driver in operation that can reset queues
      When the driver sends 2 requests over inflateq
      And the driver resets inflateq
      And the driver sets inflateq up again as it was
      Then each of 4 requests over inflateq comes back

    @device.pci.common.12 @device.pci.common.13 @MUST
    Scenario: a reset that takes its time
      Given a device that takes its time
      And a driver in operation that can reset queues
      When the driver resets inflateq
      And the driver reads queue_reset of inflateq, 4 times
      And the driver reads queue_enable of inflateq, 1 times
      Then every one of them is 0

  Rule: queue_size tells which queues there are
    4.1.4.3.1: 0 where there is none, and sizes that a split ring may have.

    @device.pci.common.14 @MUST
    Scenario: the queue behind the last
      When a driver reads queue_size of queue 0, and then of the one behind the last
      Then every one of them is 0

    @device.pci.common.14 @MUST
    Scenario Outline: queue <index>
      When a driver reads queue_size of queue 0, and then of queue <index>
      Then every one of them is 0

      Examples:
        | index |
        | 1023  |
        | 65535 |

    @device.pci.common.15 @MUST
    Scenario: the sizes of all queues
      When a driver reads queue_size of every queue
      Then every one of them is a power of 2

  Rule: the halves of an address are registers of their own
    4.1.3.2: a driver may write and read them one by one.

    @device.pci.layout.1 @MUST
    Scenario: half by half
      When a driver writes the halves of each address of a queue one by one, and then the high halves once more
      Then it reads what was written

  Rule: what the window is put upon can be read and written through it
    4.1.4.9.1: by pci_cfg_data, in configuration space.

    @device.pci.cfg-access.3 @MUST
    Scenario: a register read through the window
      When a driver reads the whole PCI configuration space
      And a driver reads num_queues directly and through the window in configuration space
      Then both are the same

    @device.pci.cfg-access.2 @MUST
    Scenario: a register written through the window
      When a driver reads the whole PCI configuration space
      And a driver writes 1 to device_feature_select through the window in configuration space
      Then it reads what was written

  Rule: a window that is put upon nothing harms nobody
    4.1.4.9.2, field report 12: a driver must not put it there; a device does not fall over one that does.

    @link:https://gitlab.com/qemu-project/qemu/-/issues/2576
    Scenario Outline: <length> bytes at <offset> of bar <bar>
      When a driver reads the whole PCI configuration space
      And a driver uses the window in configuration space for <length> bytes at <offset> of bar <bar>
      Then both are the same

      Examples:
        | bar | offset     | length     |
        | 0   | 0x0        | 4          |
        | 4   | 0xfffffffc | 4          |
        | 4   | 0xffffffff | 2          |
        | 4   | 0x3ffe     | 4          |
        | 4   | 0x1        | 4          |
        | 4   | 0x0        | 0          |
        | 4   | 0x0        | 3          |
        | 4   | 0x0        | 0xffffffff |
        | 5   | 0x0        | 1          |
        | 6   | 0x0        | 4          |
        | 255 | 0x3000     | 4          |
