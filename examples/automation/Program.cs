// Creates a Jira account for each line of a list, NAME;ADDRESS;USER, tests them all, and prints the results:
//
//   JIRA_API_TOKEN=… PulumiSdk=nuget dotnet run --project examples/automation -- accounts.csv
using HarnessCollab.Collaboration;
using Pulumi.Automation;

var accounts = File.ReadLines(args[0]).Where(line => line.Length > 0).Select(line => line.Split(';')).ToList();
var stack = await LocalWorkspace.CreateOrSelectStackAsync(new InlineProgramArgs("jira-accounts", "dev", PulumiFn.Create(() =>
    accounts.ToDictionary(
        account => account[0],
        account => (object?)new JiraCollaborationProvider(account[0], new JiraCollaborationProviderArgs
        {
            DisplayName = account[0],
            BaseUrl = account[1],
            Username = account[2],
        }).Connection.Apply(connection => connection.Status)))));

// An inline program has no Pulumi.yaml, and so no folder of its own: give the store's absolute path.
await stack.SetConfigAsync("harnesscollab:store", new ConfigValue($"sqlite:{Path.GetFullPath("jira-accounts.db")}", isSecret: true));
await stack.SetConfigAsync("harnesscollab:jiraApiToken", new ConfigValue(
    Environment.GetEnvironmentVariable("JIRA_API_TOKEN") ?? throw new InvalidOperationException("JIRA_API_TOKEN is not set."), isSecret: true));

var result = await stack.UpAsync(new UpOptions { OnStandardOutput = Console.Error.WriteLine, OnStandardError = Console.Error.WriteLine });
foreach (var account in accounts)
{
    Console.WriteLine($"{account[0],-20} {account[1],-40} {result.Outputs[account[0]].Value}");
}
