using System.Text.Json.Nodes;

namespace HarnessSandbox.Platform;

/// <summary>The part of a connector for Jira.</summary>
internal static class JiraSpec
{
    /// <summary>Null if the spec is valid and the secrets it names exist.</summary>
    public static Answer? Refuse(JsonObject connector, Vault vault)
    {
        if ((string?)connector["type"] != "Jira" || connector["spec"] is not JsonObject spec)
        {
            return Envelope.Invalid("spec", "must be that of a Jira connector");
        }

        if (!Uri.TryCreate((string?)spec["jiraUrl"], UriKind.Absolute, out _))
        {
            return Envelope.Invalid("connector.spec.jiraUrl", "must be a valid URL");
        }

        var auth = spec["auth"]?["spec"];
        var references = (string?)spec["auth"]?["type"] switch
        {
            "UsernamePassword" when (auth?["username"] is null) != (auth?["usernameRef"] is null) && auth?["passwordRef"] is not null =>
                new[] { "usernameRef", "passwordRef" },
            "PersonalAccessToken" when auth?["patRef"] is not null => ["patRef"],
            _ => null,
        };
        return references is null
            ? Envelope.Invalid("connector.spec.auth", "must be given, with all that its type wants")
            : references.Select(field => (field, (string?)auth![field])).Where(each => each.Item2 is not null)
                .Select(each => RefuseReference(connector, each.field, each.Item2!, vault)).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>In the form that the platform keeps: with the default members.</summary>
    public static JsonObject Kept(JsonObject connector)
    {
        var kept = (JsonObject)connector.DeepClone();
        var spec = (JsonObject)kept["spec"]!;
        spec["ignoreTestConnection"] ??= false;
        spec["executeOnDelegate"] ??= true;
        return kept;
    }

    /// <summary>In the form of replies: with the copies from the time before <c>auth</c>, and null for members that are not set.</summary>
    public static JsonObject Echo(JsonObject spec)
    {
        var echo = (JsonObject)spec.DeepClone();
        var auth = echo["auth"]!;
        var isPassword = (string?)auth["type"] == "UsernamePassword";
        foreach (var field in new[] { "username", "usernameRef", "passwordRef" })
        {
            echo[field] = isPassword ? (string?)auth["spec"]![field] : null;
            if (isPassword)
            {
                auth["spec"]![field] = (string?)auth["spec"]![field];
            }
        }

        echo["delegateSelectors"] ??= new JsonArray();
        return echo;
    }

    private static Answer? RefuseReference(JsonObject connector, string field, string reference, Vault vault)
    {
        var key = Documents.KeyOf(connector).Resolve(reference);
        var text = key is null
            ? $"{(reference.StartsWith("org.", StringComparison.Ordinal) ? "org" : "project")} level secret cannot be used at this level"
            : vault.Secrets.ContainsKey(key) ? null : $"No secret exists with the identifier [{key.Identifier}]";
        return text is null ? null : Envelope.BadRequest($"Error while validating {field} field: {text}");
    }
}
