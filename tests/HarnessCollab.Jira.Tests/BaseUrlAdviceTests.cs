namespace HarnessCollab.Jira.Tests;

/// <summary>Pasted URLs are recognised, and good ones are left in peace.</summary>
public sealed class BaseUrlAdviceTests
{
    [Theory]
    [InlineData("https://acme.atlassian.net/jira/software/projects/ABC/boards/1", "https://acme.atlassian.net.")]
    [InlineData("https://acme.atlassian.net/wiki", "/wiki is Confluence")]
    [InlineData("https://acme.atlassian.net/browse/ABC-1", "https://acme.atlassian.net.")]
    [InlineData("https://id.atlassian.com/manage-profile", "not a Jira site")]
    [InlineData("https://acme.jira.com", "https://acme.atlassian.net.")]
    [InlineData("https://api.atlassian.com/ex/jira", "cloud id")]
    [InlineData(
        "https://api.atlassian.com/ex/jira/11111111-2222-4333-8444-555555555555/rest/api/2",
        "https://api.atlassian.com/ex/jira/11111111-2222-4333-8444-555555555555.")]
    public void A_pasted_url_gets_advice(string url, string advice) =>
        Assert.Contains(advice, BaseUrlAdvice.For(new Uri(url)), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://jira.example.com/rest/api/2", "https://jira.example.com.")]
    [InlineData("https://jira.example.com/jira/secure/Dashboard.jspa", "https://jira.example.com/jira.")]
    [InlineData("https://jira.example.com:8443/browse/ABC", "https://jira.example.com:8443.")]
    public void What_may_be_a_context_path_is_a_guess_only(string url, string guess)
    {
        Assert.Null(BaseUrlAdvice.For(new Uri(url)));
        Assert.Contains(guess, BaseUrlAdvice.Guess(new Uri(url)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://acme.atlassian.net")]
    [InlineData("https://jira.example.com")]
    [InlineData("https://jira.example.com/jira")]
    [InlineData("https://example.com/projects-server/jira")]
    [InlineData("http://localhost:8080/jira")]
    [InlineData("https://api.atlassian.com/ex/jira/11111111-2222-4333-8444-555555555555")]
    public void A_good_url_gets_none(string url) => Assert.Null(BaseUrlAdvice.For(new Uri(url)) ?? BaseUrlAdvice.Guess(new Uri(url)));

    [Theory]
    [InlineData("https://acme.atlassian.net", true, false)]
    [InlineData("https://ACME.Atlassian.NET/x", true, false)]
    [InlineData("https://atlassian.net.evil.com", false, false)]
    [InlineData("https://evilatlassian.net", false, false)]
    [InlineData("https://api.atlassian.com/ex/jira/11111111-2222-4333-8444-555555555555", false, true)]
    [InlineData("https://api.atlassian.com/ex/jira/", false, false)]
    [InlineData("https://api.atlassian.com/ex/confluence/1", false, false)]
    public void Cloud_hosts_are_told_by_their_url(string url, bool site, bool gateway)
    {
        Assert.Equal(site, JiraHost.IsCloudSite(new Uri(url)));
        Assert.Equal(gateway, JiraHost.IsCloudGateway(new Uri(url)));
        Assert.Equal(site || gateway, JiraHost.IsCloud(new Uri(url)));
    }
}
