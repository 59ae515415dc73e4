using HarnessCollab.Stores.Tests.Contract;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.PostgreSql;

public sealed class PostgresProviderTests(PostgresServer server) : ProviderContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server));
}

public sealed class PostgresUpdateTests(PostgresServer server) : UpdateContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server));
}

public sealed class PostgresTextTests(PostgresServer server) : TextContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server));
}

public sealed class PostgresSecretTests(PostgresServer server) : SecretContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server));
}

public sealed class PostgresJournalTests(PostgresServer server) : JournalContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server));
}

public sealed class PostgresHistoryTests(PostgresServer server) : HistoryContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server));
}

public sealed class PostgresReaderTests(PostgresServer server) : ReaderContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server));
}

public sealed class PostgresCrashTests(PostgresServer server) : CrashContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server));
}

public sealed class PostgresCrowdTests(PostgresServer server) : CrowdContract
{
    // Each process compiles the driver for itself, which keeps two cores busy for the better part of a minute with fifty of them.
    protected override int OrdinaryCrowd => 12;

    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server));
}

public sealed class PostgresRotationTests(PostgresServer server) : RotationContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server));
}

public sealed class PostgresSealTests(PostgresServer server) : SealContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server));
}

public sealed class PostgresSettlingTests(PostgresServer server) : SettlingContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server));
}
