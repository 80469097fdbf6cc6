@machine
Feature: The RAM of a PC
  RAM is one sequence of bytes; the guest sees it in two pieces. Whoever counts pages must know which of both he counts.

  Rule: addresses and RAM offsets belong together, one to one
    pc machine: below lowmem the offset is the address; from 4 GiB on it is lowmem + (address - 4 GiB).

    @machine.memory.1 @MUST
    Scenario Outline: <machine> with <ram> bytes at <address>
      When a <machine> machine is built with <ram> bytes of RAM
      Then address <address> is RAM at offset <offset>, and the other way round

      Examples: the edges of low and high memory
        | machine | ram         | address     | offset      |
        | i440fx  | 0x200000000 | 0x0         | 0x0         |
        | i440fx  | 0x200000000 | 0xbfffffff  | 0xbfffffff  |
        | i440fx  | 0x200000000 | 0x100000000 | 0xc0000000  |
        | i440fx  | 0x200000000 | 0x23fffffff | 0x1ffffffff |
        | q35     | 0x200000000 | 0x7fffffff  | 0x7fffffff  |
        | q35     | 0x200000000 | 0x100000000 | 0x80000000  |

    @machine.memory.1 @MUST
    Scenario: a thousand random pages
      When a q35 machine is built with 0x300000000 bytes of RAM
      Then 1000 random pages lie where the rule says, and the other way round

  Rule: the hole is no RAM
    pc machine: access there, or past the end, fails and writes nothing.

    @machine.memory.2 @MUST
    Scenario Outline: <machine> with <ram> bytes at <address>
      When a <machine> machine is built with <ram> bytes of RAM
      Then address <address> is not RAM

      Examples: the edges of the hole, and the end
        | machine | ram         | address     |
        | i440fx  | 0x200000000 | 0xc0000000  |
        | i440fx  | 0x200000000 | 0xffffffff  |
        | i440fx  | 0x200000000 | 0x240000000 |
        | q35     | 0x200000000 | 0x80000000  |
        | q35     | 0x40000000  | 0x40000000  |
        | q35     | 0x40000000  | 0x100000000 |

      @link:https://gitlab.com/qemu-project/qemu/-/commit/ffa207d082
      Examples: frames 0x7fffffff and 0x80000000 and on, whose sign must mean nothing
        | machine | ram           | address        |
        | i440fx  | 0x200000000   | 0x7fffffff000  |
        | i440fx  | 0x200000000   | 0x80000000000  |
        | q35     | 0x10000000000 | 0x80000010000  |
        | q35     | 0x200000000   | 0xfffffffff000 |

      @link:https://gitlab.com/qemu-project/qemu/-/commit/f2fd57db36
      Examples: where a PC has its ROM and its interrupt controller
        | machine | ram         | address    |
        | i440fx  | 0x200000000 | 0xfffc0000 |
        | q35     | 0x200000000 | 0xfee00000 |

    @machine.memory.2 @MUST
    Scenario: an access that begins in RAM and ends in the hole
      When a q35 machine is built with 0x200000000 bytes of RAM
      Then 16 bytes at 0x7ffffff8 cannot be written, and nothing is changed
