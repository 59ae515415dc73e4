using System.Text.Json;
using HarnessCollab.Stores;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>A test that runs the plugin binary as a command-line tool, in a project folder with a SQLite store of its own.</summary>
public abstract class CommandTest : IDisposable
{
    protected const string Secret = "canary-5b1d-secret";

    protected CommandTest() => Folder.Write("Pulumi.yaml", "name: tests\nruntime: dotnet\n");

    protected TempFolder Folder { get; } = new();

    protected string StorePath => Folder.Combine(".harnesscollab", "store.db");

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The store that accounts are put into: the project's own, unless a test says otherwise.</summary>
    protected virtual StoreSettings Store => StoreSettings.Parse(null, null, Folder.Path);

    protected Task<CommandResult> RunAsync(params string[] arguments) => RunAsync(arguments, input: null);

    /// <summary>
    /// Runs a command to its end. Its output must never hold the secret; the tests that ask for it on purpose use <see cref="Start"/>.
    /// </summary>
    protected async Task<CommandResult> RunAsync(string[] arguments, string? input, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var result = await ChildProcess.RunAsync(Artifacts.Plugin, arguments, Folder.Path, Variables(environment), input);
        Assert.DoesNotContain(Secret, result.All, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.All);
        return result;
    }

    protected ChildProcess Start(string[] arguments, IReadOnlyDictionary<string, string?>? environment = null) =>
        ChildProcess.Start(Artifacts.Plugin, arguments, Folder.Path, Variables(environment));

    /// <summary>Puts an account into the store, as an earlier 'up' did.</summary>
    protected async Task SeedAsync(
        string name = "ops-jira",
        string baseUrl = "https://jira.example.com",
        CredentialKind kind = CredentialKind.ApiToken,
        string? username = "bot@example.com",
        UsageScope? scope = null,
        string secret = Secret,
        DateOnly? expires = null,
        TimeProvider? time = null)
    {
        await using var store = StoreFactory.Open(Store, time ?? TimeProvider.System);
        await store.EnsureCreatedAsync();
        var author = new Author { User = "anna", Host = "build-7" };
        var text = await store.EncryptedTexts.CreateAsync(new(
            new EncryptedTextFields { Name = $"text of {name}", UsageScope = scope ?? UsageScope.All },
            CredentialSource.Of(new SecretText(secret))), author);
        var fields = new JiraAccountFields
        {
            DisplayName = name, BaseUrl = baseUrl, Username = username, CredentialKind = kind, TokenExpiresAt = expires,
        };
        await store.Accounts.CreateAsync(new Draft<JiraAccountFields>(fields, new CredentialSource.Reference(text.Id)), author);
    }

    protected static JsonElement Json(CommandResult result)
    {
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }

    protected static string[] Names(JsonElement json) => [.. json.EnumerateObject().Select(member => member.Name)];

    protected virtual Dictionary<string, string?> Variables(IReadOnlyDictionary<string, string?>? more)
    {
        var variables = new Dictionary<string, string?>
        {
            ["PULUMI_HOME"] = Folder.Combine(".home"),
            ["HARNESSCOLLAB_STORE"] = null,
            ["HARNESSCOLLAB_STORE_KEY"] = null,
            ["PULUMI_CONFIG_PASSPHRASE"] = null,
        };
        foreach (var (name, value) in more ?? variables)
        {
            variables[name] = value;
        }

        return variables;
    }
}
