using HarnessCollab.Jira;
using static HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>Converts a stored Jira account to inputs, and runs the connection test of a refresh.</summary>
internal static class JiraAccountReader
{
    /// <summary>The inputs for a program that does not have the account yet. A credential is not read back.</summary>
    public static PropertyMap InputsOf(JiraAccountRecord record, Session session) => InputsOf(
        record, PropertyMap.From(PlaceRule.InputsOf(record, session)), credential: null, record.SecretId, record.Fields.UsernameSecretId, session);

    /// <summary>The inputs for the program that has the account.</summary>
    public static async Task<PropertyMap> RefreshedInputsAsync(ReadRequest request, JiraAccountRecord record, Operation operation)
    {
        var old = JiraAccountCandidate.From(request.OldInputs);
        return InputsOf(
            record,
            request.OldInputs,
            CredentialStillOurs(old, record, request, operation.Session) ? old : null,
            record.OwnsSecret ? record.SecretId : await SpellingAsync(old.EncryptedText, old, record.SecretId, operation),
            record.Fields.UsernameSecretId is { } user ? await SpellingAsync(old.UsernameSecret, old, user, operation) : null,
            operation.Session);
    }

    /// <summary>Tests what a refresh has read, according to the policy for refreshes.</summary>
    /// <exception cref="UnwellException">The connection does not work, and the policy is to enforce the test.</exception>
    public static async Task<ReadResult> TestAsync(
        ReadRequest request, JiraAccountRecord record, PropertyMap inputs, string storeId, string revision, Operation operation)
    {
        var old = JiraAccountCandidate.From(request.OldInputs);
        var withheldBecause = await WithheldBecauseAsync(old, record, operation);
        var (report, refusal, wayOut) = withheldBecause is null
            ? await TestAsync(old, record, inputs, operation)
            : await ConnectionGate.TestAsync(
                JiraAccountCandidate.From(inputs),
                TestPhase.Refresh,
                record.OwnsSecret ? null : record.SecretId,
                operation,
                withheldBecause: withheldBecause);
        if (withheldBecause is not null)
        {
            inputs = WithoutCredentials(inputs);
        }

        if (record.DelegateTest is { Verdict: DelegateVerdict.Failed } recorded && !(recorded.TestedAt < record.UpdatedAt)
            && DelegateGate.PolicyOf(JiraAccountCandidate.From(inputs), operation.Session) is not DelegateTest.Off and var byDelegate)
        {
            // This is the platform's record about the stored connector; a refresh does not start a test by a delegate.
            report = DelegateGate.Report(recorded, report);
            if (byDelegate == DelegateTest.Enforce)
            {
                var text = DelegateGate.Text(recorded, operation);
                operation.Session.Memory.Unwell(operation.Urn, text);
                (refusal, wayOut) = (refusal.Add(text), ConnectionGate.WayOut(ConnectionTestDeclaration.Delegate));
            }
            else
            {
                await DelegateGate.TellAsync(recorded, operation);
            }
        }

        var connection = report is null or { Verdict: Verdict.Inconclusive }
            ? request.OldOutputs.Find(Connection.Name) ?? OutputEncoder.EncodeConnection(report)
            : OutputEncoder.EncodeConnection(report);
        var outputs = OutputEncoder.Encode(inputs, storeId, record, revision, connection);
        return refusal.IsEmpty
            ? new ReadResult(record.Id, inputs, outputs)
            : throw new UnwellException(record.Id, outputs, inputs, refusal.SetItem(refusal.Length - 1, $"{refusal[^1]} {wayOut}"));
    }

    // Tests the row with the credential in the store, or else the one in the state; never with the provider's default credential.
    private static async Task<GateOutcome> TestAsync(JiraAccountCandidate old, JiraAccountRecord record, PropertyMap inputs, Operation operation)
    {
        var session = operation.Session;
        var current = JiraAccountCandidate.From(inputs);
        // The inputs contain the credential of the state only if it is still the stored one.
        if (current.CredentialProperty is null && record.OwnsSecret)
        {
            var kind = record.Fields.CredentialKind;
            var stored = await session.Store.RevealAsync(record, operation.Cancellation);
            var property = IsKind(old, kind, session) && old.CredentialProperty is { } known ? known : PropertyOf(kind);
            var value = stored?.Reveal() ?? old.Credential.Or(null);
            current = value is null ? current : JiraAccountCandidate.From(inputs.With(property.Name, property.Write(value)));
        }

        return await ConnectionGate.TestAsync(current, TestPhase.Refresh, record.OwnsSecret ? null : record.SecretId, operation);
    }

    // The state will contain the new address. Until the program itself sends the credential there, the state contains no credential, so that no later
    // refresh sends it either; the next preview adds it again.
    private static PropertyMap WithoutCredentials(PropertyMap inputs) => PropertyMap.From(
        from input in inputs
        where !Credentials.Any(credential => credential.Property.Name == input.Key)
        select input.Key == ConnectionTest.Name && input.Value.AsObject() is { } test && test.ContainsKey(ConnectionTestDeclaration.Credential.Name)
            ? KeyValuePair.Create(input.Key, WithoutCredential(test, isSecret: input.Value is SecretValue))
            : input);

    private static PropertyValue WithoutCredential(PropertyMap test, bool isSecret)
    {
        var rest = PropertyValue.Of(PropertyMap.From(test.Where(member => member.Key != ConnectionTestDeclaration.Credential.Name)));
        return isSecret ? PropertyValue.SecretOf(rest) : rest;
    }

    // A refresh sends the credential only where its owner has sent it: to the address, and as the user, that the state knows.
    private static async Task<string?> WithheldBecauseAsync(JiraAccountCandidate old, JiraAccountRecord record, Operation operation)
    {
        var changed = new List<string>();
        if (old.BaseUrl.Or(null) != record.Fields.BaseUrl)
        {
            changed.Add(BaseUrl.Name);
        }

        if (old.Username.Or(null) != record.Fields.Username)
        {
            changed.Add(Username.Name);
        }

        if (!IsKind(old, record.Fields.CredentialKind, operation.Session))
        {
            changed.Add("the kind of the credential");
        }

        if (changed.Count > 0)
        {
            return $"{string.Join(" and ", changed)} in the store {(changed.Count == 1 ? "differs" : "differ")} from the state.";
        }

        return await operation.Session.Store.FindBreachAsync(record, operation.Cancellation) is { } breach
            ? $"the row was changed outside the plugin ({breach.Description})."
            : null;
    }

    private static bool CredentialStillOurs(JiraAccountCandidate old, JiraAccountRecord record, ReadRequest request, Session session) =>
        record.OwnsSecret && old.Credential.IsKnown && IsKind(old, record.Fields.CredentialKind, session)
        && session.MayHold(record.CredentialMark, old.Credential.Value, Revision.Read(request.OldOutputs).Or(null));

    private static bool IsKind(JiraAccountCandidate known, CredentialKind found, Session session) =>
        known.MayBe(found)
        || (!session.Store.Capabilities.TellsTokenFromPassword && known.Kind == CredentialKind.ApiToken && found == CredentialKind.Password);

    /// <param name="credential">The candidate whose credential is still the stored one; null omits it, and the next preview adds it again.</param>
    /// <param name="textSpelling">The reference to a separately managed encrypted text, in the program's spelling.</param>
    /// <param name="userSpelling">The same for the encrypted text with the user name; null without one.</param>
    private static PropertyMap InputsOf(
        JiraAccountRecord record, PropertyMap oldInputs, JiraAccountCandidate? credential, string textSpelling, string? userSpelling, Session session)
    {
        var own = Credentials.ToDictionary(
            each => (Property)each.Property,
            each => each.Property == credential?.CredentialProperty ? each.Property.Write(credential.Credential.Value) : null);
        own.Add(EncryptedText, record.OwnsSecret ? null : PropertyValue.Of(textSpelling));
        own.Add(UsernameSecret, userSpelling is null ? null : PropertyValue.Of(userSpelling));
        return Record.ToInputs(Inputs, record.Fields, oldInputs, session.Store.Capabilities, own);
    }

    // A program may refer to the encrypted text by name; while it is the text in use, its name and its id are no difference.
    private static async Task<string> SpellingAsync(Planned<string> old, JiraAccountCandidate account, string id, Operation operation) =>
        old is not { IsKnown: true, Value: var spelling } || spelling == id ? id
        : operation.Session.Store.SuggestId(spelling, PlaceRule.Of(account, operation.Session)) == id
        || (await operation.Session.Store.FindReferencedTextAsync(id, null, operation.Cancellation) is { } text
            && (text.Name == spelling || text.IsHidden))
            ? spelling
            : id;
}
