using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HarnessCollab.Cli.Sandbox;

namespace HarnessCollab.Cli.Commands;

/// <summary>Making, choosing, listing, unlocking and removing stacks.</summary>
internal static class StackCommands
{
    public static void Init(Invocation call)
    {
        var name = GivenName(call) ?? throw new EngineException("missing stack name");
        call.CreateStack(name);
        call.Local.Select(name);
        Terminal.Error.Write($"Created stack '{name}'\n");
    }

    public static void Select(Invocation call)
    {
        var name = GivenName(call) ?? throw new EngineException("no stack given; `collab stack ls` lists known ones");
        if (!call.Backend.Stack(call.Project.Name, name).Exists)
        {
            if (!call.Arguments.Has(Options.Create))
            {
                throw new EngineException($"no stack named '{name}' found", exitCode: 6);
            }

            Init(call);
            return;
        }

        call.Local.Select(name);
    }

    public static void List(Invocation call)
    {
        var current = call.Environment.GetValueOrDefault("PULUMI_STACK") is { Length: > 0 } variable ? variable : call.Local.SelectedStack;
        var stacks = call.Backend.StackNames(call.Project.Name)
            .Select(name => (Name: name, Summary: call.Backend.Stack(call.Project.Name, name).Summary(), Current: name == current)).ToList();
        if (call.Arguments.Has(Options.Json))
        {
            var list = stacks.Select(stack => new JsonObject
            {
                ["name"] = stack.Name,
                ["current"] = stack.Current,
                ["lastUpdate"] = stack.Summary.Time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                ["resourceCount"] = stack.Summary.Resources,
            });
            Terminal.Output.Write(new JsonArray([.. list]).ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
            return;
        }

        Terminal.Output.Write(TextTable.Of(["NAME", "LAST UPDATE", "RESOURCE COUNT"], stacks.Select(stack => (IReadOnlyList<string>)
        [
            stack.Name + (stack.Current ? "*" : ""),
            stack.Summary.Time?.UtcDateTime.ToString("u", CultureInfo.InvariantCulture) ?? "n/a",
            stack.Summary.Resources.ToString(CultureInfo.InvariantCulture),
        ])));
    }

    public static void Remove(Invocation call)
    {
        var store = Named(call);
        store.ThrowIfJournal();
        if (!call.Arguments.Has(Options.Yes) && !call.Terminal.IsInteractive)
        {
            throw new EngineException("non-interactive mode requires --yes flag");
        }

        if (store.Summary().Resources > 0 && !call.Arguments.Has(Options.Force))
        {
            throw new EngineException(
                $"'{store.Name}' still has resources; removal rejected. Possible actions:\n"
                + $"- Make sure that '{store.Name}' is the stack that you want to destroy\n"
                + "- Run `collab destroy` to delete the resources, then run `collab stack rm`\n"
                + "- Run `collab stack rm --force` to override this error");
        }

        call.Confirm($"This will permanently remove the '{store.Name}' stack!");
        Remove(call, store, keepSettings: call.Arguments.Has(Options.PreserveConfig));
        Terminal.Output.Write($"Stack '{store.Name}' has been removed!\n");
    }

    /// <summary>Removes a stack, its settings and its selection.</summary>
    public static void Remove(Invocation call, StackStore store, bool keepSettings)
    {
        using (StackLock.Acquire(store, TimeProvider.System))
        {
            store.Remove();
        }

        if (!keepSettings)
        {
            File.Delete(call.Project.SettingsPath(store.Name));
        }

        if (call.Local.SelectedStack == store.Name)
        {
            call.Local.Unselect();
        }
    }

    public static void Cancel(Invocation call)
    {
        var store = Named(call);
        call.Confirm($"This will irreversibly cancel the currently running update for '{store.Name}'!");
        if (store.HasJournal)
        {
            var told = store.SettleJournal(salt => call.Open(salt, store), DateTimeOffset.UtcNow);
            Terminal.Output.Write(string.Concat(told.Select(line => $"{line}\n")));
        }

        StackLock.Break(store);
        Terminal.Output.Write($"The currently running update for '{store.Name}' has been canceled!\n");
    }

    // The stack that an operand or option names, else the selected one.
    private static StackStore Named(Invocation call)
    {
        var store = GivenName(call) is { } name && name != SandboxProcess.StackName
            ? call.Backend.Stack(call.Project.Name, name)
            : call.StackToCancel;
        return store.Exists || store.HasJournal ? store : throw new EngineException($"no stack named '{store.Name}' found", exitCode: 6);
    }

    private static string? GivenName(Invocation call) =>
        (call.Arguments.Operand(0) ?? call.Arguments.Find(Options.Stack)) is { } given ? call.StackName(given)
        : call.IsSandbox ? SandboxProcess.StackName : null;
}
