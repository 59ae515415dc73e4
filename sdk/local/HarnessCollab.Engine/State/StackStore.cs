using System.Text;
using HarnessCollab.Engine.Secrets;

namespace HarnessCollab.Engine.State;

/// <summary>The files of one stack: checkpoint, journal, locks, history and backups.</summary>
public sealed class StackStore(FileBackend backend, string project, string name)
{
    public string Name => name;

    /// <summary><c>organization/PROJECT/STACK</c>.</summary>
    public string FullName => $"{FileBackend.Organization}/{project}/{name}";

    public bool Exists => File.Exists(CheckpointFile);

    public bool HasJournal => File.Exists(JournalFile);

    internal string CheckpointFile => backend.Folder("stacks", project, $"{name}.json");

    internal string JournalFile => backend.Folder("stacks", project, $"{name}.journal");

    internal string LockFolder => backend.Folder("locks", FileBackend.Organization, project, name);

    /// <summary>Makes the stack, with an empty state.</summary>
    public void Create(string salt, TimeProvider time)
    {
        backend.EnsureMeta();
        AtomicFile.Write(CheckpointFile, CheckpointJson.Write(FullName, [], [], salt, time.GetUtcNow()), ownerOnly: true);
        Directory.CreateDirectory(LockFolder);
    }

    /// <summary>Reads the state, with what an unfolded journal adds to it.</summary>
    /// <exception cref="EngineException">It cannot be read, or a journal lies beside it that extends another state.</exception>
    public Checkpoint Load(Func<string, PassphraseSecretsManager> open)
    {
        for (var attempt = 1; ; attempt++)
        {
            var journal = HasJournal ? ReadShared(JournalFile) : null;
            var checkpoint = CheckpointJson.Read(File.ReadAllBytes(CheckpointFile), open);
            if (journal is null)
            {
                return checkpoint;
            }

            // Another process may fold between the two reads; then the second look is consistent.
            if (Journal.Apply(this, checkpoint, journal) is { } extended)
            {
                return extended;
            }

            if (attempt == 3)
            {
                throw new EngineException(
                    $"the journal {JournalFile} belongs to another version of {CheckpointFile}, which was changed after an interrupted update. "
                    + "Nothing was changed. Compare the two, restore the checkpoint that the journal extends or move the journal away, then run again.");
            }
        }
    }

    /// <summary>When the state was written and how many resources it has.</summary>
    public (DateTimeOffset? Time, int Resources) Summary() => CheckpointJson.ReadSummary(File.ReadAllBytes(CheckpointFile));

    /// <summary>The checkpoint file as it is.</summary>
    public byte[] ReadBytes() => File.ReadAllBytes(CheckpointFile);

    /// <summary>Writes a state in place of the one on disk, keeps the old one as <c>.bak</c>, and removes the journal that it contains.</summary>
    public void Save(Checkpoint checkpoint, DateTimeOffset time)
    {
        var file = CheckpointJson.Write(
            FullName,
            [.. checkpoint.Snapshot.Resources.Select(checkpoint.Json)],
            [.. checkpoint.Snapshot.PendingOperations.Select(operation => CheckpointJson.PendingJson(checkpoint, operation))],
            checkpoint.Secrets.Manager?.Salt ?? "",
            time);
        if (HasJournal)
        {
            // Should we die between the next two steps, the journal itself says that the new checkpoint holds it.
            using var stream = OwnerOnly.Open(JournalFile, FileMode.Append, FileShare.ReadWrite);
            stream.Write(Encoding.UTF8.GetBytes($"{{\"folded\":\"{CheckpointJson.Hash(file)}\"}}\n"));
            stream.Flush(flushToDisk: true);
        }

        if (Exists)
        {
            OwnerOnly.Copy(CheckpointFile, CheckpointFile + ".bak");
        }

        AtomicFile.Write(CheckpointFile, file, ownerOnly: true);
        File.Delete(JournalFile);
    }

    /// <summary>Removes the stack, its history and its locks; backups stay.</summary>
    public void Remove()
    {
        File.Move(CheckpointFile, CheckpointFile + ".bak", overwrite: true);
        File.Delete(JournalFile);
        foreach (var folder in new[] { LockFolder, backend.Folder("history", project, name) }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
