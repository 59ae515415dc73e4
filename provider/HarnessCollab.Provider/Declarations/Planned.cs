namespace HarnessCollab.Provider.Declarations;

/// <summary>
/// A property in a request: absent, given but not known before the update, or known. Unknown is a separate state and never null, so no code can
/// confuse "not known yet" with "not given".
/// </summary>
internal readonly record struct Planned<T>
{
    private enum Kind
    {
        Absent,
        Unknown,
        Known,
    }

    private readonly Kind _kind;
    private readonly T? _value;

    private Planned(Kind kind, T? value)
    {
        _kind = kind;
        _value = value;
    }

    public static Planned<T> Absent { get; } = new(Kind.Absent, default);

    public static Planned<T> Unknown { get; } = new(Kind.Unknown, default);

    public bool IsAbsent => _kind == Kind.Absent;

    public bool IsUnknown => _kind == Kind.Unknown;

    public bool IsKnown => _kind == Kind.Known;

    /// <summary>The value; only when <see cref="IsKnown"/>.</summary>
    public T Value => IsKnown ? _value! : throw new InvalidOperationException("The value is not known; ask IsKnown first.");

    public static Planned<T> Known(T value) => new(Kind.Known, value);

    /// <summary>The value, or <paramref name="fallback"/> when it is absent or unknown.</summary>
    public T? Or(T? fallback) => IsKnown ? _value : fallback;

    /// <summary>Does not contain the value, which can be a secret.</summary>
    public override string ToString() => _kind.ToString();
}
