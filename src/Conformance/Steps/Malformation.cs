namespace Ballast.Conformance.Steps;

/// <summary>What is wrong with a chain.</summary>
internal enum Malformation
{
    /// <summary>Its last descriptor leads back to its first; on a packed ring, every descriptor of the ring has one behind it.</summary>
    Loop,

    /// <summary>A descriptor leads to one that the ring does not have; on a packed ring, its id is none that the ring can have.</summary>
    NextThatIsNotThere,

    /// <summary>It begins with a descriptor that the ring does not have.</summary>
    HeadThatIsNotThere,

    /// <summary>More chains are said to be there than the ring has room for.</summary>
    MoreThanFit,

    /// <summary>Its buffer is in the hole below 4 GiB.</summary>
    BufferInTheHole,

    /// <summary>Its buffer ends behind RAM.</summary>
    BufferOverTheEnd,

    /// <summary>Its buffer ends behind the last of all addresses.</summary>
    BufferAtTheLastAddress,

    /// <summary>Its buffer has no bytes.</summary>
    BufferOfNoBytes,

    /// <summary>A buffer for the driver's words comes behind one for the device's.</summary>
    WritableBeforeReadable,

    /// <summary>Its table is no memory.</summary>
    TableInTheHole,

    /// <summary>Its table has no bytes.</summary>
    TableOfNoBytes,

    /// <summary>Its table ends in the middle of a descriptor.</summary>
    TableCutShort,

    /// <summary>Its table has a table.</summary>
    TableInATable,

    /// <summary>Its table has a chain without end.</summary>
    TableThatLoops,

    /// <summary>Its table has a million descriptors.</summary>
    TableWithoutMeasure,
}
