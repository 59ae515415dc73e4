using HarnessCollab.Jira;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;
using Properties = HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Functions;

/// <summary>Runs only the connection test: takes candidate settings and returns the full report.</summary>
internal sealed class TestJiraConnection : Function
{
    private static readonly PropertySet DeclaredArguments = new();

    private static readonly Property<string> DisplayName = DeclaredArguments.Text(
        "displayName", "The display name of a Jira account in the store, tested as it is stored. Give this or `baseUrl`, with user and credential.");

    private static readonly Property<bool> Delegate = DeclaredArguments.Flag(
        "delegate",
        "Harness store, with `displayName`: let a delegate test instead of this machine, as the console's button Test does. Default: false.");

    private static readonly Property BaseUrl = Properties.BaseUrl.AsOptional();

    static TestJiraConnection()
    {
        foreach (var property in new[]
                 {
                     BaseUrl, Properties.Username, Properties.Password, Properties.ApiToken, Properties.PersonalAccessToken,
                     ConnectionTestDeclaration.Projects, ConnectionTestDeclaration.TimeoutSeconds,
                 })
        {
            DeclaredArguments.AddDeclared(property);
        }
    }

    public override string Name => "testJiraConnection";

    public override PropertySet Arguments => DeclaredArguments;

    public override PropertySet Results => ConnectionReports.Members;

    public override async Task<PropertyMap> InvokeAsync(PropertyMap arguments, CheckProblems problems, Operation operation)
    {
        var (session, cancellationToken) = (operation.Session, operation.Cancellation);
        if (!DisplayName.Read(arguments).IsAbsent || Delegate.Read(arguments).Or(false))
        {
            return await OfAccountAsync(arguments, problems, operation);
        }

        if (!arguments.ContainsKey(BaseUrl.Name))
        {
            problems.Add(ErrorCodes.Missing, $"{Name} needs exactly one of {BaseUrl.Name} and {DisplayName.Name}.", BaseUrl.Name);
        }

        var candidate = CandidateOf(arguments, session, problems);
        InputRules.CheckScheme(candidate, session.Settings, problems);
        if (problems.Any)
        {
            return PropertyMap.Empty;
        }

        var settings = await ConnectionGate.SettingsOfAsync(candidate, textId: null, session, cancellationToken);
        var report = await session.Tester.TestAsync(settings, cancellationToken);
        return ConnectionReports.Encode(report, candidate.InlineKind);
    }

    private static async Task<PropertyMap> OfAccountAsync(PropertyMap arguments, CheckProblems problems, Operation operation)
    {
        var (session, cancellationToken) = (operation.Session, operation.Cancellation);
        string[] needed = [DisplayName.Name, Delegate.Name, ConnectionTestDeclaration.Projects.Name, ConnectionTestDeclaration.TimeoutSeconds.Name];
        foreach (var stranger in arguments.Keys.Except(needed))
        {
            problems.Add(
                ErrorCodes.Missing,
                $"testJiraConnection needs either {DisplayName.Name} or the settings to test; "
                    + $"'{stranger}' cannot be given together with {DisplayName.Name}.",
                stranger);
        }

        if (DisplayName.Read(arguments).Or(null) is not { } name)
        {
            problems.Add(ErrorCodes.Missing, $"'{Delegate.Name}' tests a Jira account of the store: give its {DisplayName.Name}.", DisplayName.Name);
        }
        else if (!problems.Any)
        {
            var account = await GetJiraCollaborationProvider.FindAsync(name, operation);
            var report = Delegate.Read(arguments).Or(false)
                ? await DelegateGate.TestAsync(account, session.Store, cancellationToken)
                : await session.Tester.TestAsync(await SettingsOfAsync(account, arguments, session, cancellationToken), cancellationToken);
            return ConnectionReports.Encode(report, account.Fields.CredentialKind);
        }

        return PropertyMap.Empty;
    }

    private static async Task<JiraConnectionSettings> SettingsOfAsync(
        JiraAccountRecord account, PropertyMap arguments, Session session, CancellationToken cancellationToken)
    {
        var secret = await session.Store.RevealAsync(account, cancellationToken) ?? throw new StoreException(
            StoreErrorCodes.Unsupported,
            $"the {session.Store.Description} does not return secrets. Let a delegate test ({Delegate.Name}: "
            + $"true), or give {BaseUrl.Name}, user and credential instead of {DisplayName.Name}.");
        return ConnectionGate.SettingsOf(account, secret).With(arguments, session.Settings);
    }

    // Reads the arguments like inputs of a resource, so they have the same meaning.
    private static JiraAccountCandidate CandidateOf(PropertyMap arguments, Session session, CheckProblems problems)
    {
        var given = Properties.Credentials.Where(credential => arguments.ContainsKey(credential.Property.Name))
            .Select(credential => credential.Property)
            .ToArray();
        if (given.Length > 1)
        {
            problems.Add(
                ErrorCodes.SeveralCredentials,
                $"{problems.Subject} has {string.Join(" and ", given.Select(property => $"'{property.Name}'"))}; "
                + "at most one of apiToken, password and personalAccessToken is allowed.");
        }

        if (given.Length == 0 && session.Settings.DefaultCredential is { } shared)
        {
            var property = Properties.PropertyOf(shared.Kind);
            arguments = arguments.With(property.Name, property.Write(shared.Reveal()));
        }

        var test = PropertyMap.From(arguments.Where(argument => IsOfTest(argument.Key)));
        return JiraAccountCandidate.From(PropertyMap.From(
        [
            .. arguments.Where(argument => !IsOfTest(argument.Key)),
            new(Properties.ConnectionTest.Name, PropertyValue.Of(test)),
        ]));
    }

    private static bool IsOfTest(string argument) =>
        argument == ConnectionTestDeclaration.Projects.Name || argument == ConnectionTestDeclaration.TimeoutSeconds.Name;
}
