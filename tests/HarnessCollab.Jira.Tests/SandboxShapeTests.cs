using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using HarnessCollab.Jira.Tests.Infrastructure;

namespace HarnessCollab.Jira.Tests;

/// <summary>The sandbox's answers have the field names and shapes of Atlassian's published OpenAPI documents, product by product.</summary>
public sealed class SandboxShapeTests(SandboxFixture sandboxes) : IClassFixture<SandboxFixture>
{
    private static readonly HttpClient Http = new();

    // A field behind a "?" may be missing; what is not named may not be there.
    public static TheoryData<string, string, string> Objects => new()
    {
        { "cloud", "serverInfo", "baseUrl:text displayUrl:text version:text versionNumbers:list deploymentType:text buildNumber:number "
            + "buildDate:text serverTime:text scmInfo:text serverTitle:text defaultLocale:object displayUrlConfluence?:text "
            + "displayUrlServicedeskHelpCenter?:text serverTimeZone?:text" },
        { "datacenter", "serverInfo", "baseUrl:text version:text versionNumbers:list deploymentType:text buildNumber:number buildDate:text "
            + "databaseBuildNumber:number serverTime:text scmInfo:text serverTitle:text" },
        { "cloud", "myself", "self:text accountId:text accountType:text active:flag displayName:text emailAddress?:text timeZone:text locale:text "
            + "avatarUrls:object groups:object applicationRoles:object" },
        { "datacenter", "myself", "self:text name:text key:text emailAddress:text displayName:text active:flag deleted:flag timeZone:text "
            + "locale:text avatarUrls:object groups:object applicationRoles:object lastLoginTime?:text" },
        { "cloud", "project/OPS", "self:text id:text key:text name:text projectTypeKey:text simplified:flag style:text archived?:flag" },
        { "datacenter", "project/OPS", "self:text id:text key:text name:text projectTypeKey:text archived?:flag" },
        { "cloud", "project/search", "self:text maxResults:number startAt:number total:number isLast:flag values:list nextPage?:text" },
        { "cloud", "issue/createmeta/OPS/issuetypes", "maxResults:number startAt:number total:number issueTypes:list" },
        { "datacenter", "issue/createmeta/OPS/issuetypes", "maxResults:number startAt:number total:number values:list isLast?:flag" },
        { "cloud", "project/NOPE", "errorMessages:list errors:object status?:number" },
        { "datacenter", "project/NOPE", "errorMessages:list errors:object status?:number" },
        { "cloud", "mypermissions", "errorMessages:list errors:object status?:number" },
        { "datacenter", "mypermissions", "permissions:object" },
        { "cloud", "mypermissions?permissions=CREATE_ISSUES", "permissions:object" },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public async Task Fields_are_those_that_Atlassian_documents(string flavour, string resource, string fields)
    {
        var answer = await GetAsync(flavour, resource);

        var documented = fields.Split(' ').Select(field => field.Split(':')).ToDictionary(
            parts => parts[0].TrimEnd('?'), parts => (Kind: parts[1], Optional: parts[0].EndsWith('?')));
        Assert.All(
            answer.EnumerateObject(),
            member => Assert.Equal((member.Name, documented.GetValueOrDefault(member.Name).Kind), (member.Name, KindOf(member.Value))));
        Assert.Empty(documented.Where(field => !field.Value.Optional).Select(field => field.Key).Except(
            answer.EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public async Task Data_Center_answers_every_permission_whatever_is_asked_old_names_included()
    {
        var all = (await GetAsync("datacenter", "mypermissions?permissions=CREATE_ISSUES")).GetProperty("permissions").EnumerateObject().ToArray();

        Assert.InRange(all.Length, 70, 90);
        Assert.All(all, permission =>
        {
            Assert.Equal(permission.Name, permission.Value.GetProperty("key").GetString());
            Assert.Contains(permission.Value.GetProperty("type").GetString(), (string[])["GLOBAL", "PROJECT"]);
            Assert.Equal(JsonValueKind.String, permission.Value.GetProperty("id").ValueKind);
        });
        Assert.Equal(["BROWSE", "CREATE_ISSUE", "EDIT_ISSUE"], all
            .Where(permission => permission.Value.TryGetProperty("deprecatedKey", out _))
            .Select(permission => permission.Name)
            .Intersect(["BROWSE", "CREATE_ISSUE", "EDIT_ISSUE", "EDIT_ISSUES"])
            .Order());
    }

    private async Task<JsonElement> GetAsync(string flavour, string resource)
    {
        var sandbox = flavour == "cloud" ? sandboxes.Cloud : sandboxes.DataCenter;
        await sandbox.ResetAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{sandbox.Url}/rest/api/2/{resource}");
        var (user, secret) = flavour == "cloud" ? (Testers.User, Testers.Token) : ("bot", Testers.Token);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}")));
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "text",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "flag",
        JsonValueKind.Array => "list",
        JsonValueKind.Object => "object",
        _ => "null",
    };
}
