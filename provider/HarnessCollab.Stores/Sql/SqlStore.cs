using System.Runtime.CompilerServices;
using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>The store on an SQL database. <see cref="SqlTable{TFields, TRecord}"/> contains the operations on rows.</summary>
internal sealed partial class SqlStore(SqlDatabase database, IKeySource keys, TimeProvider time, int schemaVersion = Migrations.Newest)
    : IProviderStore, IStoreMaintenance, ICheckHistory
{
    /// <summary>How many rows a list reads at once.</summary>
    internal const int PageSize = 250;

    private readonly string _maker = RowId.ForMaker();
    private volatile bool _hasMade;
    private readonly StoreDoor _door = new(database, keys, time, schemaVersion);

    public StoreCapabilities Capabilities { get; } = new()
    {
        CanRekey = true,
        RevealsSecrets = true,
        KeepsSecretId = true,
        KeepsJournal = true,
        NamesAreUnique = true,
        DefaultUsageScope = UsageScope.All,
        KeepsTokenExpiry = true,
        TellsTokenFromPassword = true,
    };

    public string Description => database.Description;

    public IStoreTable<JiraAccountFields, JiraAccountRecord> Accounts =>
        new Table<JiraAccountFields, JiraAccountRecord>(this, JiraAccountTable.Instance);

    public IStoreTable<EncryptedTextFields, EncryptedTextRecord> EncryptedTexts =>
        new Table<EncryptedTextFields, EncryptedTextRecord>(this, EncryptedTextTable.Instance);

    public async Task<string?> GetStoreIdAsync(CancellationToken cancellationToken) => (await OpenAsync(cancellationToken))?.Meta.StoreId;

    public Task<string?> EnsureCreatedAsync(UsageScope? place, CancellationToken cancellationToken) => _door.EnsureCreatedAsync(cancellationToken);

    public async Task VerifyAsync(UsageScope? place, CancellationToken cancellationToken)
    {
        if (await OpenAsync(cancellationToken) is { } open)
        {
            open.Keys.For(open.Meta.KeyId);
        }
    }

    public string? SuggestId(string given, UsageScope? from) => null;

    public bool Holds(CredentialMark.Fingerprint mark, SecretText candidate)
    {
        var open = _door.Opened ?? throw new InvalidOperationException("The mark does not come from this store object: nothing has been read yet.");
        return open.Keys.For(StoreCipher.KeyOf(mark)).Matches(mark, candidate);
    }

    public async Task<SealBreach?> FindBreachAsync(JiraAccountRecord account, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(cancellationToken) ?? throw _door.Missing();
        if (JiraAccountTable.Instance.IsWhole(account, open.Keys.For(StoreCipher.KeyOf(account.CredentialMark))))
        {
            return null;
        }

        var text = account.OwnsSecret ? [] : await ReadJournalAsync(account.SecretId, cancellationToken).ToListAsync(cancellationToken);
        return SealInquiry.Of(account, await ReadJournalAsync(account.Id, cancellationToken).ToListAsync(cancellationToken), text);
    }

    public async Task<SecretText?> RevealAsync(string secretId, CancellationToken cancellationToken)
    {
        string? before = null;
        while (await ReadAsync(
            (session, token) => EncryptedTextTable.Instance.FindAsync(session, secretId, locked: false, token), cancellationToken) is { } row)
        {
            try
            {
                return EncryptedTextTable.Decrypt(row, _door.Opened!.Keys.For(row.Value!.KeyId), Description);
            }
            catch (StoreException wrong) when (wrong.Kind == StoreErrorKind.WrongKey && row.Value!.KeyId != before)
            {
                // A rotation may have changed the row's key after the row was read; then the row names another key the next time.
                before = row.Value!.KeyId;
            }
        }

        return null;
    }

    public IAsyncEnumerable<JournalEntry> ReadJournalAsync(string? nameOrId, CancellationToken cancellationToken) => PagesAsync(
        0L, (session, after, size, token) => JournalRows.PageAsync(session, nameOrId, after, size, token), last => last.Sequence, cancellationToken);

    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (_hasMade)
        {
            await WriteAsync(
                Author.Unknown,
                async (write, token) =>
                {
                    await JiraAccountTable.Instance.SettleAsync(write.Session, _maker, token);
                    await EncryptedTextTable.Instance.SettleAsync(write.Session, _maker, token);
                    return true;
                },
                cancellationToken);
        }
    }

    public async Task<int> RotateKeyAsync(SecretText? newKey, Author author, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(cancellationToken) ?? throw _door.Missing();
        var chosen = newKey is null ? keys.MakeNext() : SettingKeySource.Parse(newKey);
        var count = await WriteAsync(
            author, (write, token) => KeyRotation.RunAsync(write, keys, chosen, open.Meta.StoreId, database, token), cancellationToken, alone: true);
        if (keys.KeepsKey)
        {
            // An empty write is enough: the first writer that finds an announced key in use makes it the current one.
            await WriteAsync(author, (_, _) => Task.FromResult(true), cancellationToken, alone: true);
        }

        return count;
    }

    public Task SealAsync(JiraAccountRecord seen, Author author, CancellationToken cancellationToken) => WriteAsync(
        author,
        async (write, token) =>
        {
            var (accounts, texts) = (JiraAccountTable.Instance, EncryptedTextTable.Instance);
            var row = await accounts.FindAsync(write.Session, seen.Id, locked: true, token) ?? throw accounts.Missing(seen.Id, Description);
            if (row != seen)
            {
                var changed = accounts.Changes(seen.Fields, row.Fields).Select(change => change.Field).DefaultIfEmpty(StoredFields.UsageScope);
                throw StoreErrors.Conflict($"account '{row.Fields.DisplayName}' ({row.Id})", changed, row.UpdatedBy, row.UpdatedAt, Description);
            }

            await accounts.SealAsync(write.Session, row, write.Cipher, token);
            var text = await texts.FindAsync(write.Session, row.SecretId, locked: true, token) ?? throw texts.Missing(row.SecretId, Description);
            await texts.SealAsync(write.Session, text, write.Cipher, token);
            await accounts.JournalAsync(
                write,
                JournalAction.Sealed,
                row,
                [.. accounts.Changes(null, row.Fields), new(StoredFields.UsageScope, null, row.UsageScope.ToString())],
                token);
            return true;
        },
        cancellationToken);

    public async Task BackupAsync(string path, CancellationToken cancellationToken)
    {
        _ = await OpenAsync(cancellationToken) ?? throw _door.Missing();
        await database.BackupAsync(path, cancellationToken);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private Task<OpenStore?> OpenAsync(CancellationToken cancellationToken) => DamageAsync(() => _door.OpenAsync(cancellationToken));

    private async Task<T?> ReadAsync<T>(Func<SqlConnectionScope, CancellationToken, Task<T?>> work, CancellationToken cancellationToken)
        where T : class =>
        await OpenAsync(cancellationToken) is null ? null : await DamageAsync(() => database.ReadAsync(work, cancellationToken));

    // Set before the write: when the answer is lost, the row may exist nevertheless.
    private Task<T> MakeAsync<T>(Author author, Func<WriteContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        _hasMade = true;
        return WriteAsync(author, work, cancellationToken);
    }

    private async Task<T> WriteAsync<T>(
        Author author, Func<WriteContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken, bool alone = false)
    {
        var open = await OpenAsync(cancellationToken) ?? throw _door.Missing();
        return await DamageAsync(() => database.WriteAsync(
            async (session, token) =>
            {
                var cipher = await _door.EnterAsync(session, open, token);
                return await work(new(session, cipher, author, Columns.Time(time.GetUtcNow()), Description, _maker), token);
            },
            alone,
            cancellationToken));
    }

    private async IAsyncEnumerable<TRow> PagesAsync<TRow, TKey>(
        TKey first,
        Func<SqlConnectionScope, TKey, int, CancellationToken, Task<List<TRow>>> page,
        Func<TRow, TKey> keyOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = first;
        while (await ReadAsync((session, token) => page(session, after, PageSize, token)!, cancellationToken) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < PageSize)
            {
                yield break;
            }

            after = keyOf(rows[^1]);
        }
    }

    // A value in a format that we do not write was written by somebody else, or is damaged.
    private async Task<T> DamageAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception cause) when (cause is RowDamageException or TransactionRaceException)
        {
            throw new StoreException(
                StoreErrorCodes.Corrupt,
                $"the {Description} contains a value that the plugin never writes. Restore a backup, or correct the row. Cause: {cause.Message}",
                cause);
        }
    }
}
