using System.Collections.Immutable;

namespace Pulumi.Compat.Tests.Samples;

/// <summary>A resource with one property of each kind, as a package declares it.</summary>
internal sealed class Account(string name, AccountArgs args, CustomResourceOptions? options = null)
    : CustomResource("pkg:index:Account", name, args, options)
{
    [Output("title")]
    public Output<string> Title { get; private set; } = null!;

    [Output("token")]
    public Output<string?> Token { get; private set; } = null!;

    [Output("count")]
    public Output<int> Count { get; private set; } = null!;

    [Output("ratio")]
    public Output<double?> Ratio { get; private set; } = null!;

    [Output("on")]
    public Output<bool?> On { get; private set; } = null!;

    [Output("names")]
    public Output<ImmutableArray<string>> Names { get; private set; } = null!;

    [Output("labels")]
    public Output<ImmutableDictionary<string, string>?> Labels { get; private set; } = null!;

    [Output("limit")]
    public Output<Limit?> Limit { get; private set; } = null!;

    [Output("anything")]
    public Output<object?> Anything { get; private set; } = null!;
}

internal sealed class AccountArgs : ResourceArgs
{
    [Input("names")]
    private InputList<string>? _names;

    [Input("labels")]
    private InputMap<string>? _labels;

    [Input("title", required: true)]
    public Input<string> Title { get; set; } = null!;

    [Input("token")]
    public Input<string>? Token { get; set; }

    [Input("count")]
    public Input<int>? Count { get; set; }

    [Input("ratio")]
    public Input<double>? Ratio { get; set; }

    [Input("on")]
    public Input<bool>? On { get; set; }

    [Input("limit")]
    public Input<LimitArgs>? Limit { get; set; }

    public InputList<string> Names
    {
        get => _names ??= new();
        set => _names = value;
    }

    public InputMap<string> Labels
    {
        get => _labels ??= new();
        set => _labels = value;
    }
}

internal sealed class LimitArgs : ResourceArgs
{
    [Input("policy")]
    public Input<Policy>? Policy { get; set; }

    [Input("code")]
    public Input<string>? Code { get; set; }
}

[OutputType]
internal sealed class Limit
{
    public readonly Policy? Policy;
    public readonly string? Code;

    [OutputConstructor]
    private Limit(Policy? policy, [OutputConstructorParameter("code")] string? secretCode)
    {
        Policy = policy;
        Code = secretCode;
    }
}

[EnumType]
internal readonly struct Policy : IEquatable<Policy>
{
    private readonly string _value;

    private Policy(string value) => _value = value;

    public static Policy Strict { get; } = new("strict");

    public static explicit operator string(Policy value) => value._value;

    public bool Equals(Policy other) => _value == other._value;

    public override bool Equals(object? obj) => obj is Policy other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);
}
