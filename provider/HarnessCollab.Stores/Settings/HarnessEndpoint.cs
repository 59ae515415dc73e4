namespace HarnessCollab.Stores;

/// <summary>Where the platform answers: understood and checked.</summary>
internal static class HarnessEndpoint
{
    private const string Setting = "endpoint";

    /// <returns>The address without trailing slash; null after a problem.</returns>
    public static Uri? Parse(string endpoint, bool allowInsecureHttp, List<HarnessSettingProblem> problems)
    {
        if (!Uri.TryCreate(endpoint.TrimEnd('/'), UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            // Not quoted: it may be a key in the wrong place.
            problems.Add(
                new(Setting, $"is no http or https address. Harness' own is {HarnessSettings.DefaultEndpoint}; leave the setting out to use it."));
            return null;
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            problems.Add(new(Setting, "has a user, query or fragment in it. Give scheme, host and path only."));
            return null;
        }

        if (address.AbsolutePath.TrimEnd('/').EndsWith("/ng/api", StringComparison.OrdinalIgnoreCase))
        {
            // There every object would seem to be gone.
            problems.Add(new(Setting, $"ends in /ng/api, which is added by itself. Give the gateway: {HarnessSettings.DefaultEndpoint}, for one."));
            return null;
        }

        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !allowInsecureHttp)
        {
            problems.Add(new(Setting, "is http: the API key would travel unprotected. Use https, or set allowInsecureHttp."));
            return null;
        }

        return address;
    }
}
