namespace Ballast.Host.Machine;

/// <summary>The PC machines, which differ in where they split RAM.</summary>
public enum MachineType
{
    /// <summary>The PC of 1996: Intel 440FX.</summary>
    I440fx,

    /// <summary>The PC with PCI Express: Intel Q35.</summary>
    Q35,
}
