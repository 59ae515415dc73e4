using System.Text.Json;
using System.Text.Json.Nodes;

namespace HarnessSandbox.Platform;

/// <summary>A request in the form that the parts of the stand-in platform use.</summary>
/// <param name="Name">One of <see cref="CallNames"/>.</param>
/// <param name="Identifier">The one in the path, if the call has it there.</param>
/// <param name="Query">The query, by name.</param>
/// <param name="Body">The JSON of the body; null = none, or none that can be read.</param>
/// <param name="Settings">How the sandbox behaves.</param>
internal sealed record Call(string Name, string? Identifier, IReadOnlyDictionary<string, string> Query, JsonNode? Body, SandboxSettings Settings)
{
    public string? Org => Parameter("orgIdentifier");

    public string? Project => Parameter("projectIdentifier");

    /// <summary>The object that path and query name.</summary>
    public ObjectKey Key => new(Org, Project, Identifier ?? Parameter("identifier") ?? "");

    public bool IsAboutSecret => Name.Contains("secret", StringComparison.Ordinal) || Parameter("referredEntityType") == Usage.Secrets;

    public string Permission => CallNames.PermissionOf(Name, IsAboutSecret);

    /// <summary>The object of the call: without one in the path, that of the document. For a list it is a scope.</summary>
    public ObjectKey Target => Body?[IsAboutSecret ? "secret" : "connector"] is JsonObject document ? Documents.KeyOf(document) : Key;

    public string? Parameter(string name) => Query.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public int Number(string name, int otherwise) => int.TryParse(Parameter(name), out var number) ? number : otherwise;

    public static JsonNode? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
