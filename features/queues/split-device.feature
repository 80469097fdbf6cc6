@queues @device @dialect:hint @ring:split
Feature: Split virtqueues, seen from the device
  The device reads what the driver lays out, however it is split, and returns every buffer with an honest length.

  Rule: framing means nothing
    2.7.4.1: the same bytes in one descriptor or in many are the same request.

    @device.framing.1 @MUST_NOT
    Scenario Outline: an array of frame numbers in pieces of <pieces> bytes
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver inflates 64 pages from an array in pieces of <pieces> bytes
      Then the buffer comes back with used length 0
      And all 64 pages were given back to the host

      Examples: within and across entries
        | pieces |
        | 128    |
        | 64     |
        | 4      |
        | 3      |
        | 7      |

    @device.framing.1 @MUST_NOT
    Scenario: statistics in pieces that cut tags and values
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver gives 5 statistics in pieces of 3 bytes
      Then the host knows all 5 statistics
      And the host can ask for statistics again

    @device.framing.1 @MUST_NOT @link:https://github.com/cloud-hypervisor/cloud-hypervisor/commit/52db3f865
    Scenario: a command id in pieces of one byte
      Given a driver in operation with VERSION_1 FREE_PAGE_HINT
      And the host asks for hints
      When the driver starts the round from a command buffer in pieces of 1 byte
      And the driver hints 2 blocks
      Then the migration need not send these blocks

  Rule: a queue has the size that the driver gave it
    2.6 and 4.1.4.3.2, field report 31: a driver may make a queue smaller than the device allows, and the ring wraps there.

    @link:https://github.com/oxidecomputer/propolis/pull/1117
    Scenario Outline: <entries> entries
      Given a driver that makes its queues as small as <entries> entries
      And a driver in operation with VERSION_1 STATS_VQ
      When the driver inflates 40 times in lists of 1 to 3 descriptors
      And the driver inflates 8 pages that hold data
      Then every buffer of inflateq comes back with used length 0
      And all 8 pages were given back to the host

      Examples: powers of two, as a split ring needs them
        | entries |
        | 4       |
        | 16      |

  Rule: the used length says what was written
    2.7.8.2: it counts bytes that the device wrote; nothing is written to a readable buffer.

    @device.split.used.2 @MUST
    Scenario Outline: buffers that the device only reads, on <queue>
      Given a driver in operation with VERSION_1 STATS_VQ FREE_PAGE_HINT
      When the driver fills <queue>
      Then every buffer of <queue> comes back with used length 0

      Examples:
        | queue        |
        | inflateq     |
        | deflateq     |
        | free_page_vq |

    @device.split.used.2 @MUST
    Scenario: a statistics buffer that is asked back
      Given a driver in operation with VERSION_1 STATS_VQ
      When the driver gives 5 statistics
      And the host asks for statistics
      Then every buffer of statsq comes back with used length 0
