@lifecycle @device @dialect:hint @needs:emulator
Feature: A device is taken out of its machine
  An administrator may take a balloon away while a driver drives it. The machine runs on.

  Rule: what was set up for an offer is taken down, accepted or not
    field report 5: a device looked at what the driver had accepted, and left the rest behind.

    @link:https://gitlab.com/qemu-project/qemu/-/commit/49b01711b8
    Scenario Outline: a driver that has accepted <features>
      Given a transitional device that offers STATS_VQ FREE_PAGE_HINT PAGE_REPORTING
      And a driver in operation with <features>
      When the device is taken out of the machine
      Then the machine runs on without it

      Examples:
        | features                                         |
        | VERSION_1                                        |
        | VERSION_1 STATS_VQ FREE_PAGE_HINT PAGE_REPORTING |
