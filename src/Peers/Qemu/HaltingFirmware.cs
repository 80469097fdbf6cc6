namespace Ballast.Peers.Qemu;

/// <summary>Firmware that stops the processor at once, so that the machine is ours alone.</summary>
internal static class HaltingFirmware
{
    private const int Size = 64 << 10;
    private const byte Halt = 0xF4;

    // The processor starts 16 bytes below the end: CLI, HLT, and back to the HLT should anything wake it.
    private const int Start = Size - 16;

    public static byte[] Image()
    {
        var image = new byte[Size];
        image.AsSpan().Fill(Halt);
        ((ReadOnlySpan<byte>)[0xFA, Halt, 0xEB, 0xFD]).CopyTo(image.AsSpan(Start));
        return image;
    }
}
