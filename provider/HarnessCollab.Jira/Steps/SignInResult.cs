using System.Collections.Immutable;

namespace HarnessCollab.Jira;

/// <summary>What is known after the first two steps.</summary>
internal sealed record SignInResult(Judgement Judgement, ImmutableArray<TestStep> Steps)
{
    public Flavour? Flavour { get; init; }

    public ServerInfo? Server { get; init; }

    /// <summary>Null = nobody signed in.</summary>
    public SignedInAccount? Account { get; init; }
}
