using System.Data.Common;
using System.Text;
using HarnessCollab.Stores.Secrets;
using HarnessCollab.Stores.Sql;
using HarnessCollab.Stores.Sqlite;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Sql;

/// <summary>The statements are made from the lists of fields; here they stand to be read, and a change of one is a change of this file.</summary>
public sealed class StatementTests
{
    [Fact]
    public async Task The_statements_are_those_that_were_reviewed()
    {
        var page = new StringBuilder();
        foreach (var version in Enumerable.Range(1, Migrations.Newest))
        {
            page.Append("-- version ").Append(version).Append("\n\n").AppendJoin("\n\n", Migrations.To(version, new SqliteDialect())).Append("\n\n");
        }

        var (accounts, texts) = (JiraAccountTable.Instance, EncryptedTextTable.Instance);
        page.Append("-- read\n\n").AppendJoin(
            "\n\n",
            accounts.ById,
            accounts.ByName,
            accounts.ByFoldedName,
            accounts.Page,
            texts.ById,
            texts.ByName,
            texts.Page,
            EncryptedTextTable.Users);
        page.Append("\n\n-- history\n\n").AppendJoin("\n\n", CheckRows.Insert(2), CheckRows.Expire, CheckRows.Last);
        await using var scope = new RecordingScope();
        var cipher = new StoreCipher(StoreKey.Random(), "store_1");
        var write = new WriteContext(scope, cipher, Some.Author(), Columns.Time(DateTimeOffset.UnixEpoch), "store", "maker_1");

        await accounts.CreateAsync(write, Some.Draft(), TestContext.Current.CancellationToken);

        page.Append("\n\n-- a create\n\n").AppendJoin("\n\n", scope.Statements).Append('\n');
        Assert.Null(Golden.Difference("tests/HarnessCollab.Stores.Tests/Sql/statements.sql", page.ToString().ReplaceLineEndings("\n")));
    }

    private sealed class RecordingScope() : SqlConnectionScope(new SqliteDialect(), WriteBoundary.Unwatched)
    {
        public List<string> Statements { get; } = [];

        public override Task<int> ExecuteAsync(string sql, object?[] arguments, CancellationToken cancellationToken)
        {
            Statements.Add(sql);
            return Task.FromResult(1);
        }

        public override Task<List<T>> QueryAsync<T>(
            string sql, object?[] arguments, Func<DbDataReader, T> map, CancellationToken cancellationToken) =>
            Task.FromResult(new List<T>());

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
