using HarnessCollab.Common;

namespace HarnessCollab.Engine.State;

/// <summary>The files of one stack: checkpoint, locks, history and backups.</summary>
public sealed class StackStore(FileBackend backend, string project, string name)
{
    public string Name => name;

    /// <summary><c>organization/PROJECT/STACK</c>.</summary>
    public string FullName => $"{FileBackend.Organization}/{project}/{name}";

    public bool Exists => File.Exists(CheckpointFile);

    /// <summary>
    /// Version 0.1 was killed here and has left what its checkpoint lacks; only <see cref="SettleJournal"/> may touch the stack before
    /// that is settled.
    /// </summary>
    public bool HasJournal => File.Exists(JournalFile);

    internal string CheckpointFile => backend.Folder("stacks", project, $"{name}.json");

    internal string JournalFile => backend.Folder("stacks", project, $"{name}.journal");

    internal string LockFolder => backend.Folder("locks", FileBackend.Organization, project, name);

    /// <summary>Makes the stack, with an empty state.</summary>
    public void Create(string salt, TimeProvider time)
    {
        ThrowIfJournal();
        backend.EnsureMeta();
        Save(Checkpoint.Empty(null), salt, time.GetUtcNow());
        Directory.CreateDirectory(LockFolder);
    }

    /// <summary>Reads the state.</summary>
    /// <exception cref="EngineException">It cannot be read, or is not all that is known.</exception>
    public Checkpoint Load(Func<string, PassphraseSecretsManager> open)
    {
        ThrowIfJournal();
        return CheckpointJson.Read(File.ReadAllBytes(CheckpointFile), open);
    }

    /// <summary>When the state was written and how many resources it has.</summary>
    public (DateTimeOffset? Time, int Resources) Summary() => CheckpointJson.ReadSummary(File.ReadAllBytes(CheckpointFile));

    /// <summary>The checkpoint file as it is.</summary>
    public byte[] ReadBytes() => File.ReadAllBytes(CheckpointFile);

    /// <summary>Keeps the state as it is now beside the one that will be written, as <c>.bak</c>.</summary>
    public void Backup() => OwnerOnly.Copy(CheckpointFile, CheckpointFile + ".bak");

    /// <summary>Writes a state in place of the one on disk, and returns when it is there.</summary>
    /// <exception cref="EngineException">It cannot be written.</exception>
    public void Save(Checkpoint checkpoint, DateTimeOffset time) => Save(checkpoint, checkpoint.Secrets.Manager?.Salt ?? "", time);

    /// <summary>Settles the journal of version 0.1, and returns what became of it.</summary>
    public IEnumerable<string> SettleJournal(Func<string, PassphraseSecretsManager> open, DateTimeOffset now) =>
        new LeftoverJournal(this).Settle(open, now);

    /// <exception cref="EngineException">There is one.</exception>
    public void ThrowIfJournal()
    {
        if (HasJournal)
        {
            throw new EngineException(
                $"an update of '{name}' was interrupted, and {JournalFile} holds what it had done and what the state lacks. "
                + "Nothing was changed now. Run `collab cancel`, which settles that");
        }
    }

    /// <summary>Removes the stack, its history and its locks; backups stay.</summary>
    public void Remove()
    {
        ThrowIfJournal();
        File.Move(CheckpointFile, CheckpointFile + ".bak", overwrite: true);
        DeleteSidecar();
        foreach (var folder in new[] { LockFolder, backend.Folder("history", project, name) }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Save(Checkpoint checkpoint, string salt, DateTimeOffset time)
    {
        try
        {
            DeleteSidecar();
            AtomicFile.Write(CheckpointFile, stream => CheckpointJson.Write(stream, FullName, checkpoint, salt, time), ownerOnly: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EngineException($"saving the state failed: {e.Message}", inner: e);
        }
    }

    // What the Pulumi CLI notes about its own file is not true of ours, and is in the way of reading any where the CLI was killed.
    private void DeleteSidecar()
    {
        var sidecar = CheckpointFile + ".attrs";
        if (File.Exists(sidecar))
        {
            File.Delete(sidecar);
        }
    }
}
