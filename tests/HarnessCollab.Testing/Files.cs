namespace HarnessCollab.Testing;

/// <summary>Reads files that another process may be writing.</summary>
public static class Files
{
    /// <summary>The bytes of every file at or below a folder.</summary>
    public static IEnumerable<byte[]> AllIn(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(Read)
        : [];

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
