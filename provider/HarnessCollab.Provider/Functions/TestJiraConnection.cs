using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;
using Properties = HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Functions;

/// <summary>The connection test by itself: candidate settings in, full report out.</summary>
internal sealed class TestJiraConnection : Function
{
    private static readonly PropertySet DeclaredArguments = new();

    static TestJiraConnection()
    {
        foreach (var property in new Property[]
                 {
                     Properties.BaseUrl, Properties.Username, Properties.Password, Properties.ApiToken, Properties.PersonalAccessToken,
                     ConnectionTestDeclaration.Projects, ConnectionTestDeclaration.TimeoutSeconds,
                 })
        {
            DeclaredArguments.AddDeclared(property);
        }
    }

    public override string Name => "testJiraConnection";

    public override PropertySet Arguments => DeclaredArguments;

    public override PropertySet Results => ConnectionReports.Members;

    public override async Task<PropertyMap> InvokeAsync(
        PropertyMap arguments, CheckProblems problems, Session session, CancellationToken cancellationToken)
    {
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

    // The arguments as inputs of a resource, so that they mean the same.
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
