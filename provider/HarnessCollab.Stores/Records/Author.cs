namespace HarnessCollab.Stores;

/// <summary>Who writes, as they claim. Nothing here is verified; it is for people who want to know whom to ask.</summary>
public sealed record Author
{
    /// <summary>Nobody known: the store does not record who writes.</summary>
    public static Author Unknown { get; } = new() { User = "someone", Host = "" };

    /// <summary>The resource that writes, or null for a person at a command line. Two writes with the same one come from the same owner.</summary>
    public string? Urn { get; init; }

    /// <summary>The operating system's user name.</summary>
    public required string User { get; init; }

    /// <summary>The machine; empty when unknown.</summary>
    public required string Host { get; init; }

    /// <summary>The CI job, as a name or address, when there is one.</summary>
    public string? Job { get; init; }

    /// <summary>For messages: <c>anna on build-7 (job https://…)</c>.</summary>
    public string Person =>
        $"{User}{(Host.Length > 0 ? $" on {Host}" : "")}{(string.IsNullOrEmpty(Job) ? "" : $" (job {Job})")}";

    /// <summary>The same with what it was done for: <c>anna on build-7, for urn:…</c>; or <c>by hand</c>, and no stack's.</summary>
    public override string ToString() =>
        !string.IsNullOrEmpty(Urn) ? $"{Person}, for {Urn}"
        : this == Unknown ? Person
        : $"{Person}, by hand";
}
