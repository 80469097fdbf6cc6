@queues @ring:split
Feature: Indirect descriptors and order over split virtqueues
  A chain may lie in a table of its own, and buffers may be promised to come back in order. Both are agreed on first.

  Rule: indirect tables are plain
    2.7.5.3.1: no table within a table, and no chain that goes on behind one.

    @driver.split.indirect.2 @driver.split.indirect.4 @driver @MUST_NOT @dialect:bitmap
    Scenario: answers in indirect tables
      Given a guest with 256 MiB of RAM
      And a driver in operation with GET_FREE_PAGES INDIRECT_DESC
      When the host asks for the free pages 3 times
      Then every chain was well formed

    @driver.split.indirect.1 @driver @MUST_NOT @dialect:bitmap
    Scenario: answers without INDIRECT_DESC
      Given a guest with 256 MiB of RAM
      And a driver in operation with GET_FREE_PAGES
      When the host asks for the free pages 2 times
      Then every chain was well formed

  Rule: the WRITE flag of an indirect descriptor means nothing
    2.7.5.3.2: the flags in the table count.

    @device.split.indirect.1 @device @MUST @dialect:hint
    Scenario: an array of frame numbers behind an indirect descriptor that is marked writable
      Given a driver in operation with STATS_VQ INDIRECT_DESC
      When the driver inflates 16 pages through an indirect descriptor with the WRITE flag
      Then the buffer comes back with used length 0
      And all 16 pages were given back to the host

  Rule: an indirect descriptor may end a chain
    2.7.5.3.2: normal descriptors first, then one table.

    @device.split.indirect.2 @device @MUST @dialect:hint
    Scenario: an array of frame numbers that begins in a descriptor and ends in a table
      Given a driver in operation with STATS_VQ INDIRECT_DESC
      When the driver inflates 16 pages from a descriptor followed by an indirect one
      Then the buffer comes back with used length 0
      And all 16 pages were given back to the host

  Rule: with IN_ORDER descriptors are used in table order
    2.7.5.2 and 2.7.5.3.1: the next of descriptor x is x+1, or 0 at the end of the table; tables are sequential.

    @driver.split.descriptor.2 @driver @MUST @dialect:bitmap
    Scenario: answers of many descriptors
      Given a guest with 256 MiB of RAM
      And a driver in operation with GET_FREE_PAGES IN_ORDER
      When the host asks for the free pages 5 times
      Then every chain was well formed

    @driver.split.indirect.5 @driver @MUST @dialect:bitmap
    Scenario: answers in indirect tables
      Given a guest with 256 MiB of RAM
      And a driver in operation with GET_FREE_PAGES IN_ORDER INDIRECT_DESC
      When the host asks for the free pages 3 times
      Then every chain was well formed

  Rule: with IN_ORDER buffers come back in the order in which they were made available
    6.2: whatever the device does meanwhile.

    @device.reserved-bits.5 @device @MUST @dialect:hint
    Scenario Outline: many buffers over <ring>
      Given a driver in operation with STATS_VQ IN_ORDER <features>
      When the driver inflates 20 times in one go
      Then all 20 buffers of inflateq come back

      Examples:
        | ring   | features      |
        | split  | INDIRECT_DESC |
        | packed | RING_PACKED   |

  Rule: no more descriptors than a buffer needs
    2.7.4.2: a chain of crumbs is legal, but not what the device is for.

    @driver.framing.2 @driver @SHOULD_NOT @dialect:hint
    Scenario: arrays of frame numbers
      Given a driver in operation with STATS_VQ
      When the host asks for a balloon of 1000 pages
      And the balloon has 1000 pages
      Then every chain was well formed

  Rule: bytes behind the used length mean nothing
    2.7.8.3: the driver takes nothing for granted that the device does not say it wrote.

    @driver.split.used.1 @driver @MUST_NOT @dialect:bitmap
    Scenario: a request whose used length is too short
      Given a guest with 256 MiB of RAM
      And a driver in operation with GET_FREE_PAGES
      When the device asks for free pages with used length 4
      Then the driver gives no answer
