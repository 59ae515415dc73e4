namespace Pulumi;

/// <summary>
/// A value that a resource will have. It is known later, may be secret, and knows the resources it came from. In a preview it may stay unknown.
/// </summary>
public sealed class Output<T> : IOutput
{
    internal Output(Task<OutputData<T>> data)
    {
        Data = data;

        // Registered so that the program waits for callbacks whose result nobody reads, and reports their exceptions.
        DeploymentContext.Current?.Work.Add(data);
    }

    internal Task<OutputData<T>> Data { get; }

    /// <summary>Runs a callback on the value, once it is known.</summary>
    public Output<ValueTuple> Apply(Func<T, Task> func) => new(ApplyAsync(async value =>
    {
        await func(value);
        return OutputData.Known(default(ValueTuple));
    }));

    /// <summary>
    /// An output computed from the value. The callback does not run while the value is unknown; the result is secret when the value is.
    /// </summary>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func) => new(ApplyAsync(value => Task.FromResult(OutputData.Known(func(value)))));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) =>
        new(ApplyAsync(async value => OutputData.Known(await func(value))));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) => new(ApplyAsync(value => func(value).ToOutput().Data));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func) =>
        new(ApplyAsync(value => func(value)?.Data ?? Task.FromResult(OutputData.Known(default(TResult)!))));

    /// <summary>Logs a warning and returns advice, because this method cannot give the value of an output.</summary>
    public override string ToString()
    {
        const string Advice =
            "An Output<T> is not its value. Use output.Apply(value => ...) or Output.Format($\"...{output}...\") to build text from it.";
        if (DeploymentContext.Current is not null)
        {
            Log.Warn(Advice);
        }

        return Advice;
    }

    async Task<OutputData<object?>> IOutput.ReadAsync()
    {
        var data = await Data;
        return new(data.Value, data.IsKnown, data.IsSecret, data.Resources);
    }

    /// <summary>The value, or <paramref name="whenUnknown"/>.</summary>
    internal async Task<T> GetAsync(T whenUnknown) => await Data is { IsKnown: true, Value: var value } ? value : whenUnknown;

    internal Output<T> WithSecret(bool isSecret)
    {
        return new(MarkAsync());

        async Task<OutputData<T>> MarkAsync() => await Data with { IsSecret = isSecret };
    }

    private async Task<OutputData<TResult>> ApplyAsync<TResult>(Func<T, Task<OutputData<TResult>>> func)
    {
        var data = await Data;
        if (!data.IsKnown)
        {
            return OutputData.Unknown<TResult>(data.IsSecret, data.Resources);
        }

        var result = await func(data.Value);
        return result with { IsSecret = data.IsSecret || result.IsSecret, Resources = data.Resources.Union(result.Resources) };
    }
}
