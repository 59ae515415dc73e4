namespace HarnessCollab.Stores.Sql;

/// <content>The history of checks. It contains no secret and needs no key, so it works even after the key was rotated meanwhile.</content>
internal sealed partial class SqlStore
{
    public ICheckHistory? Checks => this;

    Task ICheckHistory.AddAsync(IReadOnlyCollection<PastCheck> checks, CancellationToken cancellationToken) => UseHistoryAsync(
        open => database.WriteAsync(
            async (session, token) =>
            {
                await _door.ConfirmAsync(session, open, token);
                await CheckRows.AddAsync(session, checks, time.GetUtcNow() - ICheckHistory.Kept, token);
                return true;
            },
            alone: false,
            cancellationToken),
        cancellationToken);

    async Task<IReadOnlyList<PastCheck>> ICheckHistory.LastAsync(int most, CancellationToken cancellationToken) => await UseHistoryAsync(
        _ => database.ReadAsync((session, token) => CheckRows.LastAsync(session, most, token), cancellationToken), cancellationToken);

    private async Task<T> UseHistoryAsync<T>(Func<OpenStore, Task<T>> work, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(cancellationToken) ?? throw _door.Missing();
        return open.NotUpgraded is { } reason ? throw reason : await DamageAsync(() => work(open));
    }
}
