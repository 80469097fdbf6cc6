using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Steps;

/// <summary>Puts a chain on a fresh ring that is none.</summary>
/// <param name="bed">The testbed.</param>
/// <param name="ring">The ring.</param>
/// <param name="direction">WRITE where the queue's buffers are the device's to write.</param>
internal sealed class MalformedChain(Testbed bed, RawRing ring, DescriptorFlags direction)
{
    private const uint TableWithoutMeasure = 16 << 20;
    private const uint Some = 64;

    // No frame of RAM, whatever reads it as an array.
    private readonly ulong _buffer = bed.FreshBlock(PageRun.PageSize, 0xff);

    /// <summary>Writes it, and makes it available.</summary>
    /// <exception cref="StepNotApplicableException">There is no such thing on this ring.</exception>
    public void Put(Malformation malformation)
    {
        switch (malformation)
        {
            case Malformation.Loop when ring.IsPacked:
                for (int i = 0; i < ring.Size; i++) ring.Write(_buffer, Some, direction | DescriptorFlags.Next, 0);
                return;
            case Malformation.Loop:
                ring.Write(_buffer, Some, direction | DescriptorFlags.Next, 1);
                ring.Write(_buffer, Some, direction | DescriptorFlags.Next, 0);
                ring.Offer(0);
                return;
            case Malformation.NextThatIsNotThere when ring.IsPacked:
                ring.Write(_buffer, Some, direction, ushort.MaxValue);
                return;
            case Malformation.NextThatIsNotThere:
                ring.Write(_buffer, Some, direction | DescriptorFlags.Next, ring.Size);
                ring.Offer(0);
                return;
            case Malformation.HeadThatIsNotThere or Malformation.MoreThanFit when ring.IsPacked:
                throw new StepNotApplicableException("a packed ring has neither heads nor an index");
            case Malformation.HeadThatIsNotThere:
                ring.Offer(ring.Size);
                return;
            case Malformation.MoreThanFit:
                ring.Write(_buffer, Some, direction, 0);
                ring.Offer(0, by: (ushort)(ring.Size + 1));
                return;
            case Malformation.BufferInTheHole:
                PutOne(Testbed.AddressInTheHole, Some);
                return;
            case Malformation.BufferOverTheEnd:
                PutOne(bed.Plan.RamSize - Some, PageRun.PageSize);
                return;
            case Malformation.BufferAtTheLastAddress:
                PutOne(ulong.MaxValue - 7, Some);
                return;
            case Malformation.BufferOfNoBytes:
                PutOne(_buffer, 0);
                return;
            case Malformation.WritableBeforeReadable:
                ring.Write(_buffer, Some, DescriptorFlags.Write | DescriptorFlags.Next, 1);
                ring.Write(_buffer, Some, DescriptorFlags.None, 0);
                if (!ring.IsPacked) ring.Offer(0);
                return;
            default:
                if (!bed.HandDriven.Accepted.Has(Feature.IndirectDesc)) throw new StepNotApplicableException("without INDIRECT_DESC there are no tables");
                PutTable(malformation);
                return;
        }
    }

    private void PutTable(Malformation malformation)
    {
        ulong table = bed.FreshBlock(PageRun.PageSize);
        switch (malformation)
        {
            case Malformation.TableInTheHole:
                PutOne(Testbed.AddressInTheHole, SplitDescriptor.Size, DescriptorFlags.Indirect);
                return;
            case Malformation.TableOfNoBytes:
                PutOne(table, 0, DescriptorFlags.Indirect);
                return;
            case Malformation.TableCutShort:
                WriteEntry(table, _buffer, Some, direction);
                PutOne(table, SplitDescriptor.Size * 3 / 2, DescriptorFlags.Indirect);
                return;
            case Malformation.TableInATable:
                WriteEntry(table, table + PageRun.PageSize / 2, SplitDescriptor.Size, DescriptorFlags.Indirect);
                WriteEntry(table + PageRun.PageSize / 2, _buffer, Some, direction);
                PutOne(table, SplitDescriptor.Size, DescriptorFlags.Indirect);
                return;
            case Malformation.TableThatLoops when ring.IsPacked:
                throw new StepNotApplicableException("descriptors of a packed ring's table lead nowhere");
            case Malformation.TableThatLoops:
                WriteEntry(table, _buffer, Some, direction | DescriptorFlags.Next);
                PutOne(table, SplitDescriptor.Size, DescriptorFlags.Indirect);
                return;
            default:
                PutOne(bed.FreshBlock(TableWithoutMeasure), TableWithoutMeasure, DescriptorFlags.Indirect);
                return;
        }
    }

    // Its next is 0, and so is its id.
    private void WriteEntry(ulong at, ulong address, uint length, DescriptorFlags flags)
    {
        if (ring.IsPacked) bed.HandDriven.Memory.TryWrite(at, new PackedDescriptor(address, length, 0, flags));
        else bed.HandDriven.Memory.TryWrite(at, new SplitDescriptor(address, length, flags, 0));
    }

    private void PutOne(ulong address, uint length, DescriptorFlags? flags = null)
    {
        ring.Write(address, length, flags ?? direction, 0);
        if (!ring.IsPacked) ring.Offer(0);
    }
}
