namespace HarnessCollab.Stores;

/// <summary>
/// What tells a provider that is still to be made from others: its display name in some stores, its identifier in its scope in others.
/// </summary>
/// <param name="DisplayName">The display name wanted.</param>
/// <param name="Identifier">The identifier wanted; null where the store has none, or derives it from the display name.</param>
/// <param name="OrgId">The organisation; null means the whole account, or a store without scopes.</param>
/// <param name="ProjectId">The project of that organisation; null means the organisation or account.</param>
public sealed record JiraAccountIdentity(string DisplayName, string? Identifier = null, string? OrgId = null, string? ProjectId = null);
