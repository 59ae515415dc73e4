using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources;

/// <summary>One kind of name that is unique in a store: how messages speak of it, and which resources of this run claim such names.</summary>
/// <param name="Label">"display name" or "name".</param>
/// <param name="Token">The type of the resources that have such names, for the import command.</param>
/// <param name="ClaimedCode">The code for two resources of one program that want the same name.</param>
/// <param name="TakenCode">The code for a name that the store has given already.</param>
/// <param name="Why">Why it is unique, as the end of a sentence.</param>
/// <param name="Claims">The claims of this run.</param>
/// <param name="FindHolder">Who has a name in the store, or null.</param>
internal sealed record NameKind(
    string Label, string Token, string ClaimedCode, string TakenCode, string Why, Func<Session, NameClaims> Claims,
    Func<Session, string, CancellationToken, Task<NameHolder?>> FindHolder);
