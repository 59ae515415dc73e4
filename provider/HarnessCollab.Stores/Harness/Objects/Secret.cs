using System.Security.Cryptography;
using System.Text.Json;

namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>A text secret without its value, which the platform never returns.</summary>
internal sealed record Secret : IPlatformObject
{
    /// <summary>The tag that names the connector that owns this secret.</summary>
    public const string OwnerTag = "harnesscollab_connector";

    /// <summary>The tag with the idempotency key, which identifies a write of ours when it runs again.</summary>
    public const string StampTag = "harnesscollab_write";

    /// <summary>The secret manager that exists in every scope.</summary>
    public const string BuiltInManager = "harnessSecretManager";

    private const int MarkLength = 8;

    public required HarnessId Id { get; init; }

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Objects.Tags.Empty;

    /// <summary>The secret manager that keeps the value; fixed at the creation of the secret.</summary>
    public string Manager { get; init; } = BuiltInManager;

    /// <summary>The place of the value, when the secret only refers to a value in its manager; null when the secret has its own value.</summary>
    public string? Reference { get; init; }

    /// <summary>
    /// The document as it was read. A write replaces the whole document, so members that we do not know are copied from here; undefined for a new
    /// secret.
    /// </summary>
    public JsonElement Document { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ModifiedAt { get; init; }

    /// <summary>The labels that users set: without our own tags, and without the description that we give to a connector's own secret.</summary>
    public EncryptedTextLabels Labels => new(IsManaged || Description.Length == 0 ? null : Description, Tags.Remove(OwnerTag).Remove(StampTag));

    public string? IdempotencyKey => Tags.GetValueOrDefault(StampTag);

    /// <summary>The platform's modification mark, together with the secret that it belongs to.</summary>
    public string Mark => MarkOf(Id, ModifiedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>The mark of a secret that does not exist.</summary>
    public static string MissingMark(HarnessId id) => MarkOf(id, "missing");

    /// <summary>The mark of a secret that the key may not see; it never changes.</summary>
    public static string HiddenMark(HarnessId id) => MarkOf(id, "hidden");

    /// <summary>
    /// The id of a secret that a connector owns: in the same scope, with an identifier derived from the connector's. Each new credential gets another
    /// secret, so that this secret exists before the connector refers to it, and the previous one exists until the connector no longer does.
    /// </summary>
    /// <param name="mark">Distinguishes it from the first secret; null for the first one.</param>
    public static HarnessId OwnedBy(HarnessId connector, string? mark = null) =>
        connector with { Identifier = HarnessIdentifier.Beside(connector.Identifier, mark is null ? "_managed" : $"_managed_{mark}") };

    /// <summary>A mark that distinguishes a new credential's secret from all earlier ones.</summary>
    public static string NewMark() => RandomNumberGenerator.GetHexString(MarkLength, lowercase: true);

    /// <summary>Whether the connector's own secrets have such an id; it decides by the identifier only.</summary>
    public static bool IsPlaceOf(HarnessId secret, HarnessId connector) => secret == OwnedBy(connector) || OwnedMark(secret, connector) is not null;

    /// <summary>
    /// The name of an owned secret, within the platform's rules for secret names, which allow neither parentheses nor slashes. An external manager
    /// keeps the value under this name, so two secrets of a connector must not share it.
    /// </summary>
    public static string NameFor(string displayName, HarnessId secret, HarnessId connector)
    {
        const int Longest = 128;
        var suffix = OwnedMark(secret, connector) is { } mark ? $" - managed {mark}" : " - managed";
        return displayName[..Math.Min(displayName.Length, Longest - suffix.Length)].Replace('/', '-') + suffix;
    }

    /// <summary>Whether this connector owns the secret.</summary>
    public bool IsOwnedBy(HarnessId connector) => Id.Scope == connector.Scope && Tags.GetValueOrDefault(OwnerTag) == connector.Identifier;

    /// <summary>Whether any connector owns the secret.</summary>
    public bool IsManaged => Tags.ContainsKey(OwnerTag);

    private static string? OwnedMark(HarnessId secret, HarnessId connector) =>
        secret.Identifier.Length > MarkLength && secret.Identifier[^MarkLength..] is var mark && secret == OwnedBy(connector, mark) ? mark : null;

    private static string MarkOf(HarnessId id, string when) => $"{id}@{when}";
}
