// The program that end-to-end tests run: what it registers is said by the stack's configuration.
using System.Text.Json;
using HarnessCollab.Collaboration;
using Pulumi;

return await Deployment.RunAsync(() =>
{
    var config = new Pulumi.Config();
    if (config.GetObject<ResourceSpec[]>("resources", JsonSerializerOptions.Web) is { } specs)
    {
        return new Resources(config).Register(specs);
    }

    var baseUrl = config.Get("baseUrl") ?? "http://127.0.0.1:1";
    var outputs = new Dictionary<string, object?>();
    switch (Environment.GetEnvironmentVariable("TEST_PROGRAM_END"))
    {
        case "nothing":
            return outputs;
        case "throw":
            throw new InvalidOperationException("this program does not work");
        case "exit-0":
            Environment.Exit(0);
            break;
        case "exit-5":
            Environment.Exit(5);
            break;
        case "exit-32":
            Environment.Exit(32);
            break;
        case "log-error":
            Log.Error("something is wrong");
            return outputs;
        case "never":
            Log.Info("this program never ends");
            Thread.Sleep(Timeout.Infinite);
            break;
    }

    Input<string> Later(string property, JiraCollaborationProvider? first, Input<string> value) =>
        config.Get("unknown") == property && first is not null ? Output.Tuple(first.Revision, value.ToOutput()).Apply(both => both.Item2) : value;

    if (config.GetBoolean("mistakes") == true)
    {
        _ = new JiraCollaborationProvider("jira", new()
        {
            DisplayName = "ops!jira",
            BaseUrl = "example.atlassian.net",
            ApiToken = Output.CreateSecret("token-canary\n"),
        });
        return outputs;
    }

    // Its revision is not known in the preview that creates it, so what is made from it is not either.
    var first = config.Get("unknown") is null ? null : new JiraCollaborationProvider("first", new()
    {
        DisplayName = "first", BaseUrl = baseUrl, Username = config.Require("username"), ApiToken = config.RequireSecret("apiToken"),
    });

    for (var i = 0; i < (config.GetInt32("count") ?? 1); i++)
    {
        var suffix = i == 0 ? "" : $"-{i}";
        var jira = new JiraCollaborationProvider($"jira{suffix}", new()
        {
            DisplayName = Later("displayName", first, (config.Get("displayName") ?? "ops-jira") + suffix),
            BaseUrl = Later("baseUrl", first, baseUrl),
            Username = config.Require("username"),
            ApiToken = config.GetSecret("apiToken") is { } token ? Later("apiToken", first, token) : null,
            Description = config.Get("description")!,
        });
        if (config.GetBoolean("quiet") == true)
        {
            continue;
        }

        outputs[$"id{suffix}"] = jira.Id;
        outputs[$"username{suffix}"] = jira.Username;
        outputs[$"status{suffix}"] = jira.Connection.Apply(connection => connection.Status);
    }

    return outputs;
});
