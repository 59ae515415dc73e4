using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HarnessCollab.Stores.Sql;

/// <summary>The two kinds of statements on the journal: insert and read.</summary>
internal static class JournalRows
{
    private const string Select =
        "SELECT entry, at, action, subject, subject_id, subject_name, urn, author_user, author_host, author_job, changes FROM store.journal";

    public static async Task AppendAsync(
        WriteContext write,
        JournalAction action,
        JournalSubject subject,
        string id,
        string name,
        IReadOnlyList<FieldChange> changes,
        CancellationToken cancellationToken)
    {
        var previousId = action is JournalAction.Adopted ? changes[0].Old : null;
        await write.Session.ExecuteAsync(
            """
            INSERT INTO store.journal (at, action, subject, subject_id, subject_name, previous_id, urn, author_user, author_host, author_job, changes)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                write.Now, JournalEntry.Actions.Of(action), JournalEntry.Subjects.Of(subject), id, name, previousId,
                write.Author.Urn, write.Author.User, write.Author.Host, write.Author.Job, WriteChanges(changes),
            ],
            cancellationToken);
        write.Session.Reach("journal-written");
    }

    /// <summary>
    /// The entries after a number, in order, up to a maximum number: all entries, or those of one object under all its names and ids.
    /// </summary>
    public static Task<List<JournalEntry>> PageAsync(
        SqlConnectionScope session, string? nameOrId, long after, int size, CancellationToken cancellationToken) =>
        nameOrId is null
            ? session.QueryAsync($"{Select} WHERE entry > $1 ORDER BY entry LIMIT $2", [after, (long)size], Read, cancellationToken)
            : session.QueryAsync(
                $"""
                WITH RECURSIVE things (id) AS (
                  SELECT j.subject_id FROM store.journal j WHERE j.subject_id = $3 OR j.subject_name = $3
                  UNION
                  SELECT CASE WHEN j.subject_id = things.id THEN j.previous_id ELSE j.subject_id END
                  FROM things JOIN store.journal j ON j.previous_id IS NOT NULL AND (j.subject_id = things.id OR j.previous_id = things.id))
                {Select} WHERE entry > $1 AND subject_id IN (SELECT things.id FROM things) ORDER BY entry LIMIT $2
                """,
                [after, (long)size, nameOrId],
                Read,
                cancellationToken);

    /// <summary>The URNs that wrote one object, under all ids that it has had, in order; writes by people outside programs are left out.</summary>
    public static Task<List<string>> WritersAsync(SqlConnectionScope session, string id, CancellationToken cancellationToken) => session.QueryAsync(
        """
        WITH RECURSIVE things (id) AS (
          SELECT j.subject_id FROM store.journal j WHERE j.subject_id = $1
          UNION
          SELECT j.previous_id FROM things JOIN store.journal j ON j.subject_id = things.id AND j.previous_id IS NOT NULL)
        SELECT urn FROM store.journal WHERE urn IS NOT NULL AND subject_id IN (SELECT things.id FROM things) ORDER BY entry
        """,
        [id],
        row => row.GetString(0),
        cancellationToken);

    private static string WriteChanges(IEnumerable<FieldChange> changes) =>
        Columns.Json(new JsonArray([.. changes.Select(change => new JsonArray(change.Field, change.Old, change.New))]));

    private static ImmutableArray<FieldChange> ReadChanges(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement
            .EnumerateArray()
            .Select(change => new FieldChange(change[0].GetString()!, change[1].GetString(), change[2].GetString()))];
    }

    private static JournalEntry Read(DbDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        At = Columns.Time(row.GetString(1)),
        Action = JournalEntry.Actions.Parse(row.GetString(2)),
        Subject = JournalEntry.Subjects.Parse(row.GetString(3)),
        SubjectId = row.GetString(4),
        SubjectName = row.GetString(5),
        Author = Columns.Author(row, 6),
        Changes = ReadChanges(row.GetString(10)),
    };
}
