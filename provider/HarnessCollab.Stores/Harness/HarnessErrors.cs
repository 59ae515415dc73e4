using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness;

/// <summary>The errors that this store raises itself; each message is defined once.</summary>
internal static class HarnessErrors
{
    private const int Shown = 20;

    public static NameTakenException Taken(Connector holder, string store) => new(
        StoreErrorCodes.JiraAccountNameTaken,
        $"the identifier '{holder.Id.Identifier}' is taken in {holder.Id.Scope} of the {store} by the connector '{ServerText.Clean(holder.Name)}', "
        + $"last changed {Moment(holder.ModifiedAt)}; the platform does not record who owns it. "
        + $"If it is this resource's own (for example because a run was interrupted after creating it), import it with the id {holder.Id}. "
        + "Otherwise give another identifier or display name.",
        new(holder.Id.ToString(), holder.Name, "", Author.Unknown, holder.ModifiedAt));

    public static NameTakenException Taken(Secret holder, string store) => new(
        StoreErrorCodes.EncryptedTextNameTaken,
        $"the identifier '{holder.Id.Identifier}' is taken in {holder.Id.Scope} of the {store} by the secret '{ServerText.Clean(holder.Name)}', last "
        + $"changed {Moment(holder.ModifiedAt)}. "
        + (holder.IsManaged ? "It belongs to a connector: choose" : $"Import it with the id {holder.Id}, delete it if nothing uses it, or choose")
        + " another name or identifier.",
        new(holder.Id.ToString(), holder.Name, "", Author.Unknown, holder.ModifiedAt) { IsManaged = holder.IsManaged });

    public static StoreException NotOurKind(HarnessId id, string what, string store) => new(
        StoreErrorCodes.NotOurKind, $"{id} in the {store} {what}. Choose another identifier, or manage that object by other means.");

    public static StoreException BadIdentifier(string what, string given) => new(
        StoreErrorCodes.BadIdentifier, $"'{what}' is '{given}'; {HarnessIdentifier.Rule}. Correct it, or leave it out if it can be derived.");

    public static StoreException ProjectWithoutOrg(string project) => new(
        StoreErrorCodes.BadIdentifier,
        $"'projectId' is '{project}', but 'orgId' is missing: a project belongs to an organisation. Give both.");

    public static StoreException OtherScopeForm(string store) => new(
        StoreErrorCodes.Unsupported,
        $"the {store} scopes secrets by account, organisation and project, not by applications and environments. "
        + "Give usageScope with account, org and project, or leave it out.");

    public static StoreException OtherAccount(string account, string store) => new(
        StoreErrorCodes.Unsupported,
        $"the usage scope names account '{account}', which is not that of the {store}. Leave the account out, or configure a provider for it.");

    public static StoreException ScopeIsIdentity(HarnessId id) => new(
        StoreErrorCodes.Unsupported,
        $"the scope of secret {id} cannot change: it is part of the secret's identity. "
            + "Create another secret in the other scope, and remove this one.");

    public static StoreException NotInline(HarnessId id, string store) => new(
        StoreErrorCodes.Unsupported,
        $"the secret {id} in the {store} cannot change between its own value and a reference to another system. "
            + "Change the value where it is kept, or create another secret.");

    public static StoreException OutOfScope(HarnessId text, HarnessScope scope) => new(
        StoreErrorCodes.BadReference,
        $"the secret {text} cannot be used by a connector in {scope}: it must be in that scope or in an outer one. "
            + "Put the connector into the scope of the secret or into one inside it, or create the secret in an outer scope.")
    {
        Kind = StoreErrorKind.BadSettings,
    };

    public static StoreException NotAnId(string text) => new(
        StoreErrorCodes.EncryptedTextMissing,
        $"'{text}' is not the id of a secret. Write identifier, org/identifier or org/project/identifier.");

    public static StoreException InUse(Connector connector, ImmutableArray<Usage> users, string store) => new(
        StoreErrorCodes.ProviderInUse,
        $"the connector '{ServerText.Clean(connector.Name)}' ({connector.Id}) in the {store} is in use{By(users)}. Nothing was deleted. "
        + "Give them another connector first.");

    public static EncryptedTextInUseException InUse(Secret secret, ImmutableArray<Usage> users, string store) => new(
        StoreErrorCodes.EncryptedTextInUse,
        $"the secret '{ServerText.Clean(secret.Name)}' ({secret.Id}) in the {store} is in use{By(users)}. "
        + "Give them another credential first, and run again."
        + (users.Any(user => user.Connector is null)
            ? " Change users that are not Jira connectors, or that this key may not see, where they are managed: "
                + "in the console, or by another program."
            : ""),
        [.. users.Take(Shown).Select(user => new EncryptedTextUser(user.Name, user.Connector?.ToString()))]);

    /// <summary>About a secret that could not be removed after a failure; a sentence to append to the failure's own text.</summary>
    public static string LeftBehind(HarnessId secret, string why) =>
        $" The secret {secret}, which was created for it, could not be removed ({why}); the next run adopts or removes it.";

    /// <summary>The warning about secrets that are no longer needed.</summary>
    public static string StaysBehind(Connector connector, IEnumerable<string> secrets) =>
        $"{StoreErrorCodes.SecretStays}: the connector '{ServerText.Clean(connector.Name)}' ({connector.Id}) is as wanted, but these secrets "
        + $"of its earlier credentials could not be removed: {string.Join("; ", secrets)}. Its next write tries again.";

    /// <summary>A delegate's test did not pass; the save before the test was undone.</summary>
    public static StoreException TestFailed(Connector connector, DelegateTestResult result, string store) => new(
        StoreErrorCodes.DelegateTestFailed,
        $"{Verdict(connector, result, store)} Nothing was changed: the save before the test was undone. Correct the settings or the "
        + "credential, make sure that a delegate is connected, or set connectionTest.delegate to 'warn'.");

    /// <summary>The same when the save could not be undone.</summary>
    public static StoreException TestFailedAndSaved(Connector connector, DelegateTestResult result, string why, string store) => new(
        StoreErrorCodes.DelegateTestStands,
        $"{Verdict(connector, result, store)} The save before the test could not be undone, so the new settings are stored: {why.TrimEnd('.')}. "
        + "Run again, or correct the connector by hand.");

    private static string Verdict(Connector connector, DelegateTestResult result, string store) =>
        $"the connector '{ServerText.Clean(connector.Name)}' ({connector.Id}) in the {store} "
        + (result.Verdict == DelegateVerdict.Failed ? "does not pass the delegate's test: " : "could not be tested by a delegate: ")
        + $"{string.Join("; ", result.Errors.DefaultIfEmpty("no reason is given")).TrimEnd('.')}.";

    private static string By(ImmutableArray<Usage> users) => users.IsEmpty
        ? "; the platform does not say by what"
        : $" by {string.Join(", ", users.Take(Shown).Select(user => $"'{ServerText.Clean(user.Name)}'"))}{(users.Length > Shown ? " and more" : "")}";

    private static string Moment(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");
}
