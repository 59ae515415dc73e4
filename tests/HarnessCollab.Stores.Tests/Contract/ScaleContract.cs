using HarnessCollab.Stores.Sql;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Contract;

/// <summary>Ten thousand providers: no lookup and no page may walk through them all.</summary>
public abstract class ScaleContract : StoreContract
{
    private const int Rows = 10_000;

    [Fact]
    public async Task No_lookup_and_no_page_scans_a_table()
    {
        await CreateAsync("seed");
        await SeedAsync();
        (string Sql, string[] Arguments)[] statements =
        [
            (JiraAccountTable.Instance.ById, ["'jcp_5000'"]),
            (JiraAccountTable.Instance.ByName, ["'name 5000'"]),
            (JiraAccountTable.Instance.ByFoldedName, ["'name 5000'"]),
            (JiraAccountTable.Instance.Page, ["'name 5000'", "250"]),
            (JiraAccountTable.Instance.IdPage, ["'jcp_5000'", "250"]),
            (EncryptedTextTable.Instance.ById, ["'enc_5000'"]),
            (EncryptedTextTable.Instance.ByName, ["'text 5000'"]),
            (EncryptedTextTable.Instance.Page, ["'text 5000'", "250"]),
            (EncryptedTextTable.Instance.IdPage, ["'enc_5000'", "250"]),
            (EncryptedTextTable.Users, ["'enc_5000'", "20"]),
        ];

        foreach (var (sql, arguments) in statements)
        {
            var text = arguments.Index().Aggregate(
                sql.Replace(SqlDialect.Prefix, "", StringComparison.Ordinal),
                (current, argument) => current.Replace($"${argument.Index + 1}", argument.Item, StringComparison.Ordinal));
            Assert.DoesNotContain(await ExplainAsync(text), step => IsScan(step!));
        }

        Assert.Equal(Rows + 1, (await Some.ToListAsync(Store.Accounts.ListAsync(Cancel))).Count);
    }

    /// <summary>The steps by which the database would run a statement.</summary>
    protected abstract Task<IReadOnlyList<string?>> ExplainAsync(string sql);

    /// <summary>Whether a step reads a whole table, or all of an index.</summary>
    protected abstract bool IsScan(string line);

    private async Task SeedAsync()
    {
        var numbers = $"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows})";
        await Place.ExecuteAsync(
            $"""
            INSERT INTO encrypted_texts (id, name, usage_scope, revision, value_revision, key_id, ciphertext, mark, owner,
                updated_user, updated_host, updated_at, created_at)
            {numbers} SELECT 'enc_' || i, 'text ' || i, usage_scope, 1, 1, key_id, ciphertext, mark, owner,
                updated_user, updated_host, updated_at, created_at FROM encrypted_texts, n
            """);
        await Place.ExecuteAsync(
            $"""
            INSERT INTO providers (id, display_name, folded_name, base_url, credential_kind, tags, text_id, owns_text, revision, owner,
                updated_user, updated_host, updated_at, created_at)
            {numbers} SELECT 'jcp_' || i, 'name ' || i, 'name ' || i, base_url, credential_kind, tags, 'enc_' || i, 1, 1, owner,
                updated_user, updated_host, updated_at, created_at FROM providers, n
            """);
        await Place.ExecuteAsync("ANALYZE");
    }
}
