using System.Text;
using System.Text.Json.Nodes;
using HarnessCollab.Common;

namespace HarnessCollab.Engine.State;

/// <summary>The lock of a stack: a file that names its owner. It stays when the owner dies; <c>collab cancel</c> removes it.</summary>
public sealed class StackLock(string file) : IDisposable
{
    /// <summary>Takes the lock.</summary>
    /// <exception cref="EngineException">The stack is locked already; the message names the owner.</exception>
    public static StackLock Acquire(StackStore stack, TimeProvider time)
    {
        var path = Path.Combine(stack.LockFolder, $"{Guid.NewGuid()}.json");
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(new JsonObject
        {
            ["pid"] = Environment.ProcessId,
            ["username"] = Environment.UserName,
            ["hostname"] = Environment.MachineName,
            ["timestamp"] = ResourceJson.FormatTime(time.GetUtcNow()),
        }.ToJsonString()));

        // When two processes take the lock at the same moment, both give up, as in the Pulumi CLI.
        var others = Files(stack).Where(other => other != path).Order(StringComparer.Ordinal).Select(Describe).ToList();
        if (others.Count == 0)
        {
            return new StackLock(path);
        }

        File.Delete(path);
        throw new EngineException(
            $"the stack is currently locked by {others.Count} lock(s). "
            + "Either wait for the other process(es) to end or delete the lock file with `collab cancel`."
            + string.Concat(others.Select(line => $"\n  {line}")));
    }

    /// <summary>Removes every lock of a stack.</summary>
    public static void Break(StackStore stack)
    {
        foreach (var path in Files(stack))
        {
            File.Delete(path);
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose()
    {
        if (File.Exists(file))
        {
            File.Delete(file);
        }
    }

    private static string Describe(string path)
    {
        try
        {
            var root = JsonElement.Parse(File.ReadAllBytes(path));
            var time = ResourceJson.ParseTime(root.Text("timestamp"))?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            return $"{path}: created by {root.Text("username")}@{root.Text("hostname")} (pid {root.Number("pid")}) at {time}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || CheckpointJson.IsMalformed(e))
        {
            return $"{path}: its owner cannot be read";
        }
    }

    private static IEnumerable<string> Files(StackStore stack) =>
        Directory.Exists(stack.LockFolder) ? Directory.EnumerateFiles(stack.LockFolder, "*.json") : [];
}
