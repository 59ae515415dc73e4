namespace HarnessCollab.Provider.Resources;

/// <summary>One kind of name that is unique in a store: its words in messages, and the claims of this run's resources.</summary>
/// <param name="Label">"display name" or "name".</param>
/// <param name="Token">The type of the resources with such names, for the import command.</param>
/// <param name="ClaimedCode">The code for two resources of one program that want the same name.</param>
/// <param name="TakenCode">The code for a name that an object in the store already has.</param>
/// <param name="Why">Why it is unique, as the end of a sentence.</param>
/// <param name="Claims">The claims of this run.</param>
/// <param name="FindHolder">Finds the object in the store that has a name; null when there is none.</param>
internal sealed record NameKind(
    string Label, string Token, string ClaimedCode, string TakenCode, string Why, Func<Session, NameClaims> Claims,
    Func<Session, string, CancellationToken, Task<NameHolder?>> FindHolder);
