using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>The rows of one table: the statements, made from the list of fields, the conversion to a record, and the seal.</summary>
/// <param name="alias">The alias of the table in a select.</param>
/// <param name="fields">The plain fields; the name is the first.</param>
internal abstract class SqlRows<TFields, TRecord>(string table, string alias, ImmutableArray<StoredField<TFields>> fields)
    where TFields : class, INamedFields
    where TRecord : StoreRecord<TFields>
{
    // The columns that every table has, in the order in which a row is read.
    private static readonly string[] Common =
        ["revision", "owner", "updated_user", "updated_host", "updated_job", "updated_at", "created_at", "seal", "maker"];

    private readonly StoredColumn<TFields>[] _columns = [.. fields.Select(field => field.Column).OfType<StoredColumn<TFields>>()];

    /// <summary>The plain fields; the name is the first.</summary>
    protected ImmutableArray<StoredField<TFields>> Fields { get; } = fields;

    public string ById => $"{Select} WHERE {alias}.id = $1";

    public string ByName => $"{Select} WHERE {alias}.{NameColumn} = $1";

    /// <summary>The objects after a name, in order; parameter 2 is the maximum number.</summary>
    public string Page => $"{Select} WHERE {alias}.{NameColumn} > $1 ORDER BY {alias}.{NameColumn} LIMIT $2";

    /// <summary>The objects after an id, in order; parameter 2 is the maximum number.</summary>
    public string IdPage => $"{Select} WHERE {alias}.id > $1 ORDER BY {alias}.id LIMIT $2";

    protected string Select => field ??=
        $"""
        SELECT {Names(["id", .. _columns.Select(column => column.Name), .. Common])},
               t.mark, {Extra}
        FROM {From}
        """;

    /// <summary>The table joined with everything that belongs to its record; the alias of the encrypted texts is <c>t</c>.</summary>
    protected abstract string From { get; }

    /// <summary>The columns that only this kind of record has; they follow the mark of the credential.</summary>
    protected abstract string Extra { get; }

    /// <summary>The aliases of the tables whose rows are locked with a record.</summary>
    protected abstract string Locked { get; }

    /// <summary>The name of this table in the moments of <see cref="WriteBoundary"/>.</summary>
    protected abstract string Boundary { get; }

    /// <summary>Empty fields, to be filled from a row.</summary>
    protected abstract TFields Blank { get; }

    private string NameColumn => _columns[0].Name;

    public Task<TRecord?> FindAsync(SqlConnectionScope session, string id, bool locked, CancellationToken cancellationToken) =>
        session.FindAsync(locked ? ById + session.Dialect.Lock(Locked) : ById, [id], Read, cancellationToken);

    public Task<TRecord?> FindByNameAsync(SqlConnectionScope session, string name, CancellationToken cancellationToken) =>
        session.FindAsync(ByName, [name], Read, cancellationToken);

    /// <summary>The objects whose names differ from this one at most in upper and lower case.</summary>
    public virtual Task<List<TRecord>> FindOfLikeNameAsync(SqlConnectionScope session, string name, CancellationToken cancellationToken) =>
        session.QueryAsync(ByName, [name], Read, cancellationToken);

    public Task<List<TRecord>> PageAsync(SqlConnectionScope session, string after, int size, CancellationToken cancellationToken) =>
        session.QueryAsync(Page, [after, (long)size], Read, cancellationToken);

    /// <summary>The objects after an id, in order, up to a maximum number.</summary>
    public Task<List<TRecord>> PageByIdAsync(SqlConnectionScope session, string after, int size, CancellationToken cancellationToken) =>
        session.QueryAsync(IdPage, [after, (long)size], Read, cancellationToken);

    /// <summary>The same, locked until the transaction ends.</summary>
    public Task<List<TRecord>> LockedPageAsync(SqlConnectionScope session, string after, int size, CancellationToken cancellationToken) =>
        session.QueryAsync(IdPage + session.Dialect.Lock(alias), [after, (long)size], Read, cancellationToken);

    /// <summary>Removes the mark of a process from all rows that it created.</summary>
    public Task SettleAsync(SqlConnectionScope session, string maker, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"UPDATE store.{table} SET maker = NULL WHERE maker = $1", [maker], cancellationToken);

    /// <summary>Whether the row is as our last write left it.</summary>
    public bool IsIntact(TRecord row, StoreCipher cipher) => IsSame(row.Seal, SealOf(cipher, row.Id, row.Fields, TextIdOf(row)));

    /// <summary>Seals a row as it is.</summary>
    public Task SealAsync(SqlConnectionScope session, TRecord row, StoreCipher cipher, CancellationToken cancellationToken) =>
        SetAsync(session, row.Id, [SealCell(cipher, row)], more: "", cancellationToken);

    /// <summary>Seals a row again and removes the mark of the process that created it.</summary>
    protected Task SettleRowAsync(WriteContext write, TRecord row, CancellationToken cancellationToken) =>
        SetAsync(write.Session, row.Id, [SealCell(write.Cipher, row), new("maker", null)], more: "", cancellationToken);

    /// <summary>
    /// Seals all rows. If there were no seals before, all rows are sealed as they are; otherwise only rows with an intact seal, so a broken seal
    /// stays broken.
    /// </summary>
    public async Task SealAllAsync(SqlConnectionScope session, StoreCipher? old, StoreCipher @new, CancellationToken cancellationToken)
    {
        foreach (var row in (await AllAsync(session, cancellationToken)).Where(row => old is null || IsIntact(row, old)))
        {
            await SealAsync(session, row, @new, cancellationToken);
        }
    }

    /// <summary>
    /// A keyed hash over the values that decide where the credential is sent. Somebody who can write to the table but has no key cannot make one.
    /// </summary>
    protected abstract string SealOf(StoreCipher cipher, string id, TFields fields, string textId);

    /// <summary>The id of the encrypted text with the credential.</summary>
    protected abstract string TextIdOf(TRecord row);

    /// <summary>The record of a row; <paramref name="extra"/> is the ordinal of the first column that only this kind of record has.</summary>
    protected abstract TRecord Complete(StoreRecord<TFields> common, DbDataReader row, int extra);

    public async Task RemoveAsync(WriteContext write, string id, CancellationToken cancellationToken)
    {
        await write.Session.ExecuteAsync($"DELETE FROM store.{table} WHERE id = $1", [id], cancellationToken);
        write.Session.Reach($"{Boundary}-deleted");
    }

    /// <summary>Inserts a new row.</summary>
    /// <returns>False when the name is taken.</returns>
    protected async Task<bool> InsertAsync(
        WriteContext write, string id, TFields values, NewRow row, CancellationToken cancellationToken)
    {
        Cell[] cells =
        [
            new("id", id), .. Plain(values), .. row.Own, new("revision", 1L), .. Authored(write), new("created_at", write.Now),
            new("seal", row.Seal), new("maker", write.Maker),
        ];
        var written = await write.Session.ExecuteAsync(
            $"INSERT INTO store.{table} ({string.Join(", ", cells.Select(cell => cell.Column))}) VALUES "
            + $"({Placeholders(cells.Length)}) ON CONFLICT DO NOTHING",
            [.. cells.Select(cell => cell.Value)],
            cancellationToken);
        write.Session.Reach($"{Boundary}-written");
        return written == 1;
    }

    /// <summary>What <see cref="Read"/> would make of a row that was just inserted; its values pass through the format of the columns too.</summary>
    protected StoreRecord<TFields> Written(WriteContext write, string id, TFields values, NewRow row) => new()
    {
        Id = id,
        Fields = _columns.Aggregate(Blank, (fields, column) => column.Read(fields, column.Write(values))),
        Revision = "1",
        Owner = write.Owner,
        UpdatedBy = write.Author with { Urn = write.Owner.Length > 0 ? write.Owner : null },
        UpdatedAt = Columns.Time(write.Now),
        CreatedAt = Columns.Time(write.Now),
        Seal = row.Seal,
        IsSettled = false,
        CredentialMark = row.Mark,
    };

    /// <summary>Writes all fields. The caller has made sure that the name is free.</summary>
    protected Task UpdateRowAsync(
        WriteContext write, TRecord row, TFields values, string textId, Cell[] own, CancellationToken cancellationToken) => WriteAsync(
        write,
        row.Id,
        [.. Plain(values), .. own, .. Authored(write), new("seal", SealOf(write.Cipher, row.Id, values, textId)), new("maker", null)],
        ", revision = revision + 1",
        cancellationToken);

    /// <summary>
    /// Writes the owner, and the id, which can be a new one. The caller has made sure that the row is the expected one; the new seal confirms it.
    /// </summary>
    /// <param name="maker">The mark of the process that adopts the row; null settles the row.</param>
    protected Task ClaimAsync(WriteContext write, TRecord row, string newId, string? maker, Cell[] own, CancellationToken cancellationToken) =>
        WriteAsync(
            write,
            row.Id,
            [new("id", newId), .. own, .. Authored(write), new("seal", SealOf(write.Cipher, newId, row.Fields, TextIdOf(row))), new("maker", maker)],
            "",
            cancellationToken);

    protected static bool IsSame(string? found, string expected) =>
        found is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(found), Encoding.UTF8.GetBytes(expected));

    protected TRecord Read(DbDataReader row)
    {
        var values = Blank;
        for (var column = 0; column < _columns.Length; column++)
        {
            values = _columns[column].Read(values, Columns.Optional(row, 1 + column));
        }

        var at = 1 + _columns.Length;
        var common = new StoreRecord<TFields>
        {
            Id = row.GetString(0),
            Fields = values,
            Revision = row.GetInt64(at).ToString(CultureInfo.InvariantCulture),
            Owner = row.GetString(at + 1),
            UpdatedBy = Columns.Author(row, at + 1),
            UpdatedAt = Columns.Time(row.GetString(at + 5)),
            CreatedAt = Columns.Time(row.GetString(at + 6)),
            Seal = Columns.Optional(row, at + 7),
            IsSettled = row.IsDBNull(at + 8),
            CredentialMark = new CredentialMark.Fingerprint(row.GetString(at + 9)),
        };
        return Complete(common, row, at + 10);
    }

    /// <summary>What belongs to no field of a new row.</summary>
    /// <param name="Own">The cells that only this kind of row has.</param>
    /// <param name="Complete">Makes the record, like the other <see cref="SqlRows{TFields, TRecord}.Complete"/>.</param>
    protected sealed record NewRow(Cell[] Own, string Seal, CredentialMark Mark, Func<StoreRecord<TFields>, TRecord> Complete);

    private Task<List<TRecord>> AllAsync(SqlConnectionScope session, CancellationToken cancellationToken) =>
        session.QueryAsync(Select, [], Read, cancellationToken);

    /// <summary>Writes some cells of a row.</summary>
    /// <param name="more">Further assignments, appended to the list.</param>
    protected Task SetAsync(SqlConnectionScope session, string id, Cell[] cells, string more, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"UPDATE store.{table} SET {string.Join(", ", cells.Select((cell, number) => $"{cell.Column} = ${number + 2}"))}{more} WHERE id = $1",
            [id, .. cells.Select(cell => cell.Value)],
            cancellationToken);

    private async Task WriteAsync(WriteContext write, string id, Cell[] cells, string more, CancellationToken cancellationToken)
    {
        await SetAsync(write.Session, id, cells, more, cancellationToken);
        write.Session.Reach($"{Boundary}-written");
    }

    private Cell SealCell(StoreCipher cipher, TRecord row) => new("seal", SealOf(cipher, row.Id, row.Fields, TextIdOf(row)));

    private IEnumerable<Cell> Plain(TFields values) => _columns.Select(column => new Cell(column.Name, column.Write(values)));

    private static Cell[] Authored(WriteContext write) =>
    [
        new("owner", write.Owner), new("updated_user", write.Author.User), new("updated_host", write.Author.Host),
        new("updated_job", write.Author.Job),
        new("updated_at", write.Now),
    ];

    private string Names(IEnumerable<string> columns) => string.Join(", ", columns.Select(column => $"{alias}.{column}"));

    private static string Placeholders(int count) => string.Join(", ", Enumerable.Range(1, count).Select(number => $"${number}"));
}

/// <summary>A column and the value to write.</summary>
internal readonly record struct Cell(string Column, object? Value);
