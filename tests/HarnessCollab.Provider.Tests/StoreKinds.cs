using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Tests;

/// <summary>What the two kinds of stores can do. Nothing is opened for that.</summary>
internal static class StoreKinds
{
    public static StoreCapabilities Sqlite { get; } =
        StoreFactory.Open(StoreSettings.Parse("sqlite:never-opened.db", key: null, Path.GetTempPath()), TimeProvider.System).Capabilities;

    /// <summary>Configured for the account <c>acc</c>, its organisation <c>shop</c> and the project <c>web</c> there.</summary>
    public static StoreCapabilities Harness { get; } = StoreFactory.Open(
        HarnessSettings.Parse(endpoint: null, "acc", "shop", "web", new("pat.acc.x.y"), allowInsecureHttp: false, "1.0.0").Settings!,
        TimeProvider.System).Capabilities;
}
