using HarnessCollab.CommandLine;
using HarnessCollab.Jira;
using HarnessCollab.Provider.Commands.Accounts;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;
using Inputs = HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Commands.Doctor;

/// <summary>Determines what to test: an account of the store, or the connection that the options describe.</summary>
internal static class DoctorTarget
{
    private const int LongestTimeout = 600;

    public static async Task<JiraConnectionSettings> ReadAsync(Arguments arguments, DoctorConfig config, CommandContext context)
    {
        var timeout = TimeoutOf(arguments, config);
        var settings = arguments.Find(DoctorOptions.Account) is { } name
            ? await OfAccountAsync(name, arguments, config, context)
            : OfOptions(arguments, config);
        return settings with
        {
            Projects = [.. arguments.All(DoctorOptions.Project)],
            Timeout = timeout,
            AllowInsecureHttp = arguments.Has(DoctorOptions.InsecureHttp) || config.Settings.AllowInsecureHttp,
        };
    }

    /// <summary>Makes a delegate test an account of the store.</summary>
    /// <returns>What was tested, and the delegate's result.</returns>
    public static async Task<(JiraConnectionSettings Settings, ConnectionReport Report)> TestByDelegateAsync(
        Arguments arguments, DoctorConfig config, CommandContext context)
    {
        var name = arguments.Find(DoctorOptions.Account) ?? throw new UsageException(
            $"{DoctorOptions.Delegate.Name} tests an account of the store; name it with {DoctorOptions.Account.Syntax}");
        if (DoctorOptions.OfOwnTest.FirstOrDefault(arguments.Has) is { } unfit)
        {
            throw new UsageException($"{unfit.Name} applies to a test by this machine; it cannot be used with {DoctorOptions.Delegate.Name}");
        }

        await using var store = await StoreOpener.OpenExistingAsync(config.Settings, context);
        var account = await AccountFinder.FindAsync(store, name);
        var settings = new JiraConnectionSettings { BaseUrl = new Uri(account.Fields.BaseUrl), Username = account.Fields.Username };
        return (settings, await DelegateGate.TestAsync(account, store, CancellationToken.None));
    }

    private static async Task<JiraConnectionSettings> OfAccountAsync(string name, Arguments arguments, DoctorConfig config, CommandContext context)
    {
        foreach (var option in new[] { DoctorOptions.BaseUrl, DoctorOptions.Username, DoctorOptions.Kind })
        {
            arguments.RefuseBoth(option, DoctorOptions.Account);
        }

        await using var store = await StoreOpener.OpenExistingAsync(config.Settings, context);
        var account = await AccountFinder.FindAsync(store, name);
        // A secret from standard input is a possible new value for the account.
        var secret = arguments.Has(DoctorOptions.SecretStdin)
            ? SecretInput.Read(DoctorOptions.SecretStdin.Name)
            : await store.RevealAsync(account);
        if (secret is null)
        {
            throw new StoreException(
                StoreErrorCodes.Unsupported,
                $"the {store.Description} does not return secrets. Let a delegate test ({DoctorOptions.Delegate.Name}), or give the secret with "
                + $"{DoctorOptions.SecretStdin.Name}.");
        }

        return ConnectionGate.SettingsOf(account, secret);
    }

    private static JiraConnectionSettings OfOptions(Arguments arguments, DoctorConfig config)
    {
        var url = DoctorUrl.Parse(
            arguments.Find(DoctorOptions.BaseUrl) ?? config.BaseUrl ?? throw NoBaseUrl(config),
            arguments.Has(DoctorOptions.InsecureHttp) || config.Settings.AllowInsecureHttp);
        var username = arguments.Find(DoctorOptions.Username) ?? config.Username;
        var kind = config.Credential is { } known && !arguments.Has(DoctorOptions.Kind) ? known.Kind : KindOf(arguments, url, username);
        var secret = arguments.Has(DoctorOptions.SecretStdin)
            ? SecretInput.Read(DoctorOptions.SecretStdin.Name)
            : config.Credential is { } configured
                ? new SecretText(configured.Reveal())
                : SecretInput.Ask($"{Word(kind)} {(username is null ? "" : $"of {username} ")}for {url.Host}", NoCredential(kind, config));
        return new JiraConnectionSettings { BaseUrl = url, Username = username, Credential = new JiraCredential(kind, secret.Reveal()) };
    }

    private static UsageException NoBaseUrl(DoctorConfig config) => new(config.Source is not { } source
        ? $"{DoctorOptions.BaseUrl.Syntax} is required"
        : $"{source.Name} does not set {TextProblems.Quote(source.KeyOf(Inputs.BaseUrl.Name))}. "
            + $"Set it ({source.CommandFor(source.KeyOf(Inputs.BaseUrl.Name))}), or give {DoctorOptions.BaseUrl.Name}");

    private static string NoCredential(CredentialKind kind, DoctorConfig config)
    {
        var byHand = $"give it on standard input with {DoctorOptions.SecretStdin.Name}";
        return config.Source is not { } source
            ? byHand
            : $"{source.Name} sets neither {TextProblems.Quote(source.KeyOf(Inputs.PropertyOf(kind).Name))} nor "
                + $"{TextProblems.Quote(PackageInfo.ConfigKey(Inputs.Credentials.First(each => each.Kind == kind).Default.Name))}; {byHand}";
    }

    private static string Word(CredentialKind kind) => kind switch
    {
        CredentialKind.ApiToken => "API token",
        CredentialKind.Password => "password",
        _ => "personal access token",
    };

    private static CredentialKind KindOf(Arguments arguments, Uri url, string? username) =>
        arguments.OneOf(DoctorOptions.Kind, "api-token", "password", "personal-access-token") switch
        {
            "api-token" => CredentialKind.ApiToken,
            "password" => CredentialKind.Password,
            null => JiraHost.UsualKind(url, hasUser: username is not null),
            _ => CredentialKind.PersonalAccessToken,
        };

    /// <summary>The time limit for one test.</summary>
    public static TimeSpan TimeoutOf(Arguments arguments, DoctorConfig config) =>
        arguments.Number(DoctorOptions.Timeout, from: 1, to: LongestTimeout) is { } seconds
            ? TimeSpan.FromSeconds(seconds)
            : config.Settings.ConnectionTests.Timeout(PropertyMap.Empty);
}
