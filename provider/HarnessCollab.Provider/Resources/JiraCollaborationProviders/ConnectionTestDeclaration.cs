namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>The properties of the connection test: on a resource, and as defaults in the provider's configuration.</summary>
internal static class ConnectionTestDeclaration
{
    public const string Off = "off";
    public const string Warn = "warn";
    public const string Enforce = "enforce";

    public const string PreviewVariable = "HARNESSCOLLAB_CONNECTION_TEST_PREVIEW";
    public const string ApplyVariable = "HARNESSCOLLAB_CONNECTION_TEST_APPLY";
    public const string RefreshVariable = "HARNESSCOLLAB_CONNECTION_TEST_REFRESH";
    public const string DelegateVariable = "HARNESSCOLLAB_CONNECTION_TEST_DELEGATE";

    /// <summary>In seconds.</summary>
    public const double DefaultTimeout = 20;

    public static readonly ChoiceType Policy = new(
        "ConnectionTestPolicy",
        "The effect of the connection test.",
        [
            new(Off, "Off", "No test."),
            new(Warn, "Warn", "A failed test is a warning; the operation continues."),
            new(Enforce, "Enforce", "A failed test fails the operation, and nothing is written. On refresh the resource is reported as unhealthy."),
        ]);

    private static readonly PropertySet Common = new();

    public static readonly Property<string> Preview = Common.Choice(
        "preview",
        "Test in previews. Default: `enforce`. A test without a result (no network, Jira too busy) is only a warning here.",
        Policy,
        environment: PreviewVariable);

    public static readonly Property<string> Apply = Common.Choice(
        "apply", "Test before anything is written. Default: `enforce`.", Policy, environment: ApplyVariable);

    public static readonly Property<string> Refresh = Common.Choice(
        "refresh",
        "Test when the state is refreshed, with the stored credential. Default: `warn`.",
        Policy,
        environment: RefreshVariable);

    public static readonly Property<string> Delegate = Common.Choice(
        "delegate",
        "Harness store: have a delegate test what was saved, as the console's button Test does. `enforce` undoes a save that did not pass. "
            + "An unreachable Jira then does not fail the operation by itself: the delegate's result counts. Default: `off`.",
        Policy,
        environment: DelegateVariable,
        stores: store => store.SupportsDelegateSelectors);

    /// <summary>The settings that are policies.</summary>
    public static readonly ImmutableArray<Property<string>> Policies = [Preview, Apply, Refresh, Delegate];

    public static readonly Property<double> TimeoutSeconds = Common.Number(
        "timeoutSeconds", "How long a whole test may take, in seconds, from 1 to 300. Default: 20.", 1, 300, "seconds");

    private static readonly PropertySet OfResource = new();

    public static readonly Property<ImmutableArray<string>> Projects;

    public static readonly Property<string> Credential;

    public static readonly ObjectType ResourceType;

    public static readonly ObjectType DefaultsType = new(
        "ConnectionTestDefaults", "Defaults of the connection test for all resources of a provider.", Common);

    static ConnectionTestDeclaration()
    {
        foreach (var property in Policies)
        {
            OfResource.Add(property);
        }

        Projects = OfResource.TextList(
            "projects",
            "Keys of the projects, upper case, in which the account must be able to create and edit issues. "
            + "Without keys, at least one such project must exist.",
            CheckProjectKey);
        OfResource.Add(TimeoutSeconds);
        Credential = OfResource.Text(
            "credential",
            "For `encryptedText` only: the credential to test with, if the store does not return the value. Never written to the store.",
            SecretRule.CheckPassword,
            secret: true);
        ResourceType = new ObjectType("ConnectionTest", "When and how the connection to Jira is tested.", OfResource);
    }

    private static string? CheckProjectKey(string text, CheckPath path)
    {
        var key = text.Trim();
        var isKey = key.Length is > 0 and <= 255
            && !key.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '/' or '\\' or '?' or '#' or '&' or '"');
        return isKey ? key : path.Refuse<string>(
            ErrorCodes.BadProjectKey, "is not a project key; give the key as Jira shows it before the number of an issue, like OPS in OPS-1.");
    }
}
