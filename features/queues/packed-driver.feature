@queues @driver @ring:packed @needs:packed
Feature: Packed virtqueues, seen from the driver
  One ring that both sides write: the driver turns a descriptor over to the device by its AVAIL bit, the device turns it back
  by its USED bit, and between the two nobody else touches it.

  Rule: the parts of a packed ring are aligned
    2.8.11: the descriptor ring to 16 bytes, both event areas to 4.

    @driver.packed.1 @MUST
    Scenario: every queue that the driver sets up
      Given a device that offers STATS_VQ FREE_PAGE_HINT PAGE_REPORTING RING_PACKED
      When the driver initialises it
      Then every queue is aligned for a packed ring

  Rule: a descriptor that is available is left alone
    2.8.16: the driver changes nothing of it until the device has used it.

    @driver.packed.descriptor.1 @driver.packed.descriptor.2 @MUST_NOT
    Scenario: buffers that the device holds for a while
      Given a device that holds inflate buffers back
      And a driver in operation with STATS_VQ RING_PACKED
      And the host asks for a balloon of 500 pages
      When the driver inflates
      And the device lets the inflate buffers go
      Then the balloon has 500 pages

    @driver.packed.descriptor.1 @driver.packed.descriptor.2 @MUST_NOT
    Scenario: hints that the device holds for a while
      Given a guest with 1 GiB of RAM
      And a device that holds buffers of free_page_vq back
      And a driver in operation with FREE_PAGE_HINT RING_PACKED
      When the host asks for hints
      And the device holds buffers of the driver
      And the device lets the hinted pages go
      Then the driver ends the round with STOP

  Rule: lists are complete, no longer than the queue, and readable before writable
    2.8.17: what the device finds behind the first descriptor was there before it.

    @driver.packed.chain.1 @driver.packed.chain.2 @driver.packed.chain.3 @driver.packed.chain.6 @MUST_NOT @dialect:bitmap
    Scenario: answers of many descriptors
      Given a guest with 256 MiB of RAM
      And a driver in operation with GET_FREE_PAGES RING_PACKED
      When the host asks for the free pages 5 times
      Then every chain was well formed

    @driver.packed.chain.1 @driver.packed.chain.2 @driver.packed.chain.4 @driver.packed.chain.5 @MUST_NOT @dialect:bitmap
    Scenario: a ring that is too full for another answer
      Given a guest with 256 MiB of RAM
      And a free page queue of 4 entries
      And a device that holds answers back
      And a driver in operation with GET_FREE_PAGES RING_PACKED
      When the host asks for the free pages 3 times
      Then every chain was well formed

  Rule: indirect descriptors stand alone and point to plain tables
    2.8.19: only where INDIRECT_DESC was negotiated, not within a list, and with no flag but WRITE in the table.

    @driver.packed.indirect.1 @MUST_NOT @dialect:bitmap
    Scenario: without INDIRECT_DESC
      Given a guest with 256 MiB of RAM
      And a driver in operation with GET_FREE_PAGES RING_PACKED
      When the host asks for the free pages 2 times
      Then every chain was well formed

    @driver.packed.indirect.2 @driver.packed.indirect.4 @MUST_NOT @dialect:bitmap
    Scenario: answers in indirect tables
      Given a guest with 256 MiB of RAM
      And a driver in operation with GET_FREE_PAGES RING_PACKED INDIRECT_DESC
      When the host asks for the free pages 5 times
      Then every chain was well formed

    @driver.packed.indirect.3 @MUST_NOT @dialect:bitmap
    Scenario: answers in indirect tables over a small queue
      Given a guest with 256 MiB of RAM
      And a free page queue of 4 entries
      And a driver in operation with GET_FREE_PAGES RING_PACKED INDIRECT_DESC
      When the host asks for the free pages 2 times
      Then every chain was well formed

  Rule: a notification with data names the next descriptor
    2.8.16: next_off and next_wrap are those of the descriptor that is made available next.

    @driver.packed.descriptor.3 @MUST @needs:notification-data
    Scenario: more buffers than the ring has descriptors
      Given a driver in operation with STATS_VQ RING_PACKED NOTIFICATION_DATA
      When the host asks for 300 samples of statistics
      Then the driver answers every one of them
