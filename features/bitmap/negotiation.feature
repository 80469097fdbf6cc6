@bitmap @dialect:bitmap
Feature: The free page bitmap of 2016: negotiation
  GET_FREE_PAGES is feature bit 3, the bit that FREE_PAGE_HINT took two years later. With it there is a fourth queue,
  free_pages, on which the host asks and the guest answers.

  @device
  Rule: the host offers GET_FREE_PAGES as bit 3
    virtio-balloon, new feature (3 March 2016).

    @bitmap.feature.1 @MUST @golden:bitmap-negotiation
    Scenario: the features of a host of this dialect
      Given a guest of the bitmap dialect
      When the guest starts
      Then the host offers bit 3

  @driver
  Rule: with GET_FREE_PAGES there are four queues
    inflateq, deflateq, statsq and free_pages, numbered so also where STATS_VQ is missing.

    @bitmap.feature.2 @MUST
    Scenario Outline: a host that offers <offered>
      Given a guest of the bitmap dialect and a host that offers <offered>
      When the guest starts
      Then free_pages is queue 3
      And no queue has a number above 3

      Examples:
        | offered                 |
        | STATS_VQ GET_FREE_PAGES |
        | GET_FREE_PAGES          |

  @driver
  Rule: without GET_FREE_PAGES the guest leaves queue 3 alone
    virtio-balloon, new feature.

    @bitmap.feature.3 @MUST_NOT
    Scenario: a host that does not know free pages
      Given a guest of the bitmap dialect and a host that offers STATS_VQ
      When the guest starts
      Then the guest does not touch queue 3

    @bitmap.feature.3 @MUST_NOT
    Scenario: a guest that does not know free pages
      Given a guest of the bitmap dialect that does not know GET_FREE_PAGES
      When the guest starts
      Then the guest does not touch queue 3
