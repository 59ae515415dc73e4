namespace HarnessCollab.Stores.Tests.Harness;

public sealed class HarnessSettingsTests
{
    [Fact]
    public void Account_and_key_are_enough_and_nothing_prints_the_key()
    {
        var (settings, problems) = HarnessSettings.Parse(null, " acc ", null, " ", new(" pat.acc.x.secret\n"), allowInsecureHttp: false, "1.0.0");

        Assert.Empty(problems);
        Assert.Equal(
            ("https://app.harness.io/gateway", "acc", null, null),
            (settings!.Endpoint.ToString(), settings.AccountId, settings.OrgId, settings.ProjectId));
        Assert.Equal("pat.acc.x.secret", settings.ApiKey.Reveal());
        Assert.DoesNotContain("secret", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var (settings, problems) = HarnessSettings.Parse("pat.in.the.wrong.place", null, null, "shop", null, allowInsecureHttp: false, "1.0.0");

        Assert.Null(settings);
        Assert.Equal(["accountId", "apiKey", "endpoint", "projectId"], problems.Select(problem => problem.Setting).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("wrong.place", string.Join(' ', problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://harness.example.com", false, 1)]
    [InlineData("http://harness.example.com", true, 0)]
    [InlineData("http://127.0.0.1:8080/", false, 0)]
    [InlineData("https://user@harness.example.com", false, 1)]
    [InlineData("https://harness.example.com/gateway?x=1", false, 1)]
    [InlineData("https://app.harness.io/gateway/ng/api", false, 1)]
    [InlineData("https://app.harness.io/gateway/ng/api/", false, 1)]
    public void The_endpoint_is_safe_for_a_key(string endpoint, bool allowInsecureHttp, int problems) =>
        Assert.Equal(problems, HarnessSettings.Parse(endpoint, "acc", null, null, new("k"), allowInsecureHttp, "1.0.0").Problems.Count);

    [Fact]
    public void A_name_where_an_identifier_belongs_is_told() =>
        Assert.Equal("orgId", Assert.Single(HarnessSettings.Parse(null, "acc", "My Org", null, new("k"), false, "1.0.0").Problems).Setting);

    [Fact]
    public void A_store_without_account_and_key_is_told() => Assert.Equal(
        ["accountId", "apiKey"],
        Assert.Throws<StoreSettingsException>(() => StoreSettings.Parse("Harness", null, null)).Problems.Select(problem => problem.Setting));
}
