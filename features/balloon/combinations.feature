@balloon @dialect:hint
Feature: Every combination of features
  Six features make 64 devices. Whatever is offered or accepted, pages go into the balloon and come out again.

  @device
  Rule: what the driver accepts does not matter to the balloon itself
    5.5.3: each feature stands for itself.

    @device.features.2 @SHOULD
    Scenario Outline: a driver that accepts <accepted>
      Given a driver in operation with <accepted>
      When the driver inflates 4 pages that hold data
      Then the buffer comes back with used length 0
      And all 4 pages were given back to the host

      Examples:
        | accepted                                                                         |
        | VERSION_1                                                                        |
        | MUST_TELL_HOST                                                                   |
        | STATS_VQ                                                                         |
        | MUST_TELL_HOST STATS_VQ                                                          |
        | DEFLATE_ON_OOM                                                                   |
        | MUST_TELL_HOST DEFLATE_ON_OOM                                                    |
        | STATS_VQ DEFLATE_ON_OOM                                                          |
        | MUST_TELL_HOST STATS_VQ DEFLATE_ON_OOM                                           |
        | FREE_PAGE_HINT                                                                   |
        | MUST_TELL_HOST FREE_PAGE_HINT                                                    |
        | STATS_VQ FREE_PAGE_HINT                                                          |
        | MUST_TELL_HOST STATS_VQ FREE_PAGE_HINT                                           |
        | DEFLATE_ON_OOM FREE_PAGE_HINT                                                    |
        | MUST_TELL_HOST DEFLATE_ON_OOM FREE_PAGE_HINT                                     |
        | STATS_VQ DEFLATE_ON_OOM FREE_PAGE_HINT                                           |
        | MUST_TELL_HOST STATS_VQ DEFLATE_ON_OOM FREE_PAGE_HINT                            |
        | PAGE_POISON                                                                      |
        | MUST_TELL_HOST PAGE_POISON                                                       |
        | STATS_VQ PAGE_POISON                                                             |
        | MUST_TELL_HOST STATS_VQ PAGE_POISON                                              |
        | DEFLATE_ON_OOM PAGE_POISON                                                       |
        | MUST_TELL_HOST DEFLATE_ON_OOM PAGE_POISON                                        |
        | STATS_VQ DEFLATE_ON_OOM PAGE_POISON                                              |
        | MUST_TELL_HOST STATS_VQ DEFLATE_ON_OOM PAGE_POISON                               |
        | FREE_PAGE_HINT PAGE_POISON                                                       |
        | MUST_TELL_HOST FREE_PAGE_HINT PAGE_POISON                                        |
        | STATS_VQ FREE_PAGE_HINT PAGE_POISON                                              |
        | MUST_TELL_HOST STATS_VQ FREE_PAGE_HINT PAGE_POISON                               |
        | DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_POISON                                        |
        | MUST_TELL_HOST DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_POISON                         |
        | STATS_VQ DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_POISON                               |
        | MUST_TELL_HOST STATS_VQ DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_POISON                |
        | PAGE_REPORTING                                                                   |
        | MUST_TELL_HOST PAGE_REPORTING                                                    |
        | STATS_VQ PAGE_REPORTING                                                          |
        | MUST_TELL_HOST STATS_VQ PAGE_REPORTING                                           |
        | DEFLATE_ON_OOM PAGE_REPORTING                                                    |
        | MUST_TELL_HOST DEFLATE_ON_OOM PAGE_REPORTING                                     |
        | STATS_VQ DEFLATE_ON_OOM PAGE_REPORTING                                           |
        | MUST_TELL_HOST STATS_VQ DEFLATE_ON_OOM PAGE_REPORTING                            |
        | FREE_PAGE_HINT PAGE_REPORTING                                                    |
        | MUST_TELL_HOST FREE_PAGE_HINT PAGE_REPORTING                                     |
        | STATS_VQ FREE_PAGE_HINT PAGE_REPORTING                                           |
        | MUST_TELL_HOST STATS_VQ FREE_PAGE_HINT PAGE_REPORTING                            |
        | DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_REPORTING                                     |
        | MUST_TELL_HOST DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_REPORTING                      |
        | STATS_VQ DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_REPORTING                            |
        | MUST_TELL_HOST STATS_VQ DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_REPORTING             |
        | PAGE_POISON PAGE_REPORTING                                                       |
        | MUST_TELL_HOST PAGE_POISON PAGE_REPORTING                                        |
        | STATS_VQ PAGE_POISON PAGE_REPORTING                                              |
        | MUST_TELL_HOST STATS_VQ PAGE_POISON PAGE_REPORTING                               |
        | DEFLATE_ON_OOM PAGE_POISON PAGE_REPORTING                                        |
        | MUST_TELL_HOST DEFLATE_ON_OOM PAGE_POISON PAGE_REPORTING                         |
        | STATS_VQ DEFLATE_ON_OOM PAGE_POISON PAGE_REPORTING                               |
        | MUST_TELL_HOST STATS_VQ DEFLATE_ON_OOM PAGE_POISON PAGE_REPORTING                |
        | FREE_PAGE_HINT PAGE_POISON PAGE_REPORTING                                        |
        | MUST_TELL_HOST FREE_PAGE_HINT PAGE_POISON PAGE_REPORTING                         |
        | STATS_VQ FREE_PAGE_HINT PAGE_POISON PAGE_REPORTING                               |
        | MUST_TELL_HOST STATS_VQ FREE_PAGE_HINT PAGE_POISON PAGE_REPORTING                |
        | DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_POISON PAGE_REPORTING                         |
        | MUST_TELL_HOST DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_POISON PAGE_REPORTING          |
        | STATS_VQ DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_POISON PAGE_REPORTING                |
        | MUST_TELL_HOST STATS_VQ DEFLATE_ON_OOM FREE_PAGE_HINT PAGE_POISON PAGE_REPORTING |

  @driver
  Rule: queues have the indices of one numbering
    5.5.2 lists queues and does not say what becomes of the indices of those that are missing: fixed, closed up by what is
    offered, or by what is negotiated. Each is right where both sides follow it.

    @driver.init.7 @MUST @needs:status @link:https://github.com/arcboxlabs/arcbox/pull/392
    Scenario Outline: <numbering>, with <offered>
      Given queues that are numbered as <numbering>
      And a driver in operation with <offered>
      When the host asks for a balloon of 16 pages
      Then the balloon has 16 pages

      Examples:
        | numbering  | offered                                |
        | fixed      | MUST_TELL_HOST PAGE_REPORTING          |
        | offered    | MUST_TELL_HOST PAGE_REPORTING          |
        | negotiated | MUST_TELL_HOST PAGE_REPORTING          |
        | fixed      | STATS_VQ PAGE_REPORTING                |
        | offered    | STATS_VQ PAGE_REPORTING                |
        | negotiated | STATS_VQ FREE_PAGE_HINT PAGE_REPORTING |

  @device
  Rule: a device serves its queues under its numbering
    5.5.2, field report 22: a queue that nobody finds wedges the guest.

    @link:https://github.com/arcboxlabs/arcbox/pull/392
    @link:https://git.ceph.com/?p=ceph-client.git;a=commit;h=2ccd42b959aaf490333dbd3b9b102eaf295c036a
    Scenario Outline: <numbering>, with only PAGE_REPORTING accepted of <offered>
      Given queues that are numbered as <numbering>
      And a device that offers <offered>
      And a driver in operation with VERSION_1 PAGE_REPORTING
      When the driver reports 2 blocks that hold data
      Then every buffer of reporting_vq comes back with used length 0

      Examples: the queue between is offered, too
        | numbering  | offered                                |
        | fixed      | STATS_VQ FREE_PAGE_HINT PAGE_REPORTING |
        | offered    | STATS_VQ FREE_PAGE_HINT PAGE_REPORTING |
        | negotiated | STATS_VQ FREE_PAGE_HINT PAGE_REPORTING |

      @golden:reporting-queue
      Examples: each numbering has an index of its own
        | numbering  | offered                 |
        | fixed      | STATS_VQ PAGE_REPORTING |
        | offered    | STATS_VQ PAGE_REPORTING |
        | negotiated | STATS_VQ PAGE_REPORTING |
