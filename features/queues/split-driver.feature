@queues @driver @dialect:hint @ring:split
Feature: Split virtqueues, seen from the driver
  The rings through which everything else goes. A driver may choose how it lays out its buffers; it may not choose this.

  Rule: the parts of a ring are aligned
    2.7.1: the descriptor table to 16 bytes, the available ring to 2, the used ring to 4.

    @driver.split.1 @MUST
    Scenario: every queue that the driver sets up
      Given a device that offers STATS_VQ FREE_PAGE_HINT PAGE_REPORTING
      When the driver initialises it
      Then every queue is aligned to 16, 2 and 4 bytes

  Rule: chains are well formed
    2.7.4.2 and 2.7.5: readable before writable, no loops, no longer than the queue, indirect only where agreed.

    @driver.split.descriptor.1 @driver.split.indirect.1 @MUST
    Scenario: everything that the driver makes available while it inflates, deflates, hints and reports statistics
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT
      When the host asks for a balloon of 1000 pages
      And the balloon has 1000 pages
      And the host asks for hints
      And the driver ends the round
      And the host asks for statistics
      And the host asks for a balloon of 0 pages
      And the balloon has 0 pages
      Then every chain was well formed

  Rule: the available index only moves on
    2.7.6.1: what has been made available cannot be taken back.

    @driver.split.available.1 @MUST_NOT
    Scenario: more buffers than the ring has entries
      Given a driver in operation with STATS_VQ
      When the host asks for 300 samples of statistics
      Then the driver answers every one of them
