@balloon @reporting @device @dialect:hint
Feature: Free page reporting, seen from the device
  What is reported may be taken, but only until the buffer goes back; and a guest with a poison must find it again.

  Rule: a reported page changes only until its buffer is used
    5.5.6.7.2: after the acknowledgement the page may be somebody's.

    @device.balloon.reporting.1 @MAY @golden:report @link:https://github.com/tinylabscom/mvm/issues/3381
    Scenario: discarded before it is acknowledged
      Given a driver in operation with VERSION_1 PAGE_REPORTING
      When the driver reports 4 blocks that hold data
      Then the reported pages were given back to the host
      And the reported pages do not change once the report is used

    @device.split.used.2 @MUST @link:https://github.com/cloud-hypervisor/cloud-hypervisor/commit/ff78eb8fb
    Scenario: nothing is written into a report
      Given a driver in operation with VERSION_1 PAGE_REPORTING
      When the driver reports 4 blocks that hold data
      Then every buffer of reporting_vq comes back with used length 0

  Rule: a poisoned page stays so, or as it was
    5.5.6.7.2: with PAGE_POISON the device changes a reported page to nothing but poison_val.

    @device.balloon.reporting.2 @MUST_NOT
    Scenario Outline: a guest whose poison_val is <poison>
      Given a driver in operation with VERSION_1 PAGE_POISON PAGE_REPORTING, whose poison_val is <poison>
      When the driver reports 4 blocks that are filled with poison_val
      Then every reported page is as it was, or filled with poison_val

      Examples:
        | poison     |
        | 0          |
        | 0xaaaaaaaa |
        | 1          |

    @device.balloon.reporting.2 @MUST_NOT
    Scenario: a driver that does not fill what it reports
      Given a driver in operation with VERSION_1 PAGE_POISON PAGE_REPORTING, whose poison_val is 0xaaaaaaaa
      When the driver reports 4 blocks that hold data
      Then every reported page is as it was, or filled with poison_val

  Rule: ranges are only numbers
    Field report 19: what is no RAM, or no whole page, is left alone; the rest of the report still counts.

    @link:https://github.com/cloud-hypervisor/cloud-hypervisor/commit/326cd8807
    Scenario Outline: <stranger> among good blocks
      Given a driver in operation with VERSION_1 PAGE_REPORTING
      When the driver reports 4 blocks and <stranger>
      Then every buffer of reporting_vq comes back with used length 0
      And the reported pages were given back to the host

      Examples:
        | stranger                        |
        | one in the PCI hole             |
        | one past the end of RAM         |
        | one at the end of all addresses |
        | one of no bytes                 |

    Scenario: blocks that begin and end in mid-page
      Given a driver in operation with VERSION_1 PAGE_REPORTING
      When the driver reports 4 blocks that begin and end in mid-page
      Then every buffer of reporting_vq comes back with used length 0
      And the pages at both ends of each block hold what they held
