using System.Globalization;
using System.Text;
using HarnessCollab.Engine;
using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Cli.Commands;

/// <summary>What a stack holds: <c>stack</c> and <c>stack output</c>.</summary>
internal static class StackReport
{
    public static int Show(Invocation call)
    {
        call.Arguments.ExpectAtMost(0);
        if (call.Arguments.Has("show-name"))
        {
            Terminal.Output.Write($"{call.Stack.Name}\n");
            return 0;
        }

        var checkpoint = call.Stack.Load(call.Open);
        var text = new StringBuilder($"Current stack is {call.Stack.Name}:\n    Managed by {Environment.MachineName}\n");
        if (checkpoint.Time is { } time && checkpoint.Snapshot.Resources.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"    Last updated: {Ago.Of(time, call.Time.GetUtcNow())} ({time.UtcDateTime:yyyy-MM-dd HH:mm:ss.FFFFFFF} +0000 UTC)\n    Pulumi version used: {checkpoint.Version}\n");
        }
        else
        {
            text.Append("    No updates yet; run `pulumi up`\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"Current stack resources ({checkpoint.Snapshot.Resources.Length}):\n");
        text.Append(checkpoint.Snapshot.Resources.Length == 0 ? "    No resources currently in this stack\n" : Tree(call, checkpoint.Snapshot));
        text.Append(checkpoint.Outputs.Count == 0 ? "" : "\n" + OutputTable(call, checkpoint.Outputs));
        text.Append("\nUse `pulumi stack select` to change stack; `pulumi stack ls` lists known ones\n");
        Terminal.Output.Write(text.ToString());
        return 0;
    }

    public static int Output(Invocation call)
    {
        call.Arguments.ExpectAtMost(1);
        var outputs = call.Stack.Load(call.Open).Outputs;
        if (call.Arguments.Operands.Count == 1)
        {
            var name = call.Arguments.Operands[0];
            var value = outputs.Find(name) ?? throw new EngineException($"current stack does not have output property '{name}'");
            Terminal.Output.Write(call.Arguments.Has("json") ? Json(call, value, "  ") + "\n"
                : call.Arguments.Has("shell") ? $"{name}={Escape(Text(call, value))}\n" : Text(call, value) + "\n");
        }
        else if (call.Arguments.Has("json"))
        {
            Terminal.Output.Write(Json(call, PropertyValue.Of(outputs), "  ") + "\n");
        }
        else if (call.Arguments.Has("shell"))
        {
            Terminal.Output.Write(string.Concat(outputs.Select(output => $"{output.Key}={Escape(Text(call, output.Value))}\n")));
        }
        else
        {
            Terminal.Output.Write(outputs.Count == 0 ? "No output values currently in this stack\n" : OutputTable(call, outputs));
        }

        return 0;
    }

    private static string OutputTable(Invocation call, PropertyMap outputs) =>
        string.Create(CultureInfo.InvariantCulture, $"Current stack outputs ({outputs.Count}):\n")
        + TextTable.Of(["OUTPUT", "VALUE"], outputs.Select(output => (IReadOnlyList<string>)[output.Key, Text(call, output.Value)]), "    ");

    // Text as it is, everything else as JSON.
    private static string Text(Invocation call, PropertyValue value) =>
        value is StringValue text ? text.Value
        : value is SecretValue secret ? call.Arguments.Has("show-secrets") ? Text(call, secret.Value) : "[secret]"
        : Json(call, value, null);

    private static string Json(Invocation call, PropertyValue value, string? indent) =>
        StateText.Json(value, indent, showSecrets: call.Arguments.Has("show-secrets"));

    private static string Escape(string text)
    {
        var result = new StringBuilder();
        foreach (var c in text)
        {
            result.Append("\\'\"`$&|;<>()*?[#~=%!{ \t\n".Contains(c, StringComparison.Ordinal) ? "\\" : "").Append(c);
        }

        return result.ToString();
    }

    private static string Tree(Invocation call, Snapshot snapshot)
    {
        // Entries that wait to be deleted have the URN of their successor.
        var children = snapshot.Resources.ToLookup(resource => resource.Parent.Length > 0 || resource.Type == Urns.StackType ? resource.Parent : Root(snapshot), StringComparer.Ordinal);
        var lines = new List<(string Type, string Name, IReadOnlyList<string> Below)>();
        foreach (var root in children[""])
        {
            Walk(root, "", "", lines, children, call);
        }

        var width = Math.Max(4, lines.Max(line => line.Type.Length));
        var text = new StringBuilder($"    {"TYPE".PadRight(width)}  NAME\n");
        foreach (var (type, name, below) in lines)
        {
            text.Append($"    {type.PadRight(width)}  {name}\n");
            text.AppendJoin("", below.Select(line => $"    {line}\n"));
        }

        return text.ToString();
    }

    private static string Root(Snapshot snapshot) => snapshot.Resources.FirstOrDefault(resource => resource.Type == Urns.StackType)?.Urn ?? "";

    private static void Walk(
        ResourceState state, string branch, string indent, List<(string, string, IReadOnlyList<string>)> lines, ILookup<string, ResourceState> children, Invocation call)
    {
        var below = state.Delete ? [] : children[state.Urn].Where(child => child != state).OrderBy(child => child.Urn, StringComparer.Ordinal).ToList();
        var detail = indent + (below.Count > 0 ? "│  " : indent.Length > 0 || branch.Length > 0 ? "   " : "");
        var details = new List<string>();
        if (call.Arguments.Has("show-urns"))
        {
            details.Add($"{detail}URN: {state.Urn}");
        }

        if (call.Arguments.Has("show-ids") && state.Id.Length > 0)
        {
            details.Add($"{detail}ID: {state.Id}");
        }

        lines.Add((branch + state.Type, state.Name, details));
        for (var i = 0; i < below.Count; i++)
        {
            var last = i == below.Count - 1;
            Walk(below[i], $"{indent}{(last ? "└─ " : "├─ ")}", $"{indent}{(last ? "   " : "│  ")}", lines, children, call);
        }
    }
}
