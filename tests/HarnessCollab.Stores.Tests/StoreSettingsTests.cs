using HarnessCollab.Stores.PostgreSql;
using HarnessCollab.Stores.Sqlite;
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
        Assert.Equal(path, Sqlite(setting, "/base").Path);
    }

    [Fact]
    public void A_path_in_the_home_folder_is_found_there_even_without_a_base_folder()
    {
        var settings = Sqlite("sqlite:~/data/x.db", null);

        Assert.Equal(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "data", "x.db"), settings.Path);
        Assert.False(settings.IsRelative);
    }

    [Theory]
    [InlineData("sqlite:a~b.db", "/base/a~b.db")]
    [InlineData("sqlite: x.db ", "/base/x.db")]
    [InlineData("sqlite:what?.db", "/base/what?.db")]
    [InlineData("sqlite:100%.db", "/base/100%.db")]
    [InlineData("sqlite:10% of 20%.db", "/base/10% of 20%.db")]
    [InlineData("sqlite:..x/.db", "/base/..x/.db")]
    public void What_may_well_be_meant_is_taken(string setting, string path) =>
        Assert.Equal(path, Sqlite(setting, "/base").Path);

    [Fact]
    public void A_relative_path_without_a_base_folder_is_refused()
    {
        Assert.Equal(StoreErrorCodes.RelativePath, Assert.Throws<StoreException>(() => StoreSettings.Parse(null, null, null)).Code);
        Assert.Equal("/abs/x.db", Sqlite("sqlite:/abs/x.db", null).Path);
    }

    [Theory]
    [InlineData("sqlite:")]
    [InlineData("sqlite://host/path")]
    [InlineData("sqlite::memory:")]
    [InlineData("sqlite:file:hunter2.db")]
    [InlineData("sqlite:~")]
    [InlineData("sqlite:~hunter2/store.db")]
    [InlineData("sqlite:$HOME/hunter2.db")]
    [InlineData("sqlite:${HOME}/hunter2.db")]
    [InlineData("sqlite:data/$NAME/hunter2.db")]
    [InlineData("sqlite:%USERPROFILE%/hunter2.db")]
    [InlineData("sqlite:hunter2.db?mode=ro")]
    [InlineData("sqlite:'hunter2.db'")]
    [InlineData("sqlite:\"hunter2.db\"")]
    [InlineData("sqlite:data/%NAME%/hunter2.db")]
    [InlineData("sqlite:`pwd`/hunter2.db")]
    [InlineData("sqlite:hunter2.db;Cache=Shared")]
    [InlineData("sqlite:hunter2.db&mode=ro")]
    [InlineData("sqlite:Data Source=hunter2.db")]
    [InlineData("sqlite:hunter2\nx.db")]
    [InlineData("sqlite:.")]
    [InlineData("sqlite:~/.")]
    [InlineData("sqlite:hunter2/..")]
    [InlineData("sqlite:hunter2/")]
    [InlineData("mysql://root:hunter2@db/x")]
    [InlineData("hunter2")]
    public void What_makes_no_sense_is_refused_without_quoting_it(string setting)
    {
        var error = Assert.Throws<StoreException>(() => StoreSettings.Parse(setting, null, "/base"));

        Assert.Equal((StoreErrorCodes.BadStoreSetting, StoreErrorKind.BadSettings), (error.Code, error.Kind));
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://anna:p%40ss@db.example.com:6543/shop")]
    [InlineData("postgresql://anna:p%40ss@db.example.com:6543/shop")]
    [InlineData("Host=db.example.com;Port=6543;Database=shop;Username=anna;Password=p@ss")]
    [InlineData("host=db.example.com port=6543 dbname=shop user=anna password='p@ss'")]
    public void All_forms_of_a_PostgreSQL_connection_mean_the_same(string setting)
    {
        var parsed = Assert.IsType<PostgresStoreSettings>(StoreSettings.Parse(setting, null, null));
        var connection = PostgresSettings.Parse(parsed.ConnectionString).Connection;

        Assert.Equal(
            ("db.example.com", 6543, "shop", "anna", "p@ss"),
            (connection.Host, connection.Port, connection.Database, connection.Username, connection.Password));
        Assert.Equal(SslMode.VerifyFull, connection.SslMode);
        Assert.Equal("harnesscollab", PostgresSettings.Parse(parsed.ConnectionString).Schema);
        Assert.DoesNotContain("p@ss", $"{parsed}{PostgresSettings.Parse(parsed.ConnectionString).Description}", StringComparison.Ordinal);
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
    [InlineData("postgres://u:hunter2@a,/x")]
    [InlineData("postgres://u:hunter2@a:1,b:2/x?port=1,2,3")]
    [InlineData("postgres://u:hunter2@db:99999/x")]
    [InlineData("postgres://u:hun/ter2@db/x")]
    [InlineData("postgres://u:hun?ter2@db/x")]
    [InlineData("postgres://u:hun@ter2@db/x")]
    [InlineData("postgres://u:hunter2@db/x?options=-c%20work_mem=hunter2")]
    [InlineData("postgres://u:hunter2@db/x?target_session_attrs=hunter2")]
    [InlineData("postgres://u:hunter2@db/x?sslcrl=hunter2")]
    [InlineData("host=db dbname=x password=hunter2 nonsense")]
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
        Assert.DoesNotContain("ter2", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_that_is_not_supported_is_named_with_those_that_are()
    {
        var error = Assert.Throws<StoreException>(() => PostgresSettings.Parse(new("postgres://u@db/x?sslcrl=list.pem")));

        Assert.Contains("'sslcrl' is not supported here. Supported are host, port, ", error.Message, StringComparison.Ordinal);
        Assert.Contains("channel_binding", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://anna:pw@h1:5432,h2:6543/shop?target_session_attrs=read-write", "h1:5432,h2:6543", TargetSessionAttributes.ReadWrite)]
    [InlineData("postgres://anna:pw@h1,h2/shop", "h1:5432,h2:5432", TargetSessionAttributes.PreferPrimary)]
    [InlineData("postgres://anna:pw@h1,[::1]:6543/shop", "h1:5432,[::1]:6543", TargetSessionAttributes.PreferPrimary)]
    [InlineData("host=h1,h2 port=5433 dbname=shop user=anna target_session_attrs=any", "h1:5433,h2:5433", TargetSessionAttributes.Any)]
    public void Several_hosts_are_understood(string setting, string hosts, TargetSessionAttributes target)
    {
        var settings = PostgresSettings.Parse(new(setting));

        Assert.Equal((hosts, target), (settings.Connection.Host, settings.Target));
        Assert.Null(settings.Connection.TargetSessionAttributes);
        Assert.Equal(SslMode.VerifyFull, settings.Connection.SslMode);
        Assert.Contains(hosts, settings.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_are_written_as_libpq_writes_them()
    {
        var connection = PostgresSettings.Parse(new(
            "postgres://anna@db/shop?sslmode=verify-ca&channel_binding=require&connect_timeout=7&application_name=ci&sslnegotiation=direct"
            + "&require_auth=scram-sha-256&keepalives=1&keepalives_idle=30&load_balance_hosts=random&gssencmode=disable&client_encoding=UTF8"
            + "&maximum_pool_size=2&options=-c%20search_path%3Djira"));

        Assert.Equal((SslMode.VerifyCA, ChannelBinding.Require, 7, "ci"), (
            connection.Connection.SslMode,
            connection.Connection.ChannelBinding,
            connection.Connection.Timeout,
            connection.Connection.ApplicationName));
        Assert.Equal((SslNegotiation.Direct, "ScramSHA256", true, 30), (
            connection.Connection.SslNegotiation,
            connection.Connection.RequireAuth,
            connection.Connection.TcpKeepAlive,
            connection.Connection.TcpKeepAliveTime));
        Assert.Equal((true, 2, "jira"), (connection.Connection.LoadBalanceHosts, connection.Connection.MaxPoolSize, connection.Schema));
    }

    [Fact]
    public void What_the_setting_does_not_say_comes_from_the_environment()
    {
        var environment = new Dictionary<string, string>
        {
            ["PGHOST"] = "db.example.com", ["PGPORT"] = "6543", ["PGDATABASE"] = "shop", ["PGUSER"] = "anna", ["PGPASSWORD"] = "pw",
            ["PGSSLMODE"] = "require",
            ["PGCHANNELBINDING"] = "require", ["PGTARGETSESSIONATTRS"] = "primary", ["PGCONNECT_TIMEOUT"] = "7", ["PGAPPNAME"] = "ci",
        };
        var silent = PostgresSettings.Parse(new("postgres:///"), environment.GetValueOrDefault);
        var spoken = PostgresSettings.Parse(new("postgres://ben@other:5433/x?sslmode=disable"), environment.GetValueOrDefault).Connection;
        var wrong = Assert.Throws<StoreException>(
            () => PostgresSettings.Parse(new("postgres://db/x"), name => name == "PGSSLMODE" ? "hunter2" : null));

        Assert.Equal(
            ("db.example.com", 6543, "shop", "anna", "pw"),
            (silent.Connection.Host, silent.Connection.Port, silent.Connection.Database, silent.Connection.Username, silent.Connection.Password));
        Assert.Equal(
            (SslMode.Require, ChannelBinding.Require, TargetSessionAttributes.Primary),
            (silent.Connection.SslMode, silent.Connection.ChannelBinding, silent.Target));
        Assert.Equal((7, "ci"), (silent.Connection.Timeout, silent.Connection.ApplicationName));
        Assert.Equal(("other", 5433, "x", "ben", SslMode.Disable), (spoken.Host, spoken.Port, spoken.Database, spoken.Username, spoken.SslMode));
        Assert.Contains("the value of PGSSLMODE is not valid", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_is_read_from_the_file_that_has_it()
    {
        using var folder = new TempFolder();
        var file = folder.Write("services", "# ours\n[other]\nhost=elsewhere\n[shop]\nhost = db.example.com\nport=6543\nuser=anna\ndbname=shop\n");
        PostgresSettings Parse(string setting, string path) => PostgresSettings.Parse(new(setting), name => name == "PGSERVICEFILE" ? path : null);

        var found = Parse("postgres://ben@/?service=shop", file).Connection;
        var missing = Assert.Throws<StoreException>(() => Parse("postgres:///?service=absent", file));
        var unread = Assert.Throws<StoreException>(() => Parse("postgres:///?service=shop", "/nope/services"));

        Assert.Equal(("db.example.com", 6543, "ben", "shop"), (found.Host, found.Port, found.Username, found.Database));
        Assert.Equal((StoreErrorCodes.ConnectionFile, StoreErrorCodes.ConnectionFile), (missing.Code, unread.Code));
        Assert.Contains(file, missing.Message, StringComparison.Ordinal);
        Assert.Contains("/nope/services, named by PGSERVICEFILE", unread.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_tells_of_every_parameter()
    {
        var page = File.ReadAllText(Path.Combine(Artifacts.RepositoryRoot, "provider", "docs", "stores.md"));

        Assert.All(PostgresParameters.Shared, parameter => Assert.Contains($"`{parameter.Name}`", page, StringComparison.Ordinal));
        Assert.All(PostgresParameters.Shared, parameter =>
            Assert.True(parameter.Variable is null || page.Contains($"`{parameter.Variable}`", StringComparison.Ordinal), parameter.Variable));
    }

    [Fact]
    public void No_code_is_used_twice()
    {
        var codes = typeof(StoreErrorCodes)
            .GetFields()
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();

        Assert.Equal(codes.Distinct().Count(), codes.Count);
        Assert.All(codes, code => Assert.Matches("^HC3[0-9]{3}$", code));
    }

    private static SqliteSettings Sqlite(string? setting, string? baseDirectory) =>
        Assert.IsType<SqliteSettings>(StoreSettings.Parse(setting, null, baseDirectory));
}
