@queues @dialect:hint @ring:split
Feature: Split virtqueues in memory
  Who writes what. The descriptor table is the driver's, the used ring the device's, and what was made available is nobody's
  to change until it comes back.

  Rule: the device does not write the descriptor table
    2.7.5.1: it only reads it.

    @device.split.descriptor.4 @device @MUST_NOT
    Scenario: buffers of all queues
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      And the driver inflates 3 times
      And the driver gives 5 statistics
      When the host asks for statistics
      Then the descriptor table of every queue is as the driver wrote it

  Rule: the device does not write into readable buffers
    2.7.5.1: what the driver gave to be read is only read.

    @device.split.descriptor.1 @device @MUST_NOT
    Scenario: arrays of frame numbers, statistics and command ids
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      And the driver inflates 3 times
      And the driver gives 5 statistics
      When the host asks for hints
      And the driver starts the round
      And the host asks for statistics
      Then every readable buffer is as the driver wrote it

  Rule: a used entry is whole before the index shows it
    2.7.8.2: id and length are written first.

    @device.split.used.1 @device @MUST
    Scenario: every entry when the index moves past it
      Given a driver in operation with STATS_VQ
      When the driver inflates 3 times in one go
      Then all 3 buffers of inflateq come back
      And every used entry was whole when the index showed it

  Rule: what was made available is left alone
    3.3.1: descriptors and entries of a live queue do not change until the device has used them.

    @driver.cleanup.1 @driver @MUST_NOT
    Scenario: buffers that the device holds for a while
      Given a device that holds inflate buffers back
      And a driver in operation with STATS_VQ
      And the host asks for a balloon of 500 pages
      When the driver inflates
      And the device lets the inflate buffers go
      Then the balloon has 500 pages

    @driver.cleanup.1 @driver @MUST_NOT
    Scenario: hints that the device holds for a while
      Given a guest with 1 GiB of RAM
      And a device that holds buffers of free_page_vq back
      And a driver in operation with FREE_PAGE_HINT
      When the host asks for hints
      And the device holds buffers of the driver
      And the device lets the hinted pages go
      Then the driver ends the round with STOP
