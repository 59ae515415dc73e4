using Grpc.Core;
using HarnessCollab.Jira;
using HarnessCollab.Provider.Configuration;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>Tests a candidate according to the policy of the phase, reports the findings to the user, and decides whether to continue.</summary>
internal static class ConnectionGate
{
    /// <param name="isUnwell">Nothing differs; the resource is only updated because the test in a refresh failed.</param>
    /// <returns>The report; null when no test ran.</returns>
    /// <exception cref="PluginException">The policy does not allow the operation to continue.</exception>
    public static async Task<ConnectionReport?> PassAsync(JiraAccountCandidate candidate, TestPhase phase, Operation operation, bool isUnwell = false)
    {
        var outcome = await TestAsync(candidate, phase, candidate.Text?.Id, operation, isUnwell);
        return outcome.Refusal.IsEmpty ? outcome.Report : throw Refuse(outcome);
    }

    /// <summary>Like <see cref="PassAsync"/>, for a caller that itself handles a refusal by the policy.</summary>
    /// <param name="textId">The id of the referenced encrypted text; null when it is not known.</param>
    public static async Task<GateOutcome> TestAsync(
        JiraAccountCandidate candidate, TestPhase phase, string? textId, Operation operation, bool isUnwell = false, string? withheldBecause = null)
    {
        var (urn, session, cancellationToken) = (operation.Urn, operation.Session, operation.Cancellation);
        // While connectionTest is unknown as a whole, so is the policy in it.
        var own = candidate.ConnectionTestIsUnknown
            ? PropertyMap.Of((ConnectionTestPolicies.PropertyOf(phase).Name, PropertyValue.Unknown))
            : candidate.ConnectionTest;
        var policy = session.Settings.ConnectionTests.Of(ConnectionTestPolicies.PropertyOf(phase), own);
        if (policy is { IsKnown: true, Value: ConnectionTestDeclaration.Off })
        {
            return GateOutcome.Untested;
        }

        if (UnknownInput(candidate, policy, phase, textId) is { } unknown)
        {
            await session.Log.InfoAsync(urn, $"connection test skipped: {unknown} is not known yet");
            return GateOutcome.Untested;
        }

        var settings = withheldBecause is null
            ? await SettingsOfAsync(candidate, textId, session, cancellationToken)
            : SettingsOf(candidate, credential: null, session) with { WithheldBecause = withheldBecause };
        await session.Log.StatusAsync(
            urn, $"testing connection to {candidate.BaseUrl.Value}{(settings.Username is null ? "" : $" as {settings.Username}")}");
        var report = await session.Tester.TestAsync(settings, cancellationToken);
        var resource = ResourceName.Of(urn);

        var isRefused = IsRefused(report.Verdict, policy.Value, phase, DelegateGate.PolicyOf(candidate, session));
        var causes = isRefused ? CausesOf(report) : [];
        foreach (var text in causes.Where(_ => phase == TestPhase.Refresh).Select(cause => Text(cause, candidate, resource)))
        {
            session.Memory.Unwell(urn, text);
        }

        foreach (var finding in report.Findings.Except(causes))
        {
            var text = Text(finding, candidate, resource);
            if (!session.Memory.IsToldAsUnwell(urn, text))
            {
                await TellAsync(finding, text, operation);
            }
        }

        return new GateOutcome(
            report,
            [.. causes.Select(finding => Text(finding, candidate, resource))],
            isUnwell ? Unblocking : WayOut(ConnectionTestPolicies.PropertyOf(phase)));
    }

    /// <summary>A finding as a message: code, observation, place, remedy.</summary>
    public static string Text(Finding finding, JiraAccountCandidate candidate, string resource)
    {
        var property = PropertyPath(finding, candidate);
        return Text(finding, property is null ? resource : $"{resource}, {property}");
    }

    /// <summary>The same for a finding that is not about a property.</summary>
    public static string Text(Finding finding, string where) => $"{finding.Code}: {finding.Message} ({where}) {finding.Action}".TrimEnd();

    /// <summary>Reports a finding that does not stop the operation.</summary>
    public static Task TellAsync(Finding finding, string text, Operation operation) => finding.Severity == Severity.Info
        ? operation.Session.Log.InfoAsync(operation.Urn, text)
        : operation.Session.Log.WarnAsync(operation.Urn, text);

    /// <summary>A sentence that says how to continue without the test.</summary>
    public static string WayOut(Property<string> policy) =>
        $"To continue anyway, set connectionTest.{policy.Name} to 'warn' or 'off' on the resource, or "
        + $"{policy.EnvironmentVariable}=off in the environment.";

    private static string Unblocking =>
        "It is updated only because its connection test failed in a refresh. To unblock the stack until Jira works again, run a refresh with "
        + $"{ConnectionTestDeclaration.RefreshVariable}=warn in the environment.";

    /// <summary>The settings to test for a candidate. The caller has excluded unknown values.</summary>
    public static async Task<JiraConnectionSettings> SettingsOfAsync(
        JiraAccountCandidate candidate, string? textId, Session session, CancellationToken cancellationToken) =>
        SettingsOf(candidate, await CredentialOfAsync(candidate, textId, session, cancellationToken), session);

    /// <summary>The settings to test for a stored account.</summary>
    public static JiraConnectionSettings SettingsOf(JiraAccountRecord account, SecretText secret) => new()
    {
        BaseUrl = new Uri(account.Fields.BaseUrl),
        Username = account.Fields.Username,
        Credential = new JiraCredential(account.Fields.CredentialKind, secret.Reveal()),
        TokenExpiresAt = account.Fields.TokenExpiresAt,
    };

    /// <summary>The same with the test options from the provider's settings and a <c>connectionTest</c>.</summary>
    public static JiraConnectionSettings With(this JiraConnectionSettings settings, PropertyMap connectionTest, ProviderSettings provider) =>
        settings with
        {
            AllowInsecureHttp = provider.AllowInsecureHttp,
            Projects = ConnectionTestDeclaration.Projects.Read(connectionTest) is { IsKnown: true, Value: var projects } ? projects : [],
            Timeout = provider.ConnectionTests.Timeout(connectionTest),
        };

    private static JiraConnectionSettings SettingsOf(JiraAccountCandidate candidate, JiraCredential? credential, Session session) =>
        new JiraConnectionSettings
        {
            BaseUrl = new Uri(candidate.BaseUrl.Value),
            Username = candidate.Username.Or(null),
            // A credential cannot be tested without its user name, which we cannot read from a secret.
            Credential = candidate.UsernameSecret.IsAbsent ? credential : null,
            TokenExpiresAt = JiraCollaborationProviderProperties.TokenExpiresAt.Read(candidate.Inputs) is { IsKnown: true, Value: var date }
                ? date
                : null,
        }.With(candidate.ConnectionTest, session.Settings);

    // Previews and refreshes write nothing, so an inconclusive test does not stop them. It stops a write, unless a delegate decides in the end, which
    // may be able to reach Jira where this machine cannot.
    private static bool IsRefused(Verdict verdict, string policy, TestPhase phase, DelegateTest byDelegate) =>
        policy == ConnectionTestDeclaration.Enforce
        && (verdict == Verdict.Failed || (verdict == Verdict.Inconclusive && phase == TestPhase.Apply && byDelegate == DelegateTest.Off));

    // The findings that decided the verdict: the errors, or the warnings of an inconclusive test.
    private static Finding[] CausesOf(ConnectionReport report)
    {
        var worst = report.Findings.Select(finding => finding.Severity).DefaultIfEmpty(Severity.Info).Max();
        return [.. report.Findings.Where(finding => finding.Severity == worst)];
    }

    private static PluginException Refuse(GateOutcome outcome)
    {
        var code = CausesOf(outcome.Report!).FirstOrDefault()?.Code ?? ErrorCodes.Defect;
        var message = string.Join('\n', [.. outcome.Refusal, outcome.WayOut]);
        return new PluginException(code, message.StartsWith($"{code}: ", StringComparison.Ordinal) ? message[(code.Length + 2)..] : message)
        {
            Status = outcome.Report!.Verdict == Verdict.Failed ? StatusCode.FailedPrecondition : StatusCode.Unavailable,
        };
    }

    private static async Task<JiraCredential?> CredentialOfAsync(
        JiraAccountCandidate candidate, string? textId, Session session, CancellationToken cancellationToken)
    {
        if (candidate.Credential.IsKnown)
        {
            return new JiraCredential(candidate.InlineKind!.Value, candidate.Credential.Value);
        }

        if (ConnectionTestDeclaration.Credential.Read(candidate.ConnectionTest) is { IsKnown: true, Value: var forTesting })
        {
            return new JiraCredential(candidate.Kind, forTesting) { IsKindGuessed = true };
        }

        var stored = textId is null ? null : await session.Store.RevealAsync(textId, cancellationToken);
        return stored is null ? null : new JiraCredential(candidate.Kind, stored.Reveal()) { IsKindGuessed = true };
    }

    private static string? UnknownInput(JiraAccountCandidate candidate, Planned<string> policy, TestPhase phase, string? textId)
    {
        if (candidate.BaseUrl.IsUnknown)
        {
            return JiraCollaborationProviderProperties.BaseUrl.Name;
        }

        if (candidate.Username.IsUnknown)
        {
            return JiraCollaborationProviderProperties.Username.Name;
        }

        if (candidate.Credential.IsUnknown)
        {
            return candidate.CredentialProperty!.Name;
        }

        // The id of an encrypted text that this run creates later is as unknown as that of an unknown reference.
        if (candidate.EncryptedText.IsUnknown
            || (candidate.EncryptedText.IsKnown && textId is null && !ConnectionTestDeclaration.Credential.Read(candidate.ConnectionTest).IsKnown))
        {
            return JiraCollaborationProviderProperties.EncryptedText.Name;
        }

        if (candidate.ConnectionTestIsUnknown)
        {
            return JiraCollaborationProviderProperties.ConnectionTest.Name;
        }

        if (policy.IsUnknown)
        {
            return $"connectionTest.{ConnectionTestPolicies.PropertyOf(phase).Name}";
        }

        return candidate.ConnectionTest.FirstOrDefault(member => member.Value.ContainsUnknowns) is { Key: { } member }
            ? string.Create(CultureInfo.InvariantCulture, $"connectionTest.{member}")
            : null;
    }

    // The test only says "credential"; the user needs the name of the property that the credential came from.
    private static string? PropertyPath(Finding finding, JiraAccountCandidate candidate) => finding.Property == "credential"
        ? candidate.CredentialProperty?.Name ?? JiraCollaborationProviderProperties.EncryptedText.Name
        : finding.Property;
}
