namespace HarnessCollab.Provider.Declarations;

/// <summary>
/// A property in a request: absent, given but not known before the update, or known. Unknown is a separate state and never null, so no code can
/// confuse "not known yet" with "not given".
/// </summary>
internal readonly record struct Planned<T>
{
    private readonly T? _value;

    private Planned(T value) => (_value, IsKnown) = (value, true);

    public static Planned<T> Absent => default;

    public static Planned<T> Unknown => new() { IsUnknown = true };

    public bool IsAbsent => !IsUnknown && !IsKnown;

    public bool IsUnknown { get; private init; }

    public bool IsKnown { get; }

    /// <summary>The value; only when <see cref="IsKnown"/>.</summary>
    public T Value => IsKnown ? _value! : throw new InvalidOperationException("The value is not known; ask IsKnown first.");

    public static Planned<T> Known(T value) => new(value);

    /// <summary>The value, or <paramref name="fallback"/> when it is absent or unknown.</summary>
    public T? Or(T? fallback) => IsKnown ? _value : fallback;

    /// <summary>Does not contain the value, which can be a secret.</summary>
    public override string ToString() => IsKnown ? nameof(Known) : IsUnknown ? nameof(Unknown) : nameof(Absent);
}
