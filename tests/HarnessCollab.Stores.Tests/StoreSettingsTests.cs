using HarnessCollab.Stores.PostgreSql;
using Npgsql;

namespace HarnessCollab.Stores.Tests;

public sealed class StoreSettingsTests
{
    [Theory]
    [InlineData(null, "/base/.harnesscollab/store.db")]
    [InlineData(" ", "/base/.harnesscollab/store.db")]
    [InlineData("sqlite:data/x.db", "/base/data/x.db")]
    [InlineData("sqlite:../x.db", "/x.db")]
    [InlineData("SQLITE:/abs/x.db", "/abs/x.db")]
    public void A_SQLite_path_starts_at_the_base_folder(string? setting, string path)
    {
        var settings = StoreSettings.Parse(setting, null, "/base");

        Assert.Equal((StoreBackend.Sqlite, path), (settings.Backend, settings.SqlitePath));
    }

    [Fact]
    public void A_relative_path_without_a_base_folder_is_refused()
    {
        Assert.Equal(StoreErrorCodes.RelativePath, Assert.Throws<StoreException>(() => StoreSettings.Parse(null, null, null)).Code);
        Assert.Equal("/abs/x.db", StoreSettings.Parse("sqlite:/abs/x.db", null, null).SqlitePath);
    }

    [Theory]
    [InlineData("sqlite:")]
    [InlineData("sqlite://host/path")]
    [InlineData("sqlite::memory:")]
    [InlineData("mysql://root:hunter2@db/x")]
    [InlineData("hunter2")]
    public void What_makes_no_sense_is_refused_without_quoting_it(string setting)
    {
        var error = Assert.Throws<StoreException>(() => StoreSettings.Parse(setting, null, "/base"));

        Assert.Equal((StoreErrorCodes.BadStoreSetting, StoreErrorKind.BadSettings), (error.Code, error.Kind));
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Harness_is_understood() => Assert.Equal(StoreBackend.Harness, StoreSettings.Parse("harness", null, null).Backend);

    [Theory]
    [InlineData("postgres://anna:p%40ss@db.example.com:6543/shop")]
    [InlineData("postgresql://anna:p%40ss@db.example.com:6543/shop")]
    [InlineData("Host=db.example.com;Port=6543;Database=shop;Username=anna;Password=p@ss")]
    [InlineData("host=db.example.com port=6543 dbname=shop user=anna password='p@ss'")]
    public void All_forms_of_a_PostgreSQL_connection_mean_the_same(string setting)
    {
        var parsed = StoreSettings.Parse(setting, null, null);
        var connection = PostgresSettings.Parse(parsed.ConnectionString!).Connection;

        Assert.Equal(StoreBackend.PostgreSql, parsed.Backend);
        Assert.Equal(("db.example.com", 6543, "shop", "anna", "p@ss"), (connection.Host, connection.Port, connection.Database, connection.Username, connection.Password));
        Assert.Equal(SslMode.VerifyFull, connection.SslMode);
        Assert.Equal("harnesscollab", PostgresSettings.Parse(parsed.ConnectionString!).Schema);
        Assert.DoesNotContain("p@ss", $"{parsed}{PostgresSettings.Parse(parsed.ConnectionString!).Description}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://127.0.0.1/x", SslMode.Prefer)]
    [InlineData("postgres://[::1]/x", SslMode.Prefer)]
    [InlineData("postgres://localhost/x", SslMode.Prefer)]
    [InlineData("postgres:///x?host=/var/run/postgresql", SslMode.Prefer)]
    [InlineData("postgres://10.0.0.1/x", SslMode.VerifyFull)]
    [InlineData("postgres://localhost.example.com/x", SslMode.VerifyFull)]
    [InlineData("postgres://db.example.com/x?sslmode=require", SslMode.Require)]
    [InlineData("postgres://localhost/x?sslmode=verify-full", SslMode.VerifyFull)]
    [InlineData("Host=db.example.com;SSL Mode=Disable", SslMode.Disable)]
    public void TLS_is_verified_unless_the_server_is_here_or_the_setting_says_otherwise(string setting, SslMode mode) =>
        Assert.Equal(mode, PostgresSettings.Parse(new(setting)).Connection.SslMode);

    [Theory]
    [InlineData("postgres://db.example.com/x", "harnesscollab")]
    [InlineData("postgres://db.example.com/x?search_path=jira", "jira")]
    public void A_session_is_told_nothing_that_a_pooler_would_have_to_keep(string setting, string schema)
    {
        var settings = PostgresSettings.Parse(new(setting));
        var connection = settings.Connection;

        Assert.Equal(schema, settings.Schema);
        Assert.Equal((null, null, null), (connection.SearchPath, connection.Options, connection.Timezone));
        Assert.Equal((0, true), (connection.MaxAutoPrepare, connection.NoResetOnClose));
        Assert.InRange(connection.CommandTimeout, 1, 60);
        Assert.InRange(connection.MaxPoolSize, 1, 8);
        Assert.True(connection.Pooling);
    }

    [Theory]
    [InlineData("postgres://u:hunter2@/x")]
    [InlineData("postgres://u:hunter2@a,b/x")]
    [InlineData("postgres://u:hunter2@db:port/x")]
    [InlineData("postgres://u:hunter2@db/x?sslmode=hunter2")]
    [InlineData("postgres://u:hunter2@db/x?nonsense=hunter2")]
    [InlineData("postgres://u:hunter2@db/x?search_path=a,b")]
    [InlineData("postgres://u:hunter2@db/x?search_path=a%3Bdrop")]
    [InlineData("Host=db;Nonsense=hunter2")]
    [InlineData("Host=db;Port=hunter2")]
    public void A_PostgreSQL_setting_that_makes_no_sense_is_refused_without_quoting_it(string setting)
    {
        var error = Assert.Throws<StoreException>(() => PostgresSettings.Parse(new(setting)));

        Assert.Equal(StoreErrorCodes.BadStoreSetting, error.Code);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_code_has_a_meaning_and_none_is_used_twice()
    {
        var codes = typeof(StoreErrorCodes).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToList();

        Assert.Equal(codes.Order(), StoreErrorCodes.Meanings.Keys.Order());
        Assert.All(codes, code => Assert.Matches("^HC3[0-9]{3}$", code));
    }
}
