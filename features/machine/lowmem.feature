@machine
Feature: Low memory of a PC
  A PC leaves a hole below 4 GiB for its devices. How much RAM lies below it depends on the machine and on the size.

  Rule: i440fx splits at 3.5 GiB, and at 3 GiB when there is more
    pc, lowmem from the machine state: RAM of 0xe0000000 bytes or more is split at 0xc0000000; less is all low.

    @machine.lowmem.1 @MUST
    Scenario Outline: <ram> bytes
      When an i440fx machine is built with <ram> bytes of RAM
      Then lowmem is <lowmem>
      And <above> bytes lie above 4 GiB

      Examples:
        | ram         | lowmem     | above      |
        | 0x100000    | 0xe0000000 | 0          |
        | 0xc0000000  | 0xe0000000 | 0          |
        | 0xdffff000  | 0xe0000000 | 0          |
        | 0xe0000000  | 0xc0000000 | 0x20000000 |
        | 0xe0001000  | 0xc0000000 | 0x20001000 |
        | 0x200000000 | 0xc0000000 | 0x140000000 |

  Rule: q35 splits at 2.75 GiB, and at 2 GiB when there is more
    pc, lowmem from the machine state: RAM of 0xb0000000 bytes or more is split at 0x80000000; less is all low.

    @machine.lowmem.2 @MUST
    Scenario Outline: <ram> bytes
      When a q35 machine is built with <ram> bytes of RAM
      Then lowmem is <lowmem>
      And <above> bytes lie above 4 GiB

      Examples:
        | ram           | lowmem     | above        |
        | 0x80000000    | 0xb0000000 | 0            |
        | 0xaffff000    | 0xb0000000 | 0            |
        | 0xb0000000    | 0x80000000 | 0x30000000   |
        | 0xb0001000    | 0x80000000 | 0x30001000   |
        | 0x10000000000 | 0x80000000 | 0xff80000000 |

  Rule: max-ram-below-4g caps lowmem
    pc, lowmem from the machine state: the property can only lower it.

    @machine.lowmem.3 @MUST
    Scenario Outline: <machine> with <ram> bytes and max-ram-below-4g <cap>
      When a <machine> machine is built with <ram> bytes of RAM and max-ram-below-4g <cap>
      Then lowmem is <lowmem>

      Examples:
        | machine | ram         | cap         | lowmem     |
        | i440fx  | 0x200000000 | 0x80000000  | 0x80000000 |
        | i440fx  | 0x200000000 | 0xd0000000  | 0xc0000000 |
        | q35     | 0x200000000 | 0x40000000  | 0x40000000 |
        | q35     | 0x40000000  | 0x100000000 | 0xb0000000 |

  Rule: lowmem can be asked for
    pc, lowmem from the machine state: it is kept after the machine is built.

    @machine.lowmem.4 @MUST
    Scenario: asked twice
      When a q35 machine is built with 0x180000000 bytes of RAM
      Then lowmem is 0x80000000
      And lowmem is still 0x80000000 after its RAM was used
