using HarnessCollab.Stores.Tests.Contract;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Sqlite;

public sealed class SqliteProviderTests : ProviderContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new SqlitePlace());
}

public sealed class SqliteUpdateTests : UpdateContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new SqlitePlace());
}

public sealed class SqliteTextTests : TextContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new SqlitePlace());
}

public sealed class SqliteSecretTests : SecretContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new SqlitePlace());
}

public sealed class SqliteJournalTests : JournalContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new SqlitePlace());
}

public sealed class SqliteHistoryTests : HistoryContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new SqlitePlace());
}

public sealed class SqliteReaderTests : ReaderContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new SqlitePlace());
}

public sealed class SqliteCrashTests : CrashContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new SqlitePlace());
}

public sealed class SqliteCrowdTests : CrowdContract
{
    protected override int OrdinaryCrowd => 50;

    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new SqlitePlace());
}

public sealed class SqliteRotationTests : RotationContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new SqlitePlace());
}

public sealed class SqliteSealTests : SealContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new SqlitePlace());
}

public sealed class SqliteSettlingTests : SettlingContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new SqlitePlace());
}
