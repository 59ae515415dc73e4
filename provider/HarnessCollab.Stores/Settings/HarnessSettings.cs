using System.Security.Cryptography.X509Certificates;
using HarnessCollab.Stores.Harness;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores;

/// <summary>The Harness platform, the account on it, and the key. Printing it shows no secret.</summary>
public sealed record HarnessSettings : StoreSettings
{
    /// <summary>Harness's own platform; used when no endpoint is set.</summary>
    public const string DefaultEndpoint = "https://app.harness.io/gateway";

    private HarnessSettings()
    {
    }

    /// <summary>The address of the gateway, without a trailing slash: <c>https://app.harness.io/gateway</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The account; it is also the store's id.</summary>
    public required string AccountId { get; init; }

    /// <summary>The organisation of new objects that name none; null = the account. An id already contains the object's organisation.</summary>
    public string? OrgId { get; init; }

    /// <summary>The project of new objects that name none; null = the organisation or account.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The secret manager of new secrets that name none; null = the built-in one of their scope.</summary>
    public string? SecretManager { get; init; }

    /// <summary>A platform API key (<c>pat.…</c> or <c>sat.…</c>).</summary>
    public required SecretText ApiKey { get; init; }

    /// <summary>The plugin's version, for the <c>User-Agent</c> header.</summary>
    public required string ClientVersion { get; init; }

    /// <summary>Additional root certificates for TLS, or null.</summary>
    public X509Certificate2Collection? CaCertificates { get; init; }

    /// <summary>The file that remembers runs until they end normally; null = no file, and what a killed run created is not adopted.</summary>
    public string? RunFile { get; init; }

    /// <summary>Checks the settings as given; a blank setting counts as missing.</summary>
    /// <returns>The settings, or null and all problems. No problem quotes the key.</returns>
    public static (HarnessSettings? Settings, IReadOnlyList<StoreSettingProblem> Problems) Parse(
        string? endpoint,
        string? accountId,
        string? orgId,
        string? projectId,
        SecretText? apiKey,
        bool allowInsecureHttp,
        string clientVersion,
        X509Certificate2Collection? caCertificates = null,
        string? secretManager = null)
    {
        var problems = new List<StoreSettingProblem>();
        (accountId, orgId, projectId) = (Given(accountId), Given(orgId), Given(projectId));
        var address = HarnessEndpoint.Parse(Given(endpoint) ?? DefaultEndpoint, allowInsecureHttp, problems);
        if (accountId is null)
        {
            problems.Add(new("accountId", "is missing. You find it in the address of every page of the Harness console, after /account/."));
        }

        if (projectId is not null && orgId is null)
        {
            problems.Add(new("projectId", "is set, but 'orgId' is not: a project belongs to an organisation."));
        }

        RefuseMalformed("orgId", orgId, problems);
        RefuseMalformed("projectId", projectId, problems);
        CheckKey(apiKey, problems);
        return problems.Count > 0
            ? (null, problems)
            : (new HarnessSettings
            {
                Endpoint = address!,
                AccountId = accountId!,
                OrgId = orgId,
                ProjectId = projectId,
                ApiKey = new(apiKey!.Reveal().Trim()),
                ClientVersion = clientVersion,
                CaCertificates = caCertificates,
                SecretManager = Given(secretManager),
            }, []);
    }

    /// <summary>Only endpoint, account and scope.</summary>
    public override string ToString() => string.Join('/', new[] { $"{Endpoint} account {AccountId}", OrgId, ProjectId }.OfType<string>());

    internal override IProviderStore Open(TimeProvider time, WriteBoundary boundary) => new HarnessStore(this, time, boundary);

    private static string? Given(string? setting) => string.IsNullOrWhiteSpace(setting) ? null : setting.Trim();

    private static void RefuseMalformed(string name, string? value, List<StoreSettingProblem> problems)
    {
        if (value is not null && !HarnessIdentifier.IsValid(value))
        {
            problems.Add(new(name, $"is '{value}'; {HarnessIdentifier.Rule}. Give the identifier (Settings, next to the name), not the name."));
        }
    }

    // Line breaks and other special characters are not valid in a header.
    private static void CheckKey(SecretText? apiKey, List<StoreSettingProblem> problems)
    {
        if (apiKey is null || string.IsNullOrWhiteSpace(apiKey.Reveal()))
        {
            problems.Add(new("apiKey", "is missing. Make one in the Harness console under your profile (My API Keys), or for a service account."));
        }
        else if (!apiKey.Reveal().Trim().All(character => character is > ' ' and < (char)127))
        {
            problems.Add(new("apiKey", "contains characters that no Harness key has. Copy it again."));
        }
    }
}

/// <summary>Parses and checks the platform's address.</summary>
internal static class HarnessEndpoint
{
    /// <returns>The address without a trailing slash; null after a problem.</returns>
    public static Uri? Parse(string endpoint, bool allowInsecureHttp, List<StoreSettingProblem> problems)
    {
        var isAddress = Uri.TryCreate(endpoint.TrimEnd('/'), UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
        var problem = !isAddress
            // Not quoted: the value may be a key in the wrong setting.
            ? $"is not an http or https address. Harness' own is {HarnessSettings.DefaultEndpoint}; leave the setting out to use it."
            : address!.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0
            ? "contains a user, query or fragment. Give scheme, host and path only."
            // With this path every object would seem to be missing.
            : address.AbsolutePath.TrimEnd('/').EndsWith("/ng/api", StringComparison.OrdinalIgnoreCase)
            ? $"ends in /ng/api, which is added automatically. Give the gateway, for example {HarnessSettings.DefaultEndpoint}."
            : address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !allowInsecureHttp
            ? "is http: the API key would travel unencrypted. Use https, or set allowInsecureHttp."
            : null;
        if (problem is null)
        {
            return address;
        }

        problems.Add(new("endpoint", problem));
        return null;
    }
}
