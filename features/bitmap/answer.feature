@bitmap @dialect:bitmap
Feature: The free page bitmap of 2016: the answer
  One chain: how many pages are free, how long the bitmap is, the bitmap. One bit for each page of RAM, the hole left out.

  @driver
  Rule: the shape of an answer
    virtio-balloon, new feature: 64-bit count, 64-bit length in bytes, bitmap; the length is the number of pages, rounded up
    to 64, divided by 8.

    @bitmap.answer.1 @bitmap.answer.3 @driver.split.indirect.3 @MUST
    Scenario Outline: <machine> with <ram> of RAM
      Given a guest of the bitmap dialect on <machine> with <ram> of RAM
      When the host asks for the free pages
      Then the answer is one readable chain with a bitmap of <bytes> bytes

      @golden:bitmap-i440fx-low
      Examples: i440fx, all RAM is low
        | machine | ram     | bytes |
        | i440fx  | 256 MiB | 8192  |

      @golden:bitmap-q35-low
      Examples: q35, all RAM is low
        | machine | ram     | bytes |
        | q35     | 256 MiB | 8192  |

      @golden:bitmap-i440fx-high
      Examples: i440fx, RAM on both sides of the hole
        | machine | ram   | bytes  |
        | i440fx  | 6 GiB | 196608 |

      @golden:bitmap-q35-high
      Examples: q35, RAM on both sides of the hole
        | machine | ram   | bytes  |
        | q35     | 6 GiB | 196608 |

      Examples: a number of pages that is no multiple of 64
        | machine | ram        | bytes |
        | q35     | 67112960 B | 2056  |

    @bitmap.answer.1 @MUST
    Scenario: memory in which no two free pages are neighbours
      Given a guest of the bitmap dialect with 256 MiB of RAM whose free memory is in single pages
      When the host asks for the free pages
      Then the answer is one readable chain with a bitmap of 8192 bytes

  @driver
  Rule: a bit that is set is a page that is free
    virtio-balloon, new feature: bit i, least significant first, in pages of 4 KiB; never a page that was in use all the time.

    @bitmap.answer.4 @bitmap.answer.6 @MUST
    Scenario Outline: what the allocator of a guest on <machine> with <ram> says
      Given a guest of the bitmap dialect on <machine> with <ram> of RAM
      When the host asks for the free pages
      Then exactly the free pages of the guest are set
      And no canary is among them

      Examples:
        | machine | ram     |
        | q35     | 256 MiB |
        | i440fx  | 4 GiB   |

  @driver
  Rule: pages are counted as RAM, not as addresses
    virtio-balloon, new feature: frames from 4 GiB on are shifted down by the hole, 2^20 - lowmem / 4096 frames.

    @bitmap.answer.5 @MUST
    Scenario Outline: the first frame above 4 GiB on <machine>
      Given a guest of the bitmap dialect on <machine> with 6 GiB of RAM
      When the host asks for the free pages
      Then what is free from 4 GiB on is set from page <page> on

      Examples:
        | machine | page    |
        | i440fx  | 0xc0000 |
        | q35     | 0x80000 |

  @device
  Rule: the host reads bytes, not descriptors
    virtio-balloon, new feature: where the guest splits its answer means nothing.

    @bitmap.answer.2 @MUST_NOT
    Scenario Outline: an answer in pieces of <pieces> bytes
      Given a hand-driven guest of the bitmap dialect with 4 MiB of RAM
      And the host asks for the free pages
      When the guest answers that pages 16 to 31 are free, in pieces of <pieces> bytes
      Then the host takes the answer, with 16 free pages

      Examples:
        | pieces |
        | 1      |
        | 5      |
        | 8      |
        | 17     |
        | 48     |

  @device
  Rule: an answer is returned
    virtio-balloon, new feature: its chain comes back with used length 0, or the guest runs out of descriptors.

    @bitmap.answer.7 @MUST
    Scenario: a hundred requests on a queue of 128
      Given a guest of the bitmap dialect in operation
      When the host asks for the free pages 100 times
      Then every answer comes back with used length 0

  @device
  Rule: a malformed answer is refused
    virtio-balloon, new feature: it writes nothing outside the host's bitmap, and the reason is given.

    @bitmap.answer.8 @MUST
    Scenario Outline: <fault>
      Given a hand-driven guest of the bitmap dialect with 4190208 B of RAM
      And the host asks for the free pages
      When the guest's answer has <fault>
      Then the answer is refused and comes back with used length 0
      And the next request is answered as if nothing had been

      Examples:
        | fault                                        |
        | a bitmap that is 8 bytes too long            |
        | a bitmap that is 8 bytes too short           |
        | a length field of 0                          |
        | a length field of 2^63                       |
        | a length field that is larger than the chain |
        | bits beyond the RAM                          |
        | only half of a header                        |

    Scenario: a chain that is neither an answer nor a primed buffer
      Given a hand-driven guest of the bitmap dialect with 4 MiB of RAM
      And the host asks for the free pages
      When the guest's answer has a device-writable bitmap
      Then the answer is refused and comes back with used length 0

  @device
  Rule: an answer that nobody asked for says nothing
    virtio-balloon, new feature: it is returned and ignored.

    @bitmap.answer.9 @MUST
    Scenario: an answer out of the blue
      Given a hand-driven guest of the bitmap dialect with 4 MiB of RAM
      When the guest answers that pages 16 to 31 are free
      Then the answer comes back with used length 0
      And the host has no free pages

  @device
  Rule: an answer satisfies its own request only
    virtio-balloon, new feature: not one that came after it was given up.

    @bitmap.answer.10 @MUST_NOT
    Scenario: late by one request
      Given a hand-driven guest of the bitmap dialect with 4 MiB of RAM
      And the host asks for the free pages
      And the host gives the request up
      And the host asks for the free pages
      When the guest answers that pages 16 to 31 are free
      Then the answer comes back with used length 0
      And the host has no free pages
