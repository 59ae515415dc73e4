using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Laws;

public sealed class SqliteLaws(SqliteLaws.Fixture fixture) : ResourceLaws(fixture), IClassFixture<SqliteLaws.Fixture>
{
    public sealed class Fixture : LawFixture
    {
        protected override Task<PluginStore> MakeAsync() => Task.FromResult<PluginStore>(new SqlitePluginStore(Folder.Combine("store")));
    }
}
