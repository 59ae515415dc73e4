namespace HarnessCollab.Stores.Benchmarks;

/// <summary>Creates providers durably: the store, or its bare peer.</summary>
internal interface ICreator : IAsyncDisposable
{
    /// <summary>
    /// Creates the provider of a number, with its secret and its journal entries, in one transaction that is on the disk in the end.
    /// </summary>
    Task CreateAsync(int number);
}
