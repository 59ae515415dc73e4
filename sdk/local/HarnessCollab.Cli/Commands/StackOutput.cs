using System.Globalization;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Cli.Commands;

/// <summary><c>stack output</c>.</summary>
internal static class StackOutput
{
    public static void Show(Invocation call)
    {
        var outputs = call.Load().Outputs;
        var name = call.Arguments.Operand(0);
        var json = call.Arguments.Has(Options.Json);
        if (json || name is not null)
        {
            var value = name is null ? PropertyValue.Of(outputs)
                : outputs.Find(name) ?? throw new EngineException($"current stack does not have output property '{name}'");
            Terminal.Output.Write((json ? Json(call, value, indented: true) : Text(call, value)) + "\n");
        }
        else
        {
            Terminal.Output.Write(outputs.Count == 0 ? "No output values currently in this stack\n"
                : string.Create(CultureInfo.InvariantCulture, $"Current stack outputs ({outputs.Count}):\n")
                    + TextTable.Of(
                        ["OUTPUT", "VALUE"], outputs.Select(output => (IReadOnlyList<string>)[output.Key, Text(call, output.Value)]), "    "));
        }
    }

    // Text as it is, everything else as JSON.
    private static string Text(Invocation call, PropertyValue value) =>
        value is StringValue text ? text.Value
        : value is SecretValue secret ? call.Arguments.Has(Options.ShowSecrets) ? Text(call, secret.Value) : "[secret]"
        : Json(call, value, indented: false);

    private static string Json(Invocation call, PropertyValue value, bool indented) =>
        SecretForms.Json(value, indented, showSecrets: call.Arguments.Has(Options.ShowSecrets));
}
