using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Policy;

/// <summary>
/// All cells of the policy table, met in the real plugin process: when, under which policy, given where, with which answer of Jira.
/// </summary>
public sealed class PolicyTableTests(SandboxFixture sandbox, PolicyPlugins plugins) : IClassFixture<PolicyPlugins>
{
    // The table itself, for a policy that is given: what follows where Jira refuses, and where its answer is not known.
    private static readonly (string Policy, Moment[] Moments, Ending Refused, Ending Unknown)[] Table =
    [
        ("off", Enum.GetValues<Moment>(), Ending.Untested, Ending.Untested),
        ("warn", Enum.GetValues<Moment>(), Ending.Warned, Ending.Warned),
        ("enforce", [Moment.PreviewOfCreate, Moment.PreviewOfUpdate], Ending.Failed, Ending.Warned),
        ("enforce", [Moment.Create, Moment.Update], Ending.Failed, Ending.Failed),
        ("enforce", [Moment.Refresh], Ending.Unwell, Ending.Warned),
    ];

    private static readonly Dictionary<Moment, string> BuiltIn = new()
    {
        [Moment.PreviewOfCreate] = "enforce", [Moment.PreviewOfUpdate] = "enforce", [Moment.Create] = "enforce", [Moment.Update] = "enforce",
        [Moment.Refresh] = "warn",
    };

    public static IEnumerable<TheoryDataRow<PolicySource, string, Moment>> Cells =>
        from source in Enum.GetValues<PolicySource>()
        from row in Table
        from moment in row.Moments
        where source != PolicySource.BuiltIn || row.Policy == BuiltIn[moment]
        select new TheoryDataRow<PolicySource, string, Moment>(source, row.Policy, moment);

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task What_follows_is_as_the_table_says(PolicySource source, string policy, Moment moment)
    {
        var (_, _, refused, unknown) = Table.Single(row => row.Policy == policy && row.Moments.Contains(moment));

        await MeetAsync(source, policy, moment, Jira.Passes, policy == "off" ? Ending.Untested : Ending.Passed);
        await MeetAsync(source, policy, moment, Jira.Refuses, refused);
        await MeetAsync(source, policy, moment, Jira.IsDown, unknown);
    }

    private async Task MeetAsync(PolicySource source, string policy, Moment moment, Jira jira, Ending ending)
    {
        var name = plugins.NewName();
        var urn = PluginProcess.Urn(name);
        var plugin = await PluginOfAsync(source, policy);
        var old = moment is Moment.Update or Moment.PreviewOfUpdate ? await MadeAsync(name, Good(name)) : null;
        var candidate = WithPolicy(JiraAccountCandidate(name, jira), source, policy, moment);
        // What a refresh tests is what the store holds.
        var stored = moment == Moment.Refresh ? await MadeAsync(name, candidate) : null;
        var revision = await RevisionAsync(name);

        Known? result = null;
        var error = await Record.ExceptionAsync(async () => result = moment switch
        {
            Moment.Refresh => KnownOf(await plugin.ReadAsync(name, stored!)),
            Moment.Create or Moment.PreviewOfCreate =>
                await plugin.CreateAsync(name, await plugin.CheckedAsync(name, candidate), moment == Moment.PreviewOfCreate),
            _ => await plugin.UpdateAsync(name, old!, await plugin.CheckedAsync(name, candidate, old!.Inputs), moment == Moment.PreviewOfUpdate),
        });

        var warnings = plugin.Engine.Messages(urn, LogSeverity.Warning).ToArray();
        var asked = plugin.Engine.Logs.Any(
            log => log.Urn == urn && log.Ephemeral && log.Message.StartsWith("testing connection to ", StringComparison.Ordinal));
        var written = await RevisionAsync(name) != revision;
        var happened = (error, asked, warnings) switch
        {
            (null, false, []) => Ending.Untested,
            (null, true, []) => Ending.Passed,
            (null, true, _) => Ending.Warned,
            (RpcException { StatusCode: StatusCode.Unknown } unwell, true, _)
                when unwell.GetRpcStatus()!.GetDetail<ErrorResourceInitFailed>() is not null => Ending.Unwell,
            (RpcException, true, _) => Ending.Failed,
            _ => throw new InvalidOperationException($"{moment}: {error}, asked {asked}, {warnings.Length} warnings"),
        };
        Assert.Equal(ending, happened);
        Assert.Equal(moment is Moment.Create or Moment.Update && ending != Ending.Failed, written);
        if (result is not null && moment is not (Moment.PreviewOfCreate or Moment.PreviewOfUpdate))
        {
            // An unknown answer of a refresh leaves what was known before.
            var status = ending == Ending.Untested || (moment == Moment.Refresh && jira == Jira.IsDown)
                ? "untested"
                : jira switch { Jira.Passes => "passed", Jira.Refuses => "failed", _ => "inconclusive" };
            Assert.Equal(status, result.Outputs["connection"].AsObject()!["status"].AsString());
        }

        if (error is RpcException { Status: var status2 })
        {
            AssertReadsWell(status2, moment, jira);
        }
    }

    private static void AssertReadsWell(Status status, Moment moment, Jira jira)
    {
        var phase = moment switch { Moment.Refresh => "refresh", Moment.Create or Moment.Update => "apply", _ => "preview" };
        Assert.StartsWith(jira == Jira.Refuses ? "HC4310: " : "HC4102: ", status.Detail, StringComparison.Ordinal);
        Assert.EndsWith(
            $"set connectionTest.{phase} to 'warn' or 'off' on the resource, or "
            + $"HARNESSCOLLAB_CONNECTION_TEST_{phase.ToUpperInvariant()}=off in the environment.", status.Detail, StringComparison.Ordinal);
        Assert.Equal(
            moment == Moment.Refresh ? StatusCode.Unknown : jira == Jira.IsDown ? StatusCode.Unavailable : StatusCode.FailedPrecondition,
            status.StatusCode);
    }

    private Task<PluginProcess> PluginOfAsync(PolicySource source, string policy) => source switch
    {
        PolicySource.ProviderConfig => plugins.WithAsync(policy, null),
        PolicySource.ResourceOverConfig => plugins.WithAsync(Opposite(policy), null),
        PolicySource.Environment or PolicySource.EnvironmentOverResource => plugins.WithAsync(null, policy),
        _ => plugins.WithAsync(null, null),
    };

    private static PropertyMap WithPolicy(PropertyMap inputs, PolicySource source, string policy, Moment moment)
    {
        var phase = moment switch { Moment.Refresh => "refresh", Moment.Create or Moment.Update => "apply", _ => "preview" };
        var own = source switch
        {
            PolicySource.Resource or PolicySource.ResourceOverConfig => policy,
            PolicySource.EnvironmentOverResource => Opposite(policy),
            _ => null,
        };
        return own is null ? inputs : inputs.With("connectionTest", PropertyValue.Of(PropertyMap.Of((phase, PropertyValue.Of(own)))));
    }

    private static string Opposite(string policy) => policy == "off" ? "enforce" : "off";

    private PropertyMap Good(string name) => sandbox.Good(name);

    // Every refused candidate is a new one: a refusal that is remembered is not sent again.
    private PropertyMap JiraAccountCandidate(string name, Jira jira) => jira switch
    {
        Jira.Passes => Good(name).With("tokenExpiresAt", PropertyValue.Of("2999-01-01")),
        Jira.Refuses => Good(name).With("apiToken", PropertyValue.SecretOf($"wrong-for-{name}")),
        _ => Good(name).With("baseUrl", PropertyValue.Of(plugins.Down)),
    };

    // By a plugin that tests nothing.
    private async Task<Known> MadeAsync(string name, PropertyMap inputs)
    {
        var lenient = await plugins.WithAsync(null, "off");
        return await lenient.CreateAsync(name, await lenient.CheckedAsync(name, inputs));
    }

    private async Task<string?> RevisionAsync(string name)
    {
        var lenient = await plugins.WithAsync(null, "off");
        try
        {
            return (await lenient.InvokeAsync(
                "getJiraCollaborationProvider", PropertyMap.Of(("displayName", PropertyValue.Of(name))))).Return.Fields["revision"].StringValue;
        }
        catch (RpcException missing) when (missing.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }

    private static Known KnownOf(ReadResponse read) =>
        new(read.Id, Protocol.Codec.PropertyDecoder.Decode(read.Inputs), Protocol.Codec.PropertyDecoder.Decode(read.Properties));
}
