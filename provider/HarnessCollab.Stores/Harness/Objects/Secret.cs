using System.Collections.Immutable;
using System.Globalization;

namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>A text secret without its value, which the platform never gives back.</summary>
internal sealed record Secret
{
    /// <summary>The tag that names the connector whose own secret this is.</summary>
    public const string OwnerTag = "harnesscollab_connector";

    /// <summary>The tag that recognises a write as one of our own, when it is run again.</summary>
    public const string StampTag = "harnesscollab_write";

    public required HarnessId Id { get; init; }

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Objects.Tags.Empty;

    /// <summary>The manager that keeps the value; fixed when the secret is made.</summary>
    public string Manager { get; init; } = "harnessSecretManager";

    /// <summary>False when the value lies in another system and the secret holds only its path.</summary>
    public bool IsInline { get; init; } = true;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ModifiedAt { get; init; }

    public string? Stamp => Tags.GetValueOrDefault(StampTag);

    /// <summary>The platform's mark of the last modification, with the secret that it is about.</summary>
    public string Mark => MarkOf(Id, ModifiedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>The mark of a secret that is not there.</summary>
    public static string MissingMark(HarnessId id) => MarkOf(id, "missing");

    /// <summary>The secret that a connector owns: beside it, under an identifier that follows from its own.</summary>
    public static HarnessId OwnedBy(HarnessId connector) => connector with { Identifier = HarnessIdentifier.Beside(connector.Identifier, "_managed") };

    /// <summary>The name of the owned secret, within the platform's rules, which know no parentheses.</summary>
    public static string NameFor(string displayName)
    {
        const string Suffix = " - managed";
        const int Longest = 128;
        return displayName[..Math.Min(displayName.Length, Longest - Suffix.Length)] + Suffix;
    }

    /// <summary>Whether it is the own secret of this connector.</summary>
    public bool IsOwnedBy(HarnessId connector) => Id.Scope == connector.Scope && Tags.GetValueOrDefault(OwnerTag) == connector.Identifier;

    /// <summary>Whether it is the own secret of any connector.</summary>
    public bool IsManaged => Tags.ContainsKey(OwnerTag);

    private static string MarkOf(HarnessId id, string when) => $"{id}@{when}";
}
