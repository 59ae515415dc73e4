using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness.Http;

/// <summary>One call with its parameters. Never print it as a whole: the body can contain a secret.</summary>
/// <param name="call">The call.</param>
/// <param name="scope">The scope in the query.</param>
internal sealed class PlatformRequest(PlatformCall call, HarnessScope scope)
{
    public PlatformCall Call { get; } = call;

    public HarnessScope Scope { get; } = scope;

    /// <summary>The scope of the object, when it is in the document and not in the query.</summary>
    public HarnessScope Place { get => field ?? Scope; init; }

    /// <summary>The identifier in the path; null when the call has none there.</summary>
    public string? Identifier { get; init; }

    /// <summary>The other parameters of the query.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters { get; init; } = [];

    /// <summary>The JSON document; null = no body.</summary>
    public byte[]? Body { get; init; }

    /// <summary>A secret in the body, so that it can be removed from messages when a server quotes it.</summary>
    public SecretText? Secret { get; init; }

    /// <summary>The address, relative to <c>{endpoint}/ng/api/</c>.</summary>
    public string Address(string account)
    {
        var query = new List<(string Name, string Value)> { ("accountIdentifier", account) };
        if (Scope.Org is { } org)
        {
            query.Add(("orgIdentifier", org));
        }

        if (Scope.Project is { } project)
        {
            query.Add(("projectIdentifier", project));
        }

        query.AddRange(Parameters);
        return $"{Call.Path.Replace("{0}", Uri.EscapeDataString(Identifier ?? ""), StringComparison.Ordinal)}?"
            + string.Join('&', query.Select(each => $"{each.Name}={Uri.EscapeDataString(each.Value)}"));
    }

    public override string ToString() => Call.Name;
}
