namespace HarnessCollab.EndToEnd;

/// <summary>A proxy of the environment is for the world outside: engine, program and plugin speak to each other on this machine.</summary>
public sealed class ProxyTests : CliTest
{
    [Theory]
    [InlineData("HTTP_PROXY")]
    [InlineData("http_proxy")]
    [InlineData("ALL_PROXY")]
    public async Task A_proxy_does_not_come_between_program_and_engine(string variable)
    {
        var stack = await StackAsync("collab");
        stack.Environment["NO_PROXY"] = null;
        stack.Environment["no_proxy"] = null;
        // Nobody answers there; the stand-in Jira behind http: is to be reached through it, so its test is left out.
        stack.Environment[variable] = "http://127.0.0.1:9";
        stack.Environment["HARNESSCOLLAB_CONNECTION_TEST_PREVIEW"] = "off";

        var preview = await SucceedsAsync(stack.PreviewAsync());

        Says(preview, "    + 2 to create\n");
    }
}
