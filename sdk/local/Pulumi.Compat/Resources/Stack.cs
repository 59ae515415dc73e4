using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>
/// The root of all resources. A program may derive from it: its constructor makes the resources, its output properties are the stack's outputs.
/// </summary>
public class Stack : ComponentResource
{
    internal const string TypeToken = "pulumi:pulumi:Stack";

    /// <summary>Registers the stack the program runs for.</summary>
    /// <param name="options">For the signature's sake: all that the package has here are transformations.</param>
    public Stack(StackOptions? options = null)
        : base(TypeToken, $"{DeploymentContext.Required.Settings.Project}-{DeploymentContext.Required.Settings.Stack}")
    {
        _ = options;
        DeploymentContext.Required.Stack = this;
    }

    internal void RunProgram(Func<Task<IDictionary<string, object?>>> program) => RegisterOutputs(Output.Create(ReadOutputsAsync(program)));

    /// <summary>Registers the output properties of a derived class.</summary>
    internal void RegisterProperties()
    {
        var outputs = OutputMembers.Read(this);
        if (outputs.Where(output => output.Value is null).Select(output => output.Key).ToList() is { Count: > 0 } unset)
        {
            throw new RunException($"{GetType().Name} leaves outputs without a value: {string.Join(", ", unset)}. Set them in the constructor.");
        }

        if (outputs.Where(output => output.Value is not IOutput).Select(output => output.Key).ToList() is { Count: > 0 } wrong)
        {
            throw RunException.OutputsHaveIncorrectType(wrong);
        }

        RegisterOutputs(outputs);
    }

    private static async Task<IDictionary<string, object?>> ReadOutputsAsync(Func<Task<IDictionary<string, object?>>> program) =>
        (await program()).ToImmutableDictionary();
}
