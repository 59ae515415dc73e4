namespace HarnessCollab.Stores.Harness;

/// <summary>A store on a Harness platform. Its address, account and key come from separate settings.</summary>
internal sealed class HarnessBackend : StoreBackend
{
    private const string Word = "harness";

    public override IReadOnlyList<string> Forms => [Word];

    public override bool Accepts(string setting) => setting.Equals(Word, StringComparison.OrdinalIgnoreCase);

    public override StoreSettings Parse(string setting, SecretText? key, string? baseDirectory, BackendInputs others)
    {
        var (settings, problems) = HarnessSettings.Parse(
            others.Setting("endpoint"),
            others.Setting("accountId"),
            others.Setting("orgId"),
            others.Setting("projectId"),
            others.Setting("apiKey") is { } apiKey ? new(apiKey) : null,
            others.AllowInsecureHttp,
            others.ClientVersion,
            others.CaCertificates,
            others.Setting("secretManager"));
        return settings is null ? throw new StoreSettingsException(problems) : settings with { RunFile = others.RunFile };
    }
}
