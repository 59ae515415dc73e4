using HarnessCollab.Testing;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace HarnessCollab.Provider.Tests.Laws;

public sealed class PostgresLaws(PostgresLaws.Fixture fixture) : ResourceLaws(fixture), IClassFixture<PostgresLaws.Fixture>
{
    public sealed class Fixture(PostgresServer server) : LawFixture
    {
        protected override string? Prepare() => server.Ensure();

        protected override Task<PluginStore> MakeAsync() => Task.FromResult<PluginStore>(new PostgresPluginStore(server));
    }
}
