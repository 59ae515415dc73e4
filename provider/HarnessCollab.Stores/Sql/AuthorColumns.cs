using System.Data.Common;

namespace HarnessCollab.Stores.Sql;

/// <summary>The claimed author, as it lies in the columns owner, user, host, job.</summary>
internal static class AuthorColumns
{
    /// <summary>Reads the four columns from <paramref name="first"/> on.</summary>
    public static Author Read(DbDataReader row, int first) => new()
    {
        Urn = Columns.Optional(row, first) is { Length: > 0 } urn ? urn : null,
        User = row.GetString(first + 1),
        Host = row.GetString(first + 2),
        Job = Columns.Optional(row, first + 3),
    };
}
