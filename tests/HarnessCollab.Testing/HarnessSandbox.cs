using System.Net.Http.Json;
using System.Text.Json;

namespace HarnessCollab.Testing;

/// <summary>The stand-in Harness platform of examples/harness-sandbox, in a process of its own.</summary>
public sealed class HarnessSandbox : StandIn
{
    public const string Account = "sandbox-account";
    public const string ApiKey = "pat.sandbox-account.key.secret";

    public static Task<HarnessSandbox> StartAsync(params string[] arguments) => StartAsync<HarnessSandbox>(Artifacts.HarnessSandbox, arguments);

    /// <summary>Makes the next calls of a kind fail: <c>create-connector:lost-reply</c>.</summary>
    public Task FailAsync(params string[] faults) => PostAsync("settings", new { faults });

    /// <summary>The platform itself tests all connectors.</summary>
    public Task BeatAsync() => PostAsync("heartbeat", new { });

    /// <summary>Someone else gives a secret another value.</summary>
    public Task RotateAsync(string identifier, string value, string? org = null, string? project = null) =>
        PostAsync("rotate", new { org, project, identifier, value });

    /// <summary>Someone removes a secret by force, whoever uses it.</summary>
    public Task ForgetAsync(string identifier, string? org = null, string? project = null) => DeleteAsync("secret", identifier, org, project);

    /// <summary>Someone else removes a connector or secret, whoever uses it.</summary>
    public Task DeleteAsync(string kind, string identifier, string? org = null, string? project = null) =>
        PostAsync("delete", new { kind, org, project, identifier });

    /// <summary>Someone else changes members of a connector's or secret's document; a null removes one.</summary>
    public Task EditAsync(string kind, string identifier, object changes, string? org = null, string? project = null) =>
        PostAsync("edit", new { kind, org, project, identifier, changes });

    /// <summary>Somebody else creates a connector, with another client.</summary>
    public Task SeedConnectorAsync(object connector) => SeedAsync("connectors", new { connector }, null, null);

    /// <summary>Somebody else creates a secret, with another client.</summary>
    public Task SeedSecretAsync(object secret, string? org = null, string? project = null) => SeedAsync("v2/secrets", new { secret }, org, project);

    /// <summary>The calls so far, by name.</summary>
    public async Task<IReadOnlyList<string?>> CallsAsync() => [.. (await RequestsAsync()).Select(request => request.GetProperty("call").GetString())];

    /// <summary>The ids of the connectors.</summary>
    public Task<IReadOnlyList<string>> ConnectorsAsync() => IdsAsync("connectors");

    /// <summary>The ids of the secrets.</summary>
    public Task<IReadOnlyList<string>> SecretsAsync() => IdsAsync("secrets");

    /// <summary>The document of a connector or secret as it was last sent; null if there is none.</summary>
    public async Task<JsonElement?> DocumentAsync(string kind, string id)
    {
        var found = (await ObjectsAsync()).GetProperty(kind).EnumerateArray().FirstOrDefault(each => each.GetProperty("id").GetString() == id);
        return found.ValueKind == JsonValueKind.Undefined ? null : found.GetProperty("document");
    }

    /// <summary>Whether a secret exists and has this value.</summary>
    public async Task<bool> HoldsAsync(string id, string value)
    {
        var objects = await ObjectsAsync();
        var digest = Digest(objects, value);
        return objects
            .GetProperty("secrets")
            .EnumerateArray()
            .Any(each => each.GetProperty("id").GetString() == id && each.GetProperty("digest").GetString() == digest);
    }

    /// <summary>A request like that of any client of the platform.</summary>
    /// <param name="path">Below <c>/ng/api/</c>, with its query except the account.</param>
    public async Task<(int Status, JsonElement Body)> AskAsync(string method, string path, object? body = null, string account = Account)
    {
        var address = $"{BaseUrl}/ng/api/{path}{(path.Contains('?') ? "&" : "?")}accountIdentifier={account}";
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address))
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        request.Headers.Add("x-api-key", ApiKey);
        using var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    private async Task<IReadOnlyList<string>> IdsAsync(string kind) =>
        [.. (await ObjectsAsync()).GetProperty(kind).EnumerateArray().Select(each => each.GetProperty("id").GetString()!).Order(
            StringComparer.Ordinal)];

    private Task<JsonElement> ObjectsAsync() => ControlAsync("objects");

    private async Task SeedAsync(string path, object body, string? org, string? project)
    {
        var place = (org is null ? "" : $"&orgIdentifier={org}") + (project is null ? "" : $"&projectIdentifier={project}");
        var (status, answer) = await AskAsync("POST", $"{path}?{place}", body);
        if (status != 200)
        {
            throw new InvalidOperationException(answer.ToString());
        }
    }
}
