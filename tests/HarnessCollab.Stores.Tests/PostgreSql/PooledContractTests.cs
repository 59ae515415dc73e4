using HarnessCollab.Stores.Tests.Contract;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.PostgreSql;

// The whole contract once more through a pooler: transactions of one store then run on whatever session of the server is free.

public sealed class PooledProviderTests(PostgresServer server, PgBouncer pooler) : ProviderContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server, pooler));
}

public sealed class PooledUpdateTests(PostgresServer server, PgBouncer pooler) : UpdateContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server, pooler));
}

public sealed class PooledTextTests(PostgresServer server, PgBouncer pooler) : TextContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server, pooler));
}

public sealed class PooledSecretTests(PostgresServer server, PgBouncer pooler) : SecretContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server, pooler));
}

public sealed class PooledJournalTests(PostgresServer server, PgBouncer pooler) : JournalContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server, pooler));
}

public sealed class PooledHistoryTests(PostgresServer server, PgBouncer pooler) : HistoryContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server, pooler));
}

public sealed class PooledReaderTests(PostgresServer server, PgBouncer pooler) : ReaderContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server, pooler));
}

public sealed class PooledCrashTests(PostgresServer server, PgBouncer pooler) : CrashContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server, pooler));
}

public sealed class PooledCrowdTests(PostgresServer server, PgBouncer pooler) : CrowdContract
{
    protected override int OrdinaryCrowd => 12;

    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server, pooler));
}

public sealed class PooledRotationTests(PostgresServer server, PgBouncer pooler) : RotationContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server, pooler));
}
