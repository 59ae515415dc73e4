using HarnessCollab.Stores.Tests.Contract;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Harness;

// Journal, rotation, reader view and tampering are about rows of our own; crashes and races have their own suites here.
public sealed class HarnessProviderTests : ProviderContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => SandboxPlace.StartAsync();
}

public sealed class HarnessUpdateTests : UpdateContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => SandboxPlace.StartAsync();
}

public sealed class HarnessTextTests : TextContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => SandboxPlace.StartAsync();
}

public sealed class HarnessSettlingTests : SettlingContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => SandboxPlace.StartAsync();
}
