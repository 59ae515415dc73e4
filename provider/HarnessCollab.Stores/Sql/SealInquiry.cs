namespace HarnessCollab.Stores.Sql;

/// <summary>Finds out what was changed in a row with a broken seal, as far as the journal shows it.</summary>
internal static class SealInquiry
{
    private static readonly string[] Watched = [StoredFields.BaseUrl, StoredFields.Username, StoredFields.CredentialKind];

    /// <param name="row">The account as it is now.</param>
    /// <param name="account">The journal of the account.</param>
    /// <param name="text">The journal of its encrypted text; empty for an owned text, which is usable everywhere.</param>
    public static SealBreach Of(JiraAccountRecord row, IEnumerable<JournalEntry> account, IEnumerable<JournalEntry> text)
    {
        var known = Fold(account);
        var differing = ImmutableArray.CreateBuilder<string>();
        if (known.Count > 0)
        {
            var present = JiraAccountTable.Instance.Changes(null, row.Fields).ToDictionary(change => change.Field, change => change.New);
            differing.AddRange(Watched.Where(field => known.GetValueOrDefault(field) != present.GetValueOrDefault(field)));
        }

        if (known.TryGetValue(StoredFields.Credential, out var credential) && credential != JiraAccountTable.Instance.Tell(row) && !row.OwnsSecret)
        {
            differing.Add("encryptedText");
        }

        var scope = row.OwnsSecret ? UsageScope.All.ToString() : Fold(text).GetValueOrDefault(StoredFields.UsageScope);
        if (scope is not null && scope != row.UsageScope.ToString())
        {
            differing.Add(StoredFields.UsageScope);
        }

        return new(differing.ToImmutable());
    }

    private static Dictionary<string, string?> Fold(IEnumerable<JournalEntry> entries)
    {
        var known = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var change in entries.SelectMany(entry => entry.Changes))
        {
            known[change.Field] = change.New;
        }

        return known;
    }
}
