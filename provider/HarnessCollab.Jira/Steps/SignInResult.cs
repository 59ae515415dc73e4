using System.Collections.Immutable;
using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>What is known after the first two steps.</summary>
internal sealed record SignInResult(Judgement Judgement, ImmutableArray<TestStep> Steps)
{
    public Flavour? Flavour { get; init; }

    public ServerInfo? Server { get; init; }

    /// <summary>The answer to <c>myself</c>; null = nobody signed in.</summary>
    public JsonElement? Account { get; init; }
}
