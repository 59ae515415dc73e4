using System.Text;

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

    /// <summary>For messages: <c>anna on build-7 (job https://…), for urn:…</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(User);
        if (Host.Length > 0)
        {
            text.Append(" on ").Append(Host);
        }

        if (!string.IsNullOrEmpty(Job))
        {
            text.Append(" (job ").Append(Job).Append(')');
        }

        return string.IsNullOrEmpty(Urn) ? text.ToString() : text.Append(", for ").Append(Urn).ToString();
    }
}
