@balloon @poison @driver @dialect:hint
Feature: Page poisoning, seen from the driver
  Some guests rely on what their free pages hold: zeros, or a pattern that shows a stray write. With PAGE_POISON such a
  driver says what it is in poison_val, and keeps it up wherever pages come back.

  Rule: PAGE_POISON is accepted by who means it
    5.5.3.1: a driver that will not fill deflated pages with poison_val clears the bit.

    @driver.balloon.features.2 @SHOULD @link:https://github.com/oasis-tcs/virtio-spec/issues/240
    Scenario: a guest that does not care
      Given a device that offers STATS_VQ PAGE_POISON
      When the driver initialises it
      Then the driver does not accept PAGE_POISON

    @driver.balloon.features.2 @driver.balloon.poison.1 @MUST
    Scenario Outline: a guest that fills its free pages with <value>
      Given a guest that fills its free pages with <value>
      And a driver in operation with STATS_VQ PAGE_POISON
      And a balloon of 512 pages
      When the host asks for a balloon of 0 pages
      And the balloon has 0 pages
      Then every page that was deflated holds <value>

      Examples:
        | value      |
        | 0          |
        | 0xaaaaaaaa |

  Rule: poison_val is there before the device works, and stays
    5.5.6.6.1: it is written before DRIVER_OK each time, and not changed afterwards.

    @driver.balloon.poison.2 @driver.balloon.poison.3 @MUST
    Scenario: a guest with a poison
      Given a guest that fills its free pages with 0xaaaaaaaa
      And a device that offers STATS_VQ PAGE_POISON
      When the driver initialises it
      Then poison_val holds 0xaaaaaaaa

    @driver.balloon.poison.2 @MUST @link:https://github.com/oasis-tcs/virtio-spec/issues/245
    Scenario: a driver that comes back
      Given a guest that fills its free pages with 0xaaaaaaaa
      And a device that offers STATS_VQ PAGE_POISON
      And a driver in operation
      When the driver is unbound
      And the driver is bound again
      Then poison_val holds 0xaaaaaaaa
