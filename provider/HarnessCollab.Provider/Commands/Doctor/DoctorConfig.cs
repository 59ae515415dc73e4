using HarnessCollab.CommandLine;
using HarnessCollab.Jira;
using HarnessCollab.Provider.Commands.Config;
using HarnessCollab.Provider.Configuration;
using Inputs = HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Commands.Doctor;

/// <summary>
/// What the test takes from configuration: the provider's settings, and settings of the project that have the names of the resource's inputs.
/// </summary>
internal sealed record DoctorConfig
{
    public required ProviderSettings Settings { get; init; }

    /// <summary>The source of the configuration; null without a stack.</summary>
    public ConfigSource? Source { get; init; }

    public string? BaseUrl { get; init; }

    public string? Username { get; init; }

    /// <summary>The project's own credential, or else the provider's default one; null when neither is set or none is needed.</summary>
    public JiraCredential? Credential { get; init; }

    /// <summary>Reads only what the options do not give, so nothing is decrypted without need.</summary>
    /// <param name="ofStore">Whether an account of the store is tested.</param>
    public static DoctorConfig Read(Arguments arguments, CommandContext context, bool ofStore)
    {
        var source = arguments.Find(DoctorOptions.Stack) is { } stack
            ? StackFile.Open(stack, context.Environment)
            : (ConfigSource?)ProgramConfig.Find(context.Environment.Variable(ProgramConfig.Variable), context.Environment.Variable("PULUMI_PROJECT"));
        var wantsCredential = !ofStore && !arguments.Has(DoctorOptions.SecretStdin);
        var own = source is null || ofStore ? null : source;
        var ownCredential = own is null || !wantsCredential ? null : OwnCredential(own);
        Property[] wanted =
        [
            ProviderConfiguration.ConnectionTest,
            ProviderConfiguration.AllowInsecureHttp,
            .. arguments.Has(DoctorOptions.Certificates) ? [] : new[] { ProviderConfiguration.CaCertificates },
            .. ofStore ? [ProviderConfiguration.Store, ProviderConfiguration.StoreKey] : Array.Empty<Property>(),
            .. wantsCredential && ownCredential is null ? ProviderConfiguration.DefaultCredentials : [],
        ];
        var given = source is null ? PropertyMap.Empty : source.Settings(wanted);
        if (arguments.Find(DoctorOptions.Certificates) is { } file)
        {
            // Read like the provider's own setting, so both behave the same. A relative path starts at the user's folder.
            given = given.With(
                ProviderConfiguration.CaCertificates.Name,
                PropertyValue.Of(Path.GetFullPath(HomePath.Expand(file, context.Environment), context.Environment.WorkingDirectory)));
        }

        var settings = new SettingsReader(context.Environment).Read(given, attached: false);
        return new DoctorConfig
        {
            Settings = settings,
            Source = own,
            BaseUrl = own is null ? null : own.OfProject(Inputs.BaseUrl.Name),
            Username = own is null ? null : own.OfProject(Inputs.Username.Name),
            Credential = ownCredential ?? settings.DefaultCredential,
        };
    }

    private static JiraCredential? OwnCredential(ConfigSource source)
    {
        foreach (var (property, _, kind) in Inputs.Credentials)
        {
            if (source.OfProject(property.Name) is { } secret)
            {
                return new JiraCredential(kind, secret);
            }
        }

        return null;
    }
}
