using System.Security.Cryptography.X509Certificates;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;
using static HarnessCollab.Provider.Configuration.ProviderConfiguration;

namespace HarnessCollab.Provider.Configuration;

/// <summary>Reads what the Harness store needs from config and environment, and says for each problem which command mends it.</summary>
internal static class HarnessSettingsReader
{
    private static readonly Property<string>[] Settings = [ProviderConfiguration.Endpoint, AccountId, OrgId, ProjectId, ApiKey];

    /// <param name="setting">The value of a setting from config or environment; null when it is not given.</param>
    /// <param name="missing">Gets the settings that are not given and must be.</param>
    /// <returns>Null when something is missing or wrong, which then stands in the lists.</returns>
    public static HarnessSettings? Read(
        Func<Property<string>, string?> setting,
        bool allowInsecureHttp,
        X509Certificate2Collection? certificates,
        string? secretManager,
        CheckProblems problems,
        List<MissingSetting> missing)
    {
        var (settings, found) = HarnessSettings.Parse(
            setting(ProviderConfiguration.Endpoint),
            setting(AccountId),
            setting(OrgId),
            setting(ProjectId),
            setting(ApiKey) is { } key ? new SecretText(key) : null,
            allowInsecureHttp,
            PackageInfo.Version,
            certificates,
            secretManager);
        foreach (var problem in found)
        {
            var property = Settings.First(declared => declared.Name == problem.Setting);
            var entry = new MissingSetting(property, $"'{property.Name}' of {problems.Subject} {problem.Text}");
            if (string.IsNullOrWhiteSpace(setting(property)))
            {
                missing.Add(entry);
            }
            else
            {
                problems.Add(ErrorCodes.BadHarnessSetting, entry.Description, property.Name);
            }
        }

        return settings;
    }
}
