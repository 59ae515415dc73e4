using System.Globalization;
using HarnessCollab.Protocol.Wire;

namespace Pulumi;

/// <summary>How long the operations of a resource may take; unset means the provider's default.</summary>
public sealed class CustomTimeouts
{
    /// <summary>The limit for creating.</summary>
    public TimeSpan? Create { get; set; }

    /// <summary>The limit for updating.</summary>
    public TimeSpan? Update { get; set; }

    /// <summary>The limit for deleting.</summary>
    public TimeSpan? Delete { get; set; }

    internal RegisterResourceRequest.Types.CustomTimeouts ToWire() => new() { Create = Text(Create), Update = Text(Update), Delete = Text(Delete) };

    // The engine reads Go durations; nanoseconds lose nothing.
    private static string Text(TimeSpan? limit) =>
        limit is { } value ? string.Create(CultureInfo.InvariantCulture, $"{(Int128)value.Ticks * TimeSpan.NanosecondsPerTick}ns") : "";
}
