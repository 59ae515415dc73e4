using System.Text;
using System.Threading.Channels;

namespace HarnessCollab.Engine.State;

/// <summary>Appends lines durably: whatever came while the disk was busy goes out together, with one flush.</summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    private readonly Channel<(string Line, TaskCompletionSource Done)> _queue = Channel.CreateUnbounded<(string, TaskCompletionSource)>();
    private readonly Task _loop;

    public JournalWriter(string path, string header) => _loop = Task.Run(() => WriteAllAsync(path, header));

    /// <summary>Completes when the line is on disk.</summary>
    public Task AppendAsync(string line)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _queue.Writer.TryWrite((line, done)) ? done.Task : throw new InvalidOperationException("The journal is closed.");
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task WriteAllAsync(string path, string header)
    {
        FileStream? stream = null;
        var batch = new List<TaskCompletionSource>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            var text = new StringBuilder(stream is null ? header : "");
            while (_queue.Reader.TryRead(out var item))
            {
                text.Append(item.Line);
                batch.Add(item.Done);
            }

            try
            {
                stream ??= OwnerOnly.Open(path, FileMode.CreateNew, FileShare.ReadWrite);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()));
                stream.Flush(flushToDisk: true);
                batch.ForEach(done => done.SetResult());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                batch.ForEach(done => done.SetException(new EngineException($"saving the state failed: {e.Message}", inner: e)));
            }

            batch.Clear();
        }

        if (stream is not null)
        {
            await stream.DisposeAsync();
        }
    }
}
