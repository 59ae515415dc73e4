namespace HarnessCollab.Stores;

/// <summary>Who writes, as declared by the writer. Nothing is verified; it tells people whom to ask.</summary>
public sealed record Author
{
    /// <summary>No known author: the store does not record who writes.</summary>
    public static Author Unknown { get; } = new() { User = "someone", Host = "" };

    /// <summary>The resource that writes; null for a person at a command line. Two writes with the same URN come from the same owner.</summary>
    public string? Urn { get; init; }

    /// <summary>The operating system's user name.</summary>
    public required string User { get; init; }

    /// <summary>The machine's name; empty when unknown.</summary>
    public required string Host { get; init; }

    /// <summary>The CI job, as a name or address; null when there is none.</summary>
    public string? Job { get; init; }

    /// <summary>For messages: <c>anna on build-7 (job https://…)</c>.</summary>
    public string Person =>
        $"{User}{(Host.Length > 0 ? $" on {Host}" : "")}{(string.IsNullOrEmpty(Job) ? "" : $" (job {Job})")}";

    /// <summary>The same with the resource: <c>anna on build-7, for urn:…</c>; without a resource, <c>anna on build-7, by hand</c>.</summary>
    public override string ToString() =>
        !string.IsNullOrEmpty(Urn) ? $"{Person}, for {Urn}"
        : this == Unknown ? Person
        : $"{Person}, by hand";
}
