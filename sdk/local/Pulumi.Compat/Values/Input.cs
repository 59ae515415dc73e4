namespace Pulumi;

/// <summary>An argument: a plain value, or an output of another resource.</summary>
public class Input<T> : IInput
{
    private readonly Output<T>? _output;

    private protected Input(Output<T>? output) => _output = output;

    /// <summary>A plain value as an argument.</summary>
    public static implicit operator Input<T>(T value) => new(Output.Create(value));

    /// <summary>An output as an argument.</summary>
    /// <exception cref="ArgumentNullException">There is no output; leave the argument unset instead.</exception>
    public static implicit operator Input<T>(Output<T> value) => new(value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>The argument as an output.</summary>
    public static implicit operator Output<T>(Input<T> input) => input.Value;

    internal virtual Output<T> Value => _output!;

    IOutput IInput.ToOutput() => Value;

    IOutput IInput.ToWireOutput() => WireOutput;

    private protected virtual IOutput WireOutput => Value;
}
