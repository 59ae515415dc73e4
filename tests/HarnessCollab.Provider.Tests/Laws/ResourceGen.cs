using CsCheck;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Laws;

/// <summary>Generates inputs that are in order, in all their variety: which are given, how they are spelt, what is marked.</summary>
internal static class ResourceGen
{
    private const string Ascii = "abcXYZ019!$%&/()=?+*~<>\"'\\{}";

    private static readonly Gen<PropertyValue> Token = Marked(Chars(Ascii, 1, 60));

    private static readonly Gen<PropertyValue> Password = Marked(Chars(Ascii + "éß漢", 1, 60));

    private static readonly Gen<string> FreeText = Chars("abc XYZ\n\t.,;:'\"\\<>{}$é漢", 0, 40);

    private static readonly Gen<string> CloudUrl = OneOf(
        "https://example.atlassian.net", " HTTPS://Example.Atlassian.Net/ ", "https://two.atlassian.net:8443/");

    private static readonly Gen<string> ServerUrl = OneOf(
        "https://jira.example.com",
        "https://JIRA.example.com:443/",
        "https://jira.example.com/context/Path/",
        "http://127.0.0.1:8080/jira",
        "http://localhost:1");

    /// <summary>The usual kinds of accounts: Cloud with a token, Server with a password, Data Center with a personal access token.</summary>
    private static readonly Gen<PropertyMap> Account = Gen.OneOf(
        Gen.Select(CloudUrl, Token, (url, token) => Of(url, "bot@example.com").With("apiToken", token)),
        Gen.Select(ServerUrl, Token, (url, token) => Of(url, " bot ").With("apiToken", token)),
        Gen.Select(ServerUrl, Password, (url, password) => Of(url, " bot ").With("password", password)),
        Gen.Select(ServerUrl, Token, (url, token) => Of(url, null).With("personalAccessToken", token)));

    private static readonly Gen<PropertyValue> Policy = OneOf("off", "warn", "enforce").Select(PropertyValue.Of);

    private static readonly Gen<PropertyValue> ConnectionTest = Optional(
        ("preview", Policy), ("apply", Policy), ("refresh", Policy),
        ("projects", OneOf("OPS", "DEV", "A1").Array[0, 3].Select(keys => PropertyValue.Of(keys))),
        ("timeoutSeconds", Gen.Double[1, 300].Select(PropertyValue.Of))).Select(PropertyValue.Of);

    private static readonly Gen<PropertyValue> Tags = Gen.Select(Chars("abcXYZ019-_ éßñ漢", 1, 10), FreeText).Array[0, 3]
        .Select(tags => PropertyValue.Of(PropertyMap.From(tags.Select(tag => KeyValuePair.Create(tag.Item1, PropertyValue.Of(tag.Item2))))));

    private static readonly Gen<PropertyValue> Side = Gen.OneOf(
        Gen.Const(PropertyValue.Of(PropertyMap.Of(("all", PropertyValue.Of(true))))),
        Chars("abc1", 1, 3).Array[1, 4].Select(names => PropertyValue.Of(PropertyMap.Of(("names", PropertyValue.Of(names))))));

    /// <summary>Inputs of a resource type without its name.</summary>
    public static Gen<PropertyMap> Of(string type) => type == PluginProcess.TextType
        ? Gen.Select(
            Password,
            Optional(("usageScope", Optional(("applications", Side), ("environments", Side)).Select(PropertyValue.Of))),
            (value, others) => With(others.With("value", value), others))
        : Gen.Select(
            Account,
            Optional(
                ("description", FreeText.Select(PropertyValue.Of)),
                ("tags", Tags),
                ("tokenExpiresAt", Gen.Int[2030, 2999].Select(year => PropertyValue.Of($"{year}-12-31"))),
                ("connectionTest", ConnectionTest)),
            With);

    /// <summary>The property that names an object of this type.</summary>
    public static string NameOf(string type) => type == PluginProcess.TextType ? "name" : "displayName";

    private static PropertyMap Of(string url, string? username) => username is null
        ? PropertyMap.Of(("baseUrl", PropertyValue.Of(url)))
        : PropertyMap.Of(("baseUrl", PropertyValue.Of(url)), ("username", PropertyValue.Of(username)));

    private static PropertyMap With(PropertyMap left, PropertyMap right) => PropertyMap.From(left.Concat(right));

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<string> Chars(string alphabet, int shortest, int longest) =>
        Gen.Char[alphabet].Array[shortest, longest].Select(chars => new string(chars));

    // The program may mark the secret as one, or not.
    private static Gen<PropertyValue> Marked(Gen<string> secrets) =>
        Gen.Select(secrets, Gen.Bool, (secret, isMarked) => isMarked ? PropertyValue.SecretOf(secret) : PropertyValue.Of(secret));

    // Each member is there or not.
    private static Gen<PropertyMap> Optional(params (string Name, Gen<PropertyValue> Value)[] members) =>
        members.Aggregate(
            Gen.Const(PropertyMap.Empty),
            (all, member) => Gen.Select(all, member.Value, Gen.Bool, (map, value, given) => given ? map.With(member.Name, value) : map));
}
