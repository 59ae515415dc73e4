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
    /// True when a run of an earlier state of development was killed and left a journal with changes that the checkpoint may lack. Until
    /// <see cref="SettleJournal"/> has settled it, nothing else may change the stack.
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
    /// <exception cref="EngineException">The state cannot be read, or there is a journal that has to be settled first.</exception>
    public Checkpoint Load(Func<string, PassphraseSecretsManager> open)
    {
        ThrowIfJournal();
        return CheckpointJson.Read(File.ReadAllBytes(CheckpointFile), open);
    }

    /// <summary>The time when the state was written, and its number of resources.</summary>
    public (DateTimeOffset? Time, int Resources) Summary() => CheckpointJson.ReadSummary(File.ReadAllBytes(CheckpointFile));

    /// <summary>The bytes of the checkpoint file.</summary>
    public byte[] ReadBytes() => File.ReadAllBytes(CheckpointFile);

    /// <summary>Copies the checkpoint file, before it is written again, to a file with the additional ending <c>.bak</c>.</summary>
    public void Backup() => OwnerOnly.Copy(CheckpointFile, CheckpointFile + ".bak");

    /// <summary>Writes a state in place of the one on disk, and returns when it is there.</summary>
    /// <exception cref="EngineException">The state cannot be written.</exception>
    public void Save(Checkpoint checkpoint, DateTimeOffset time) => Save(checkpoint, checkpoint.Secrets.Manager?.Salt ?? "", time);

    /// <summary>Settles the journal, and returns the lines to show to the user.</summary>
    public IEnumerable<string> SettleJournal(Func<string, PassphraseSecretsManager> open, DateTimeOffset now) =>
        new LeftoverJournal(this).Settle(open, now);

    /// <exception cref="EngineException">There is a journal.</exception>
    public void ThrowIfJournal()
    {
        if (HasJournal)
        {
            throw new EngineException(
                $"an update of '{name}' was interrupted, and {JournalFile} contains changes that the state may lack. "
                + "Nothing was changed now. Run `collab cancel`, which puts them into the state or lists them");
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

    // The Pulumi CLI keeps attributes of its own checkpoint in this file. They do not fit the new one, and may make it unreadable.
    private void DeleteSidecar()
    {
        var sidecar = CheckpointFile + ".attrs";
        if (File.Exists(sidecar))
        {
            File.Delete(sidecar);
        }
    }
}
