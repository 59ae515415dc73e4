namespace Pulumi;

/// <summary>
/// The root of all resources. A program may derive from it: its constructor makes the resources, its output properties are the stack's outputs.
/// </summary>
public class Stack : ComponentResource
{
    /// <summary>Registers the stack the program runs for.</summary>
    public Stack()
        : base("pulumi:pulumi:Stack", $"{DeploymentContext.Required.Settings.Project}-{DeploymentContext.Required.Settings.Stack}") =>
        DeploymentContext.Required.Stack = this;

    internal void RunProgram(Func<Task<IDictionary<string, object?>>> program) => RegisterOutputs(ReadOutputsAsync(program));

    /// <summary>Registers the output properties of a derived class.</summary>
    internal void RegisterProperties()
    {
        var outputs = OutputMember.Read(this);
        if (outputs.Where(output => output.Value is not IOutput).Select(output => output.Key).ToList() is { Count: > 0 } wrong)
        {
            throw new RunException($"{GetType().Name} has outputs without an Output<T>: {string.Join(", ", wrong)}. Set them in the constructor.");
        }

        RegisterOutputs(outputs);
    }

    private static async Task<IDictionary<string, object?>> ReadOutputsAsync(Func<Task<IDictionary<string, object?>>> program) =>
        (await program()).ToImmutableDictionary();
}
