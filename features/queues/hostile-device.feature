@queues @device @dialect:hint @hostile
Feature: A driver that means harm
  Rings and buffers are the guest's, and a guest may be anybody's. A device may refuse what is wrong, or want a reset; it does
  not fall over, it does not hang, and it touches nothing but what it was given.

  Rule: a chain that is none costs a reset at most
    2.1.2, 2.7.5 and 2.8, field reports 17 to 19: no rule says what a device does about it, and each has had to learn.

    @link:https://github.com/cloud-hypervisor/cloud-hypervisor/commit/c1b5b18d9
    Scenario Outline: <what> on <queue>
      Given a driver in operation with VERSION_1 STATS_VQ PAGE_REPORTING
      And pages that the driver never names
      When the driver puts <what> on <queue>, and kicks
      Then the device still answers
      And the pages that it never named are as they were
      And after a reset the device serves again

      Examples:
        | what                                    | queue        |
        | a chain that loops                      | inflateq     |
        | a chain that loops                      | reporting_vq |
        | a descriptor that leads nowhere         | inflateq     |
        | a descriptor that leads nowhere         | reporting_vq |
        | a head that is not there                | inflateq     |
        | a head that is not there                | reporting_vq |
        | more chains than fit                    | inflateq     |
        | more chains than fit                    | reporting_vq |
        | a buffer in the PCI hole                | inflateq     |
        | a buffer in the PCI hole                | reporting_vq |
        | a buffer over the end of RAM            | inflateq     |
        | a buffer over the end of RAM            | reporting_vq |
        | a buffer at the last of all addresses   | inflateq     |
        | a buffer at the last of all addresses   | reporting_vq |
        | a buffer of no bytes                    | inflateq     |
        | a buffer of no bytes                    | reporting_vq |
        | a writable buffer before a readable one | inflateq     |
        | a writable buffer before a readable one | reporting_vq |

    @link:https://github.com/firecracker-microvm/firecracker/commit/ed96b50d2
    Scenario Outline: <what> on <queue>, with tables
      Given a driver in operation with VERSION_1 INDIRECT_DESC STATS_VQ PAGE_REPORTING
      And pages that the driver never names
      When the driver puts <what> on <queue>, and kicks
      Then the device still answers
      And the pages that it never named are as they were
      And after a reset the device serves again

      Examples:
        | what                                    | queue        |
        | a table in the PCI hole                 | inflateq     |
        | a table in the PCI hole                 | reporting_vq |
        | a table of no bytes                     | inflateq     |
        | a table of no bytes                     | reporting_vq |
        | a table that is cut short               | inflateq     |
        | a table that is cut short               | reporting_vq |
        | a table in a table                      | inflateq     |
        | a table in a table                      | reporting_vq |
        | a table that loops                      | inflateq     |
        | a table that loops                      | reporting_vq |
        | a table without measure                 | inflateq     |
        | a table without measure                 | reporting_vq |

  Rule: nothing that a driver does costs more
    Chains, right and wrong, kicks, configuration, resets, and what the host wants meanwhile, in any order.

    Scenario Outline: 300 random moves, <seed>
      Given a driver in operation with VERSION_1 INDIRECT_DESC STATS_VQ FREE_PAGE_HINT PAGE_REPORTING
      And pages that the driver never names
      When the driver makes 300 random moves of seed <seed>
      Then the device still answers
      And the pages that it never named are as they were
      And after a reset the device serves again

      Examples:
        | seed |
        | 1    |
        | 2    |
        | 3    |
        | 4    |
        | 5    |
        | 6    |
        | 7    |
        | 8    |
