using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>A text secret without its value, which the platform never gives back.</summary>
internal sealed record Secret
{
    /// <summary>The tag that names the connector whose own secret this is.</summary>
    public const string OwnerTag = "harnesscollab_connector";

    /// <summary>The tag that recognises a write as one of our own, when it is run again.</summary>
    public const string StampTag = "harnesscollab_write";

    /// <summary>The manager that every scope has by itself.</summary>
    public const string BuiltInManager = "harnessSecretManager";

    private const int MarkLength = 8;

    public required HarnessId Id { get; init; }

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Objects.Tags.Empty;

    /// <summary>The manager that keeps the value; fixed when the secret is made.</summary>
    public string Manager { get; init; } = BuiltInManager;

    /// <summary>Where the value lies, when the manager is only told its place; null when the secret has a value of its own.</summary>
    public string? Reference { get; init; }

    /// <summary>
    /// The document as it was read. A write replaces it whole, so what we do not know in it is carried along; undefined for a new secret.
    /// </summary>
    public JsonElement Document { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ModifiedAt { get; init; }

    /// <summary>What people note on it: without the tags that are ours, and without the description that we give a connector's own secret.</summary>
    public EncryptedTextLabels Labels => new(IsManaged || Description.Length == 0 ? null : Description, Tags.Remove(OwnerTag).Remove(StampTag));

    public string? IdempotencyKey => Tags.GetValueOrDefault(StampTag);

    /// <summary>The platform's mark of the last modification, with the secret that it is about.</summary>
    public string Mark => MarkOf(Id, ModifiedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>The mark of a secret that is not there.</summary>
    public static string MissingMark(HarnessId id) => MarkOf(id, "missing");

    /// <summary>The mark of a secret that the key may not see: always the same.</summary>
    public static string HiddenMark(HarnessId id) => MarkOf(id, "hidden");

    /// <summary>
    /// Where the secret that a connector owns is: beside it, under an identifier that follows from its own. Each later credential has another one,
    /// so that it is there before the connector refers to it, and the one of before until it does no more.
    /// </summary>
    /// <param name="mark">What tells it from the first; null for that one.</param>
    public static HarnessId OwnedBy(HarnessId connector, string? mark = null) =>
        connector with { Identifier = HarnessIdentifier.Beside(connector.Identifier, mark is null ? "_managed" : $"_managed_{mark}") };

    /// <summary>What tells a new credential's secret from all earlier ones.</summary>
    public static string NewMark() => RandomNumberGenerator.GetHexString(MarkLength, lowercase: true);

    /// <summary>Whether this is where a connector has a secret of its own, as far as the identifier tells.</summary>
    public static bool IsPlaceOf(HarnessId secret, HarnessId connector) => secret == OwnedBy(connector) || OwnedMark(secret, connector) is not null;

    /// <summary>
    /// The name of the owned secret, within the platform's rules for names of secrets, which know neither parentheses nor slashes. A manager outside
    /// keeps the value under this name, so no two secrets of a connector may share it.
    /// </summary>
    public static string NameFor(string displayName, HarnessId secret, HarnessId connector)
    {
        const int Longest = 128;
        var suffix = OwnedMark(secret, connector) is { } mark ? $" - managed {mark}" : " - managed";
        return displayName[..Math.Min(displayName.Length, Longest - suffix.Length)].Replace('/', '-') + suffix;
    }

    /// <summary>Whether it is the own secret of this connector.</summary>
    public bool IsOwnedBy(HarnessId connector) => Id.Scope == connector.Scope && Tags.GetValueOrDefault(OwnerTag) == connector.Identifier;

    /// <summary>Whether it is the own secret of any connector.</summary>
    public bool IsManaged => Tags.ContainsKey(OwnerTag);

    private static string? OwnedMark(HarnessId secret, HarnessId connector) =>
        secret.Identifier.Length > MarkLength && secret.Identifier[^MarkLength..] is var mark && secret == OwnedBy(connector, mark) ? mark : null;

    private static string MarkOf(HarnessId id, string when) => $"{id}@{when}";
}
