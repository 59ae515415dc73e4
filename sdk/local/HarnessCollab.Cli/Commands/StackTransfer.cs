using System.Text.Json;
using HarnessCollab.Engine;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Cli.Commands;

/// <summary>State out and in: <c>stack export</c> and <c>stack import</c>.</summary>
internal static class StackTransfer
{
    public static int Export(Invocation call)
    {
        var store = call.Stack;
        var text = DeploymentText.Export(store.ReadBytes(), call.Open, call.Arguments.Has("show-secrets"));
        if (call.Arguments.Value("file") is { } file)
        {
            using var writer = new StreamWriter(OwnerOnly.Open(Path.GetFullPath(file, call.Directory), FileMode.Create));
            writer.Write(text);
        }
        else
        {
            Terminal.Output.Write(text);
        }

        return 0;
    }

    public static int Import(Invocation call)
    {
        var store = call.Stack;
        var text = call.Arguments.Value("file") is { } file
            ? File.ReadAllText(Path.GetFullPath(file, call.Directory))
            : Console.In.ReadToEnd();
        Checkpoint imported;
        try
        {
            imported = DeploymentText.Import(text, call.Open, call.Secrets());
        }
        catch (JsonException e)
        {
            throw new EngineException(text.TrimEnd().EndsWith('}') ? $"invalid JSON: {e.Message}" : "unexpected EOF", inner: e);
        }

        var problems = DeploymentText.Problems(imported, store.Name);
        if (problems.Count > 0 && !call.Arguments.Has("force"))
        {
            List<string> all = [.. problems, "importing this file could be dangerous; rerun with --force to proceed anyway"];
            throw new EngineException($"{all.Count} errors occurred:{string.Concat(all.Select((problem, i) => $"\n    {i + 1}) {problem}"))}");
        }

        using var held = StackLock.Acquire(store, call.Time);
        foreach (var warning in problems.Concat(imported.Snapshot.PendingOperations.Select(
            operation => $"removing pending operation '{operation.Type}' on '{operation.Resource.Urn}' from snapshot")))
        {
            Terminal.Error.Write($"warning: {warning}\n");
        }

        store.Save(imported.With(imported.Snapshot with { PendingOperations = [] }), call.Time.GetUtcNow());
        Terminal.Output.Write("Import complete.\n");
        return 0;
    }
}
