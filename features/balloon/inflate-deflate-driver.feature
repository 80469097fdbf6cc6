@balloon @driver @dialect:hint
Feature: Inflating and deflating, seen from the driver
  The host names a size, the driver moves towards it: it gives frame numbers on inflateq, asks for them back on deflateq,
  and says in `actual` how far it is.

  Rule: the driver inflates while the host wants a larger balloon
    5.5.6.1: pages are given until num_pages are held.

    @driver.balloon.inflate-deflate.1 @SHOULD
    Scenario Outline: a balloon of <pages> pages
      Given a driver in operation with STATS_VQ
      When the host asks for a balloon of <pages> pages
      Then the balloon has <pages> pages

      Examples:
        | pages |
        | 1     |
        | 256   |
        | 4096  |

    @driver.balloon.inflate-deflate.1 @SHOULD
    Scenario: the target grows on the way
      Given a driver in operation with STATS_VQ
      When the host asks for a balloon of 1000 pages
      And the host asks for a balloon of 3000 pages
      Then the balloon has 3000 pages

  Rule: actual follows
    5.5.6.1: the driver writes `actual` after the number of pages in the balloon changed.

    @driver.balloon.inflate-deflate.11 @MUST
    Scenario: there and back again
      Given a driver in operation with STATS_VQ
      When the host asks for a balloon of 2048 pages
      And the balloon has 2048 pages
      And the host asks for a balloon of 512 pages
      Then the balloon has 512 pages

  Rule: pages come back through deflateq
    5.5.6.1: each page that the driver wants to use again is announced, and only after its inflate was acknowledged.

    @driver.balloon.inflate-deflate.6 @MUST
    Scenario: every page is announced
      Given a driver in operation with STATS_VQ
      And a balloon of 1024 pages
      When the host asks for a balloon of 0 pages
      Then the balloon has 0 pages
      And exactly the inflated pages were deflated

    @driver.balloon.inflate-deflate.10 @MUST_NOT
    Scenario: a device that is slow to acknowledge
      Given a device that holds inflate buffers back
      And a driver in operation with STATS_VQ
      When the host asks for a balloon of 512 pages
      And the driver inflates
      And the host asks for a balloon of 0 pages
      And the device lets the inflate buffers go
      Then the balloon has 0 pages
      And no page was deflated before its inflate was acknowledged

    @driver.balloon.inflate-deflate.6 @MUST
    Scenario: every page is announced before a program gets it
      Given a driver in operation with STATS_VQ
      And a balloon of 1024 pages
      When the host asks for a balloon of 0 pages
      And the guest uses nearly all of its memory
      Then exactly the inflated pages were deflated

  Rule: pages on their way are nobody's
    5.5.6.1, field report 11: a page is not used from the moment it is named on inflateq until the device has used the
    buffer; with MUST_TELL_HOST nor from the moment it is named on deflateq.

    @driver.balloon.inflate-deflate.9 @MUST_NOT @link:https://github.com/virtio-win/kvm-guest-drivers-windows/pull/1157
    Scenario: memory gets short while the device is slow to take pages
      Given a device that holds inflate buffers back
      And a driver in operation with DEFLATE_ON_OOM STATS_VQ
      And the host asks for a balloon of 512 pages
      And the device holds a buffer of inflateq
      When the guest uses nearly all of its memory
      Then no page that the device holds of inflateq was written

    @driver.balloon.inflate-deflate.7 @MUST_NOT @link:https://github.com/virtio-win/kvm-guest-drivers-windows/pull/1157
    Scenario: memory gets short while the device is slow to give pages back
      Given a device that holds deflate buffers back
      And a driver in operation with MUST_TELL_HOST STATS_VQ
      And a balloon of 1024 pages
      And the host asks for a balloon of 0 pages
      And the device holds a buffer of deflateq
      When the guest uses nearly all of its memory
      Then no page that the device holds of deflateq was written

  Rule: the balloon is not emptied behind the host's back
    5.5.6.1, read as issue 228 of the specification has it: without DEFLATE_ON_OOM a driver takes no page back while the
    host wants at least as many as it holds.

    @driver.balloon.inflate-deflate.4 @MUST_NOT
    Scenario: memory gets short, and the host gives a little of it back
      Given a driver in operation with STATS_VQ
      And a balloon of 1024 pages
      When the guest uses nearly all of its memory
      And the host asks for a balloon of 1000 pages
      Then the balloon has 1000 pages
      And no more than 24 pages were deflated

    @driver.balloon.inflate-deflate.11 @MUST @link:https://github.com/firecracker-microvm/firecracker/issues/4324
    Scenario: memory gets short, and the balloon may shrink
      Given a driver in operation with DEFLATE_ON_OOM STATS_VQ
      And a balloon of 4096 pages
      When the guest uses nearly all of its memory
      And the host asks for a balloon of 64 pages
      Then the balloon has 64 pages

    @driver.balloon.inflate-deflate.4 @MUST_NOT @link:https://github.com/oasis-tcs/virtio-spec/issues/228
    Scenario: the driver leaves while the host wants its pages
      Given a driver in operation with STATS_VQ
      And a balloon of 512 pages
      When the host asks for a balloon of 500 pages
      And the balloon has 500 pages
      And the driver is unbound
      Then no more than 12 pages were deflated
