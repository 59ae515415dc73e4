namespace HarnessCollab.Common.Tests;

/// <summary>NO_PROXY in the forms that curl, Go, Python and .NET know.</summary>
public sealed class NoProxyTests
{
    [Theory]
    [InlineData("*", "https://jira.example.com", true)]
    [InlineData("example.com", "https://jira.example.com", true)]
    [InlineData("example.com", "https://example.com", true)]
    [InlineData("example.com", "https://badexample.com", false)]
    [InlineData(".example.com", "https://jira.example.com", true)]
    [InlineData("*.example.com", "https://JIRA.example.com.", true)]
    [InlineData("*.example.com", "https://example.org", false)]
    [InlineData("a.org, example.com", "https://jira.example.com", true)]
    [InlineData("a.org example.com", "https://jira.example.com", true)]
    [InlineData("jira.example.com:8443", "https://jira.example.com:8443", true)]
    [InlineData("jira.example.com:8443", "https://jira.example.com", false)]
    [InlineData("10.0.0.0/8", "http://10.1.2.3:8080", true)]
    [InlineData("10.0.0.0/8", "http://11.1.2.3", false)]
    [InlineData("10.0.0.0/8", "https://jira.example.com", false)]
    [InlineData("10.1.2.3", "http://10.1.2.3", true)]
    [InlineData("10.1.2.3:80", "http://10.1.2.3", true)]
    [InlineData("10.1.2.3:81", "http://10.1.2.3", false)]
    [InlineData("fd00::/8", "http://[fd00::1]", true)]
    [InlineData("fd00::1", "http://[fd00::1]", true)]
    [InlineData("[fd00::1]:80", "http://[fd00::1]", true)]
    [InlineData("[fd00::1]", "http://[fd00::1]:8080", true)]
    [InlineData("", "https://jira.example.com", false)]
    [InlineData(null, "https://jira.example.com", false)]
    [InlineData(",,. *. :", "https://jira.example.com", false)]
    public void An_entry_covers_what_it_means(string? entries, string url, bool isCovered) =>
        Assert.Equal(isCovered, new NoProxy(entries).Covers(new Uri(url)));

    [Fact]
    public void What_is_not_excepted_goes_where_the_platform_says()
    {
        var proxy = new EnvironmentProxy(new System.Net.WebProxy("http://proxy:3128"), "example.com");

        Assert.Null(proxy.GetProxy(new Uri("https://jira.example.com")));
        Assert.Equal(new Uri("http://proxy:3128"), proxy.GetProxy(new Uri("https://jira.example.org")));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost")]
    [InlineData("https://[::1]:8443")]
    public void What_is_for_this_machine_stays_on_it(string url) =>
        Assert.Null(new EnvironmentProxy(new System.Net.WebProxy("http://proxy:3128"), null).GetProxy(new Uri(url)));
}
