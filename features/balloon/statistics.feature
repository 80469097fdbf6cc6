@balloon @statistics @dialect:hint
Feature: Memory statistics
  The driver keeps one buffer of statistics with the device. The device asks for new ones by giving it back.

  @driver
  Rule: there is always one buffer, and never two
    5.5.6.3.1: one after initialisation, and a new one each time the device has used it.

    @driver.balloon.stats.2 @driver.balloon.stats.1 @MUST
    Scenario: the first buffer
      Given a device that offers STATS_VQ
      When the driver initialises it
      Then one buffer of statistics is outstanding

    @driver.balloon.stats.2 @MUST @link:https://github.com/rcore-os/virtio-drivers/pull/251
    Scenario: the first buffer does not wait for other work
      Given a driver in operation with STATS_VQ
      When the host asks for a balloon of 16 pages
      And the balloon has 16 pages
      Then one buffer of statistics is outstanding

    @driver.balloon.stats.3 @driver.balloon.stats.1 @MUST
    Scenario: ten samples
      Given a driver in operation with STATS_VQ
      When the host asks for 10 samples of statistics
      Then the driver answers every one of them
      And one buffer of statistics is outstanding

  @driver
  Rule: a buffer holds statistics
    5.5.6.3.1 and 5.5.6.4: entries of ten bytes, a tag and a value, the same tags each time; not what lay in memory before.

    @driver.balloon.stats.4 @driver.balloon.stats.5 @MUST
    Scenario: the shape of a sample
      Given a driver in operation with STATS_VQ
      When the host asks for statistics
      Then every sample is a whole number of entries with known tags
      And the total memory is not more than the guest has

    @driver.balloon.stats.8 @MUST
    Scenario: the same statistics each time
      Given a driver in operation with STATS_VQ
      When the host asks for 5 samples of statistics
      Then every sample has the same tags

  @device
  Rule: a device takes what it knows
    5.5.6.3.2, field report 7: unknown tags are ignored, in any order; a device that stumbles over them is deaf for ever.

    @device.balloon.stats.1 @MUST @link:https://github.com/firecracker-microvm/firecracker/pull/5516
    Scenario: tags from the future
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver gives 5 statistics and the unknown tags 10, 15 and 65535
      Then the host knows all 5 statistics
      And the host can ask for statistics again

    @device.balloon.stats.2 @MUST
    Scenario: tags in reverse
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver gives 5 statistics in reverse order
      Then the host knows all 5 statistics
      And the host can ask for statistics again

    @link:https://github.com/firecracker-microvm/firecracker/commit/326fc46db
    Scenario: a second buffer while the device holds one
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver gives 3 statistics
      And the driver gives 5 statistics
      Then the host knows all 5 statistics
      And the host can ask for statistics again

    @link:https://github.com/firecracker-microvm/firecracker/commit/ed96b50d2
    Scenario Outline: a sample of <bytes> bytes
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver gives a sample of <bytes> bytes
      Then the host can ask for statistics again

      Examples: no whole number of entries
        | bytes |
        | 1     |
        | 9     |
        | 11    |
        | 4096  |
        | 65536 |
