@balloon @reporting @driver @dialect:hint
Feature: Free page reporting, seen from the driver
  A driver tells of free memory that it does not expect to need soon. The device may take it until it returns the buffer;
  whoever touches such a page later gets it back, filled with zeros or with poison.

  Rule: a guest that relies on its free pages needs PAGE_POISON
    5.5.3.1, field report 14: without PAGE_POISON the device may return anything in a reported page.

    @driver.balloon.features.3 @MUST_NOT @link:https://github.com/oasis-tcs/virtio-spec/issues/245
    Scenario Outline: a guest that fills its free pages with <value>, and a device without PAGE_POISON
      Given a guest that fills its free pages with <value>
      And a device that offers STATS_VQ PAGE_REPORTING
      When the driver initialises it
      Then the driver does not accept PAGE_REPORTING

      Examples:
        | value      |
        | 0          |
        | 0xaaaaaaaa |

    @driver.balloon.reporting.2 @driver.balloon.features.3 @MUST
    Scenario Outline: pages are reported full of <value>
      Given a guest that fills its free pages with <value>
      And a device that holds reports back
      And a driver in operation with STATS_VQ PAGE_POISON PAGE_REPORTING
      When the driver reports free pages
      Then every page of the report holds <value>

      Examples:
        | value      |
        | 0          |
        | 0xaaaaaaaa |

  Rule: reported pages are nobody's until the device has used the buffer
    5.5.6.7.1: the device may discard them meanwhile.

    @driver.balloon.reporting.3 @MUST_NOT
    Scenario: memory gets short while the device is slow
      Given a device that holds reports back
      And a driver in operation with STATS_VQ PAGE_REPORTING
      And the device holds a buffer of reporting_vq
      When the guest uses nearly all of its memory
      Then no page that the device holds of reporting_vq was written

  Rule: reports are worth their while
    5.5.6.7.1: large pages are reported rather than small ones, and what was reported is not touched without need.

    @driver.balloon.reporting.5 @SHOULD
    Scenario: large blocks
      Given a driver in operation with STATS_VQ PAGE_REPORTING
      When the driver reports free pages
      Then most of what is reported comes in blocks of 64 KiB or more

    @driver.balloon.reporting.6 @SHOULD
    Scenario: nobody needs memory
      Given a driver in operation with STATS_VQ PAGE_REPORTING
      When the driver reports free pages
      And the host asks for 3 samples of statistics
      Then the pages that were reported are left alone
