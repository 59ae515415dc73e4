using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness.Http;

/// <summary>One call with what it is about. Never printed whole: the body may hold a secret.</summary>
/// <param name="call">Which call.</param>
/// <param name="scope">The scope that the query names.</param>
internal sealed class PlatformRequest(PlatformCall call, HarnessScope scope)
{
    public PlatformCall Call { get; } = call;

    public HarnessScope Scope { get; } = scope;

    /// <summary>Where the object is, when the document says it and not the query.</summary>
    public HarnessScope Place { get => field ?? Scope; init; }

    /// <summary>The identifier in the path, when the call has it there.</summary>
    public string? Identifier { get; init; }

    /// <summary>What else stands in the query.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters { get; init; } = [];

    /// <summary>The JSON document; null = no body.</summary>
    public byte[]? Body { get; init; }

    /// <summary>A secret in the body, so that a server which quotes it cannot bring it into a message.</summary>
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
