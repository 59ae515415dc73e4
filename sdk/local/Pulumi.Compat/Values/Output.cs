using System.Collections.Immutable;
using System.Globalization;

namespace Pulumi;

/// <summary>Makes outputs, and brings several together.</summary>
public static partial class Output
{
    /// <summary>An output of a value that is known already.</summary>
    public static Output<T> Create<T>(T value) => new(Task.FromResult(OutputData.Known(value)));

    /// <summary>An output of a value that a task computes.</summary>
    public static Output<T> Create<T>(Task<T> value) => new(FromTaskAsync(value, isSecret: false));

    /// <summary>A secret output: the engine encrypts the value in state and masks it in what it shows.</summary>
    public static Output<T> CreateSecret<T>(T value) => new(Task.FromResult(OutputData.Known(value, isSecret: true)));

    /// <inheritdoc cref="CreateSecret{T}(T)"/>
    public static Output<T> CreateSecret<T>(Task<T> value) => new(FromTaskAsync(value, isSecret: true));

    /// <summary>The same output, marked as secret.</summary>
    public static Output<T> CreateSecret<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.WithSecret(true);
    }

    /// <summary>The same output without its secret mark. Whoever calls this answers for what is shown.</summary>
    public static Output<T> Unsecret<T>(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return output.WithSecret(false);
    }

    /// <summary>True when the output is secret; waits for it.</summary>
    public static async Task<bool> IsSecretAsync<T>(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return (await output.Data).IsSecret;
    }

    /// <summary>One output of all the values.</summary>
    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All((IEnumerable<Input<T>>)inputs);

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => All(inputs.Select(input => input.ToOutput()));

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => All((IEnumerable<Output<T>>)outputs);

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) =>
        Combine(values => values.Select(value => (T)value!).ToImmutableArray(), [.. outputs]);

    /// <summary>Text with the values of inputs and outputs filled in.</summary>
    public static Output<string> Format(FormattableString formattableString)
    {
        ArgumentNullException.ThrowIfNull(formattableString);
        var arguments = formattableString.GetArguments();
        return Combine(
            values => string.Format(CultureInfo.InvariantCulture, formattableString.Format, [.. values]),
            [.. arguments.Select(AsOutput)]);
    }

    /// <summary>Waits for all, then projects their values, unless one is unknown. One secret makes the result secret.</summary>
    internal static Output<TResult> Combine<TResult>(Func<object?[], TResult> project, params IOutput[] outputs)
    {
        return new(CombineAsync());

        async Task<OutputData<TResult>> CombineAsync()
        {
            var values = new object?[outputs.Length];
            var (isKnown, isSecret) = (true, false);
            ImmutableHashSet<Resource> resources = [];
            for (var i = 0; i < outputs.Length; i++)
            {
                var data = await outputs[i].ReadAsync();
                values[i] = data.Value;
                isKnown &= data.IsKnown;
                isSecret |= data.IsSecret;
                resources = resources.Union(data.Resources);
            }

            return isKnown ? new(project(values), isKnown: true, isSecret, resources) : OutputData.Unknown<TResult>(isSecret, resources);
        }
    }

    private static IOutput AsOutput(object? argument) => argument switch
    {
        IOutput output => output,
        IInput input => input.ToWireOutput(),
        _ => Create(argument),
    };

    private static async Task<OutputData<T>> FromTaskAsync<T>(Task<T> value, bool isSecret)
    {
        ArgumentNullException.ThrowIfNull(value);
        return OutputData.Known(await value, isSecret);
    }
}
