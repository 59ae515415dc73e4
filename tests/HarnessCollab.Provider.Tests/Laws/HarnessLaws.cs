using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Laws;

public sealed class HarnessLaws(HarnessLaws.Fixture fixture) : ResourceLaws(fixture), IClassFixture<HarnessLaws.Fixture>
{
    public sealed class Fixture : LawFixture
    {
        // The store keeps below the platform's limit of calls a minute.
        public override int Tries => 2;

        // There a scope is a part of the identity, so that an update cannot change it.
        public override PropertyMap Fit(PropertyMap inputs) => inputs.Without("usageScope");

        protected override async Task<PluginStore> MakeAsync() => new HarnessPluginStore(await HarnessSandbox.StartAsync());
    }
}
