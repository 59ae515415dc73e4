namespace HarnessCollab.Stores;

/// <summary>An object as somebody wants it, or knew it: the fields and where the credential comes from.</summary>
/// <param name="Fields">The plain fields.</param>
/// <param name="Credential">Where the credential comes from; of an encrypted text, its value.</param>
/// <param name="Revision">
/// As a basis: the <see cref="StoreRecord{TFields}.Revision"/> that was known, or null. Stores that never give values back need it to notice that a
/// secret was written by someone else.
/// </param>
public sealed record Draft<TFields>(TFields Fields, CredentialSource Credential, string? Revision = null);

/// <summary>
/// What an update left behind. <paramref name="AlreadyEqual"/>: the row was as wanted before, as after a lost reply; nothing but perhaps the owner
/// was written.
/// </summary>
public sealed record UpdateResult<TRecord>(TRecord Record, bool AlreadyEqual);

/// <summary>What tells an object that is still to be made from others: its name in some stores, its identifier in its scope in others.</summary>
/// <param name="Name">The name wanted.</param>
/// <param name="Identifier">The identifier wanted; null where the store has none, or derives it from the name.</param>
/// <param name="Scope">Where it is to lie; null means the store's <see cref="StoreCapabilities.DefaultUsageScope"/>.</param>
public sealed record ObjectIdentity(string Name, string? Identifier = null, UsageScope? Scope = null);
