using System.Security.Cryptography.X509Certificates;
using HarnessCollab.Jira;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Configuration;

/// <summary>
/// Makes settings from configuration and environment. Values from the environment never become provider inputs, so they do not get into the state.
/// </summary>
internal sealed class SettingsReader(IProcessEnvironment environment)
{
    /// <param name="given">The provider's settings as Configure received them.</param>
    /// <param name="attached">True when the plugin was started by hand: then its working directory is not related to the project.</param>
    /// <param name="project">The project's name; null when it is not known.</param>
    /// <exception cref="PluginException">All problems, in one message.</exception>
    public ProviderSettings Read(PropertyMap given, bool attached, string? project = null)
    {
        var problems = new CheckProblems($"the configuration of provider '{PackageInfo.Name}'");
        var settings = ProviderConfiguration.Check(given, problems);
        var certificates = CaCertificates.Read(settings, environment, project, problems);
        var tests = new ConnectionTestPolicies(
            ReadEnvironmentPolicies(problems), ProviderConfiguration.ConnectionTest.Read(settings).Or(PropertyMap.Empty)!);
        var drift = ReadEnvironmentChoice(ProviderConfiguration.DriftDetection, problems)
            ?? ProviderConfiguration.DriftDetection.Read(settings).Or(ProviderConfiguration.OnRefresh);
        var missing = new List<MissingSetting>();
        var (store, note) = ReadStore(settings, attached, project, certificates, problems, missing);
        if (problems.Any || store is null)
        {
            throw new SettingsException(
                [
                    .. problems.All.Select(problem => problem.Text),
                    .. missing.Select(setting => $"{ErrorCodes.MissingSettings}: {setting.Description}"),
                ],
                problems.Any ? [] : [.. missing]);
        }

        return new ProviderSettings
        {
            Store = store,
            StoreNote = note,
            StoreCameFromConfig = ProviderConfiguration.Store.Read(settings).IsKnown,
            DefaultCredential = ReadCredential(settings),
            ConnectionTests = tests,
            DetectsDriftAlways = drift == ProviderConfiguration.Always,
            CaCertificates = certificates,
            AllowInsecureHttp = ProviderConfiguration.AllowInsecureHttp.Read(settings).Or(false),
        };
    }

    private (StoreSettings? Store, string? Note) ReadStore(
        PropertyMap settings,
        bool attached,
        string? project,
        X509Certificate2Collection? certificates,
        CheckProblems problems,
        List<MissingSetting> missing)
    {
        var store = Setting(ProviderConfiguration.Store, settings);
        var key = Setting(ProviderConfiguration.StoreKey, settings);
        var (folder, _) = ProjectFolder.Find(environment.WorkingDirectory, project);
        var allowInsecureHttp = ProviderConfiguration.AllowInsecureHttp.Read(settings).Or(false);
        try
        {
            var parsed = StoreSettings.Parse(
                store,
                key is null ? null : new SecretText(key),
                attached ? null : folder,
                new(Named, allowInsecureHttp, PackageInfo.Version, certificates, UserFiles.Runs(environment)));
            var note = parsed.RelativePath is { } path && ProjectFolder.NoteOn(environment.WorkingDirectory, project) is { } why
                ? $"{ErrorCodes.StoreByPlace}: {why}; the store is {path}"
                : null;
            return (parsed, note);
        }
        catch (StoreSettingsException found)
        {
            foreach (var problem in found.Problems)
            {
                var property = ProviderConfiguration.Properties.Find(problem.Setting)!;
                var entry = new MissingSetting(property, $"'{property.Name}' of {problems.Subject} {problem.Text}");
                if (string.IsNullOrWhiteSpace(Named(problem.Setting)))
                {
                    missing.Add(entry);
                }
                else
                {
                    problems.Add(ErrorCodes.BadHarnessSetting, entry.Description, property.Name);
                }
            }

            return (null, null);
        }
        catch (StoreException problem)
        {
            problems.AddText(problem.Message);
            return (null, null);
        }

        string? Named(string name) => Setting((Property<string>)ProviderConfiguration.Properties.Find(name)!, settings);
    }

    private static JiraCredential? ReadCredential(PropertyMap settings) => JiraCollaborationProviderProperties.Credentials
        .Where(credential => credential.Default.Read(settings).IsKnown)
        .Select(credential => new JiraCredential(credential.Kind, credential.Default.Read(settings).Value))
        .FirstOrDefault();

    private ImmutableDictionary<Property<string>, string> ReadEnvironmentPolicies(CheckProblems problems)
    {
        var result = ImmutableDictionary.CreateBuilder<Property<string>, string>();
        foreach (var policy in ConnectionTestDeclaration.Policies)
        {
            if (ReadEnvironmentChoice(policy, problems) is { } value)
            {
                result[policy] = value;
            }
        }

        return result.ToImmutable();
    }

    private string? ReadEnvironmentChoice(Property<string> property, CheckProblems problems)
    {
        var (choice, variable) = ((ChoiceType)property.Type, property.EnvironmentVariable!);
        var value = environment.Variable(variable);
        if (value is null || choice.Has(value))
        {
            return value;
        }

        problems.Add(
            ErrorCodes.BadEnvironmentSetting, $"the environment variable {variable} is {TextProblems.Quote(value)}; it must be {choice.Words}.");
        return null;
    }

    // A setting in config takes precedence over its environment variable.
    private string? Setting(Property<string> property, PropertyMap settings) =>
        property.Read(settings) is { IsKnown: true, Value: { Length: > 0 } value }
            ? value
            : property.EnvironmentVariable is { } variable ? environment.Variable(variable) : null;
}
