
namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>How tests and their child processes name a stand-in platform.</summary>
public static class HarnessPlace
{
    public static StoreSettings Settings(
        string endpoint,
        string apiKey = HarnessSandbox.ApiKey,
        string? org = null,
        string? project = null,
        string? runs = null,
        string? manager = null)
    {
        var (settings, problems) = HarnessSettings.Parse(
            endpoint, HarnessSandbox.Account, org, project, new(apiKey), allowInsecureHttp: false, "1.2.3-test", secretManager: manager);
        Assert.Empty(problems);
        return settings! with { RunFile = runs };
    }
}
