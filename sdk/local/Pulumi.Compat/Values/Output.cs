using System.Globalization;

namespace Pulumi;

/// <summary>Makes outputs, and combines several into one.</summary>
public static class Output
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
    public static Output<T> CreateSecret<T>(Output<T> value) => value.WithSecret(true);

    /// <summary>The same output without its secret mark. Its value is then shown in clear.</summary>
    public static Output<T> Unsecret<T>(Output<T> output) => output.WithSecret(false);

    /// <summary>True when the output is secret; waits for it.</summary>
    public static async Task<bool> IsSecretAsync<T>(Output<T> output) => (await output.Data).IsSecret;

    /// <summary>One output of all the values.</summary>
    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All((IEnumerable<Input<T>>)inputs);

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => All(inputs.Select(input => input.ToOutput()));

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => All((IEnumerable<Output<T>>)outputs);

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) =>
        Combine(values => values.Select(value => (T)value!).ToImmutableArray(), [.. outputs]);

    /// <summary>One output of the values, in order.</summary>
    public static Output<(T1, T2)> Tuple<T1, T2>(Output<T1> item1, Output<T2> item2) =>
        Combine(values => ((T1)values[0]!, (T2)values[1]!), item1, item2);

    /// <inheritdoc cref="Tuple{T1, T2}(Output{T1}, Output{T2})"/>
    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Output<T1> item1, Output<T2> item2, Output<T3> item3) =>
        Combine(values => ((T1)values[0]!, (T2)values[1]!, (T3)values[2]!), item1, item2, item3);

    /// <inheritdoc cref="Tuple{T1, T2}(Output{T1}, Output{T2})"/>
    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4) =>
        Combine(values => ((T1)values[0]!, (T2)values[1]!, (T3)values[2]!, (T4)values[3]!), item1, item2, item3, item4);

    /// <summary>Text with the values of inputs and outputs filled in.</summary>
    public static Output<string> Format(FormattableString formattableString) => Combine(
        values => string.Format(CultureInfo.InvariantCulture, formattableString.Format, values),
        [.. formattableString.GetArguments().Select(AsOutput)]);

    /// <summary>Waits for all, then projects their values, unless one is unknown. One secret makes the result secret.</summary>
    private static Output<TResult> Combine<TResult>(Func<object?[], TResult> project, params IOutput[] outputs)
    {
        return new(CombineAsync());

        async Task<OutputData<TResult>> CombineAsync()
        {
            var parts = await Task.WhenAll(outputs.Select(output => output.ReadAsync()));
            var isSecret = parts.Any(part => part.IsSecret);
            ImmutableHashSet<Resource> resources = [.. parts.SelectMany(part => part.Resources)];
            return parts.All(part => part.IsKnown)
                ? new(project([.. parts.Select(part => part.Value)]), IsKnown: true, isSecret, resources)
                : OutputData.Unknown<TResult>(isSecret, resources);
        }
    }

    private static IOutput AsOutput(object? argument) => argument switch
    {
        IOutput output => output,
        IInput input => input.ToWireOutput(),
        _ => Create(argument),
    };

    private static async Task<OutputData<T>> FromTaskAsync<T>(Task<T> value, bool isSecret) => OutputData.Known(await value, isSecret);
}
