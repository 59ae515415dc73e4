using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Configuration;

/// <summary>The one declaration of the provider's settings: config keys, arguments of an explicit provider, environment variables.</summary>
internal static class ProviderConfiguration
{
    public const string OnRefresh = "onRefresh";
    public const string Always = "always";

    public static readonly PropertySet Properties = new();

    public static readonly Property<string> Store = Properties.Text(
        "store",
        "Where Jira accounts are kept: `sqlite:PATH`, `postgres://…` or `harness`. Default: SQLite in `.harnesscollab/store.db` of the project. "
        + "Secret, because it may contain a password; given by the environment variable, it stays out of state.",
        secret: true, environment: "HARNESSCOLLAB_STORE");

    public static readonly Property<string> StoreKey = Properties.Text(
        "storeKey",
        "The key that encrypts credentials in SQL stores: 32 random bytes, base64 or hexadecimal (`openssl rand -base64 32`). "
        + "Without it, SQLite makes a key file of its own. Best given in the environment.",
        secret: true, environment: "HARNESSCOLLAB_STORE_KEY");

    public static readonly Property<string> JiraApiToken = Properties.Text(
        "jiraApiToken", "The API token for all Jira accounts that have no credential of their own.", SecretRule.CheckToken, secret: true);

    public static readonly Property<string> JiraPassword = Properties.Text(
        "jiraPassword",
        "The password (Jira Server and Data Center) for all Jira accounts that have no credential of their own.",
        SecretRule.CheckPassword,
        secret: true);

    public static readonly Property<string> JiraPersonalAccessToken = Properties.Text(
        "jiraPersonalAccessToken",
        "The personal access token (Jira Data Center) for all Jira accounts that have no credential of their own.",
        SecretRule.CheckToken,
        secret: true);

    public static readonly Property<PropertyMap> ConnectionTest = Properties.Nested(
        "connectionTest",
        "Defaults of the connection test for all resources. The environment variables take precedence over this and over resources.",
        ConnectionTestDeclaration.DefaultsType);

    public static readonly Property<string> DriftDetection = Properties.Choice(
        "driftDetection",
        "When changes that were made outside Pulumi are detected. The environment variable takes precedence. Default: `onRefresh`.",
        new ChoiceType(
            "DriftDetection",
            "When changes that were made outside Pulumi are detected.",
            [
                new(OnRefresh, "OnRefresh", "Only by refreshes."),
                new(Always, "Always", "By every preview and `up`, which then read each resource first. Needs an engine that can do that."),
            ]),
        environment: "HARNESSCOLLAB_DRIFT_DETECTION");

    public static readonly Property<string> CaCertificates = Properties.Text(
        "caCertificates",
        "Certificates of a private authority that issued Jira's certificate: PEM text, or the path of a PEM file or "
        + "of a folder of such files.");

    public static readonly Property<bool> AllowInsecureHttp = Properties.Flag(
        "allowInsecureHttp", "Permit `http` base URLs to hosts other than this machine. The credential then travels unencrypted. Default: false.");

    public static readonly Property<string> Endpoint = Properties.Text(
        "endpoint", "Harness store: address of the platform's gateway. Default: https://app.harness.io/gateway.", environment: "HARNESS_ENDPOINT");

    public static readonly Property<string> AccountId = Properties.Text(
        "accountId", "Harness store: the account.", environment: "HARNESS_ACCOUNT_ID");

    public static readonly Property<string> OrgId = Properties.Text(
        "orgId", "Harness store: the organisation, for objects in an organisation or project.", environment: "HARNESS_ORG_ID");

    public static readonly Property<string> ProjectId = Properties.Text(
        "projectId", "Harness store: the project, for objects in a project.", environment: "HARNESS_PROJECT_ID");

    public static readonly Property<string> SecretManager = Properties.Text(
        "secretManager",
        "Harness store: the secret manager of secrets that name none, relative to their scope: "
            + "an identifier, with `account.` or `org.` in front if it is in an outer scope. Default: the built-in one of their scope.");

    public static readonly Property<string> ApiKey = Properties.Text(
        "apiKey",
        "Harness store: API key with the right to edit connectors and secrets. Best given in the environment.",
        secret: true,
        environment: "HARNESS_PLATFORM_API_KEY");

    public static readonly IReadOnlyList<Property<string>> DefaultCredentials = [JiraApiToken, JiraPassword, JiraPersonalAccessToken];

    /// <summary>Checks settings in any form: as values, as text, or as JSON text. Leaves out names that belong to the engine.</summary>
    public static PropertyMap Check(PropertyMap given, CheckProblems problems)
    {
        var settings = InputCheck.Run(Properties, Native(given), problems);
        var credentials = DefaultCredentials.Where(property => settings.ContainsKey(property.Name)).ToArray();
        if (credentials.Length > 1)
        {
            problems.Add(
                ErrorCodes.SeveralDefaultCredentials,
                $"{problems.Subject} has {string.Join(" and ", credentials.Select(property => property.Name))}; "
                + $"at most one default credential is allowed. Remove one: pulumi config rm {PackageInfo.ConfigKey(credentials[^1].Name)}.");
        }

        return settings;
    }

    /// <summary>The differences between settings by their meaning: SDKs can write the same JSON as different texts.</summary>
    public static IReadOnlyList<Difference> Compare(PropertyMap olds, PropertyMap news) =>
    [
        .. DefaultDiff.Compare(Properties, Native(olds), Native(news))
            // A text has no members that a path could name.
            .Select(difference => IsText(difference.Property, olds) || IsText(difference.Property, news) ? Whole(difference) : difference)
            .DistinctBy(difference => difference.Path),
    ];

    private static bool IsText(Property property, PropertyMap settings) => settings.Find(property.Name)?.Unwrap() is StringValue;

    private static Difference Whole(Difference difference) =>
        difference.Path == difference.Property.Name ? difference : difference with { Path = difference.Property.Name, Kind = DifferenceKind.Update };

    private static PropertyMap Native(PropertyMap given) =>
        PropertyMap.From(given
            .Where(setting => setting.Key != "version")
            .Select(setting => KeyValuePair.Create(setting.Key, FromText(setting.Key, setting.Value))));

    private static PropertyValue FromText(string name, PropertyValue value)
    {
        if (Properties.Find(name) is not { } property || value.Unwrap() is not StringValue { Value: var text })
        {
            return value;
        }

        var native = property.Type.FromText(text);
        return value.ContainsSecrets ? PropertyValue.SecretOf(native) : native;
    }
}
