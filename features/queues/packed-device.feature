@queues @device @dialect:hint @ring:packed @needs:packed
Feature: Packed virtqueues, seen from the device
  The device takes descriptors in ring order when their AVAIL bit says so, and writes used ones in the order of completion,
  each once.

  Rule: lists are taken in ring order
    2.8.12: the device begins with the descriptor behind the last one that it took.

    @device.packed.1 @MUST
    Scenario: more lists than the ring has descriptors, of one to three descriptors each
      Given a driver in operation with STATS_VQ RING_PACKED
      When the driver inflates 300 times in lists of 1 to 3 descriptors
      Then every buffer of inflateq comes back with used length 0

    @device.packed.1 @MUST
    Scenario: several lists at once
      Given a driver in operation with STATS_VQ RING_PACKED
      When the driver inflates 20 times in one go
      Then all 20 buffers of inflateq come back

  Rule: a queue has the size that the driver gave it
    2.6 and 4.1.4.3.2, field report 31: a driver may make a queue smaller than the device allows, and the ring wraps there.

    @link:https://github.com/oxidecomputer/propolis/pull/1117
    Scenario Outline: <entries> entries
      Given a driver that makes its queues as small as <entries> entries
      And a driver in operation with STATS_VQ RING_PACKED
      When the driver inflates 40 times in lists of 1 to 3 descriptors
      And the driver inflates 8 pages that hold data
      Then every buffer of inflateq comes back with used length 0
      And all 8 pages were given back to the host

      Examples: any number will do
        | entries |
        | 3       |
        | 7       |
        | 16      |

  Rule: used descriptors are written in ring order
    2.8.12: each at the place behind the last one, with the id of the list that was completed.

    @device.packed.2 @MUST
    Scenario: more lists than the ring has descriptors
      Given a driver in operation with STATS_VQ RING_PACKED
      When the driver inflates 300 times in lists of 1 to 3 descriptors
      Then every buffer of inflateq comes back with used length 0

  Rule: readable buffers are only read
    2.8.15: the device never writes into them.

    @device.packed.descriptor.1 @MUST_NOT
    Scenario: arrays of frame numbers, statistics and command ids
      Given a driver in operation with STATS_VQ FREE_PAGE_HINT RING_PACKED
      And the driver inflates 3 times
      And the driver gives 5 statistics
      When the host asks for hints
      And the driver starts the round
      And the host asks for statistics
      Then every readable buffer is as the driver wrote it

  Rule: a descriptor is taken only when it is available
    2.8.15: as long as its AVAIL bit has not changed it is the driver's.

    @device.packed.descriptor.3 @MUST_NOT
    Scenario: a descriptor is written and kicked, but not made available
      Given a driver in operation with STATS_VQ RING_PACKED
      When the driver writes a descriptor to inflateq without making it available, and kicks
      And the driver makes the descriptor available, and kicks
      Then all 1 buffers of inflateq come back

  Rule: a descriptor that was used is left alone
    2.8.15: after it has flipped the USED bit the device changes nothing of it.

    @device.packed.descriptor.4 @MUST_NOT
    Scenario: used descriptors that the driver does not reuse at once
      Given a driver in operation with STATS_VQ RING_PACKED
      When the driver inflates 3 times
      And the driver inflates 3 times
      Then all 6 buffers of inflateq come back
      And every used descriptor is as the device left it

  Rule: the descriptors of a list are used in their order
    2.8.18: the bytes of a list are those of its buffers, one behind the other.

    @device.packed.chain.1 @MUST
    Scenario: an array of frame numbers cut into lists
      Given a driver in operation with STATS_VQ RING_PACKED
      When the driver inflates 64 pages from an array in pieces of 7 bytes
      Then the buffer comes back with used length 0
      And all 64 pages were given back to the host
