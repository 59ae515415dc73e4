using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Resources;

/// <summary>An object that exists is never lost: state keeps it with the reasons, or the next run finds it and repairs.</summary>
public sealed class PartialFailureTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    private static readonly PropertyValue Enforce = PropertyValue.Of(PropertyMap.Of(("refresh", PropertyValue.Of("enforce"))));

    [Fact]
    public async Task An_unwell_object_is_kept_with_the_reasons_and_a_good_update_heals_it_without_writing()
    {
        await using var jira = await JiraSandbox.StartAsync();
        var created = await CreatedAsync(inputs: Strict(jira));
        await jira.SetAsync(new { token = "revoked-meanwhile" });

        var error = await FailsAsync((await StartAsync()).ReadAsync("jira", created));
        var unwell = Detail<ErrorResourceInitFailed>(error);
        var kept = new Known(unwell.Id, PropertyDecoder.Decode(unwell.Inputs), PropertyDecoder.Decode(unwell.Properties));

        Assert.Equal(StatusCode.Unknown, error.StatusCode);
        Assert.Equal(created.Id, kept.Id);
        Assert.Equal(created.Inputs, kept.Inputs);
        Assert.Equal("failed", kept.Outputs["connection"].AsObject()!["status"].AsString());
        Assert.IsType<SecretValue>(kept.Outputs["apiToken"]);
        Assert.Equal(
            [
                $"{TokenIsRefused} To continue anyway, set connectionTest.refresh to 'warn' or 'off' on the resource, or "
                + "HARNESSCOLLAB_CONNECTION_TEST_REFRESH=off in the environment.",
            ],
            unwell.Reasons);

        // The next run plans an update without any difference: red it fails, green it heals and writes nothing.
        var red = await FailsAsync((await StartAsync()).UpdateAsync("jira", kept, kept.Inputs));
        Assert.StartsWith("HC4310: ", red.Status.Detail, StringComparison.Ordinal);
        Assert.EndsWith(
            "\nIt is updated only because its connection test failed in a refresh. To unblock the stack until Jira works again, run a refresh with "
            + "HARNESSCOLLAB_CONNECTION_TEST_REFRESH=warn in the environment.",
            red.Status.Detail,
            StringComparison.Ordinal);
        await jira.SetAsync(new { token = JiraSandbox.Token });
        ForgetRefusals();
        var entries = Sql("select count(*) from journal");
        var healed = await (await StartAsync()).UpdateAsync("jira", kept, kept.Inputs);

        Assert.Equal("passed", healed.Outputs["connection"].AsObject()!["status"].AsString());
        Assert.Equal(created.Outputs["revision"], healed.Outputs["revision"]);
        Assert.Equal(entries, Sql("select count(*) from journal"));
    }

    [Fact]
    public async Task An_old_engine_gets_the_credential_with_the_reasons_as_plain_text_without_the_mark_that_it_cannot_read()
    {
        await using var jira = await JiraSandbox.StartAsync();
        var created = await CreatedAsync(inputs: Strict(jira));
        await jira.SetAsync(new { token = "revoked-meanwhile" });
        await using var old = await PluginProcess.StartAsync(Folder.Path, handshake: false);
        await old.Client.ConfigureAsync(new ConfigureRequest(), deadline: PluginProcess.Deadline);

        var unwell = Detail<ErrorResourceInitFailed>(await FailsAsync(old.ReadAsync("jira", created)));

        Assert.Equal(JiraSandbox.Token, unwell.Properties.Fields["apiToken"].StringValue);
        Assert.Equal(JiraSandbox.Token, unwell.Inputs.Fields["apiToken"].StringValue);
    }

    [Fact]
    public async Task An_update_whose_answer_was_lost_is_success_the_next_time()
    {
        var created = await CreatedAsync();
        var news = await Plugin.CheckedAsync("jira", Sandbox.Good("renamed"), created.Inputs);
        await Plugin.UpdateAsync("jira", created, news);
        var entries = Sql("select count(*) from journal");

        var again = await (await StartAsync()).UpdateAsync("jira", created, news);

        Assert.Equal("renamed", again.Outputs["displayName"].AsString());
        Assert.Equal(entries, Sql("select count(*) from journal"));
    }

    private static T Detail<T>(RpcException error)
        where T : class, Google.Protobuf.IMessage<T>, new() =>
        error.GetRpcStatus()?.GetDetail<T>() ?? throw new InvalidOperationException($"No {typeof(T).Name} in the trailer of: {error.Status}");

    private PropertyMap Strict(JiraSandbox jira) => Sandbox.Good().With("baseUrl", PropertyValue.Of(jira.BaseUrl)).With("connectionTest", Enforce);

    // What waiting for ten minutes does.
    private void ForgetRefusals() => Directory.Delete(Folder.Combine(".home", "harnesscollab"), recursive: true);
}
