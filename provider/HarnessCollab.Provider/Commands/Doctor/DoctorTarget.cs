using System.Globalization;
using HarnessCollab.Jira;
using HarnessCollab.Provider.Commands.Accounts;
using HarnessCollab.Provider.Commands.Syntax;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Commands.Doctor;

/// <summary>What is to be tested: an account of the store, or what the options say.</summary>
internal static class DoctorTarget
{
    private const int LongestTimeout = 600;

    public static async Task<JiraConnectionSettings> ReadAsync(Arguments arguments, CommandContext context)
    {
        var timeout = TimeoutOf(arguments);
        var settings = arguments.Find(DoctorOptions.Account) is { } name ? await OfAccountAsync(name, arguments, context) : await OfOptionsAsync(arguments, context);
        return settings with { Projects = [.. arguments.All(DoctorOptions.Project)], Timeout = timeout };
    }

    private static async Task<JiraConnectionSettings> OfAccountAsync(string name, Arguments arguments, CommandContext context)
    {
        foreach (var option in new[] { DoctorOptions.BaseUrl, DoctorOptions.Username, DoctorOptions.Kind })
        {
            if (arguments.Has(option))
            {
                throw new UsageException($"{option.Name} and {DoctorOptions.Account.Name} exclude each other");
            }
        }

        await using var store = await StoreOpener.OpenExistingAsync(context);
        var account = await AccountFinder.FindAsync(store, name);
        // A secret from standard input is one that may take the stored one's place.
        var secret = arguments.Has(DoctorOptions.SecretStdin) ? await SecretInput.ReadAsync(DoctorOptions.SecretStdin.Name) : await store.RevealAsync(account.SecretId);
        if (secret is null)
        {
            throw new StoreException(
                StoreErrorCodes.Unsupported, StoreErrorKind.Unsupported, $"the {store.Description} does not give secrets back. Give the secret with {DoctorOptions.SecretStdin.Name}.");
        }

        return new JiraConnectionSettings
        {
            BaseUrl = new Uri(account.Fields.BaseUrl),
            Username = account.Fields.Username,
            Credential = new JiraCredential((JiraCredentialKind)account.Fields.CredentialKind, secret.Reveal()),
            TokenExpiresAt = account.Fields.TokenExpiresAt,
        };
    }

    private static async Task<JiraConnectionSettings> OfOptionsAsync(Arguments arguments, CommandContext context)
    {
        var url = DoctorUrl.Parse(arguments.Require(DoctorOptions.BaseUrl), arguments.Has(DoctorOptions.InsecureHttp));
        var username = arguments.Find(DoctorOptions.Username);
        var kind = KindOf(arguments, url, username);
        var secret = arguments.Has(DoctorOptions.SecretStdin)
            ? await SecretInput.ReadAsync(DoctorOptions.SecretStdin.Name)
            : await SecretInput.AskAsync($"{kind} {(username is null ? "" : $"of {username} ")}for {url.Host}", DoctorOptions.SecretStdin.Name, context.Console);
        return new JiraConnectionSettings { BaseUrl = url, Username = username, Credential = new JiraCredential(kind, secret.Reveal()) };
    }

    private static JiraCredentialKind KindOf(Arguments arguments, Uri url, string? username) => arguments.Find(DoctorOptions.Kind) switch
    {
        "api-token" => JiraCredentialKind.ApiToken,
        "password" => JiraCredentialKind.Password,
        "personal-access-token" => JiraCredentialKind.PersonalAccessToken,
        null when JiraHost.IsCloud(url) => JiraCredentialKind.ApiToken,
        null => username is null ? JiraCredentialKind.PersonalAccessToken : JiraCredentialKind.Password,
        _ => throw new UsageException($"{DoctorOptions.Kind.Name} is one of api-token, password, personal-access-token"),
    };

    private static TimeSpan TimeoutOf(Arguments arguments)
    {
        if (arguments.Find(DoctorOptions.Timeout) is not { } text)
        {
            return TimeSpan.FromSeconds(20);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestTimeout
            ? TimeSpan.FromSeconds(seconds)
            : throw new UsageException($"{DoctorOptions.Timeout.Name} is a number of seconds from 1 to {LongestTimeout}");
    }
}
