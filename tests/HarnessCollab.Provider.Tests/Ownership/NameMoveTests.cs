using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Ownership;

/// <summary>Names that move from one resource to another: exchanged, passed on, left by one that was removed.</summary>
public sealed class NameMoveTests(SandboxFixture sandbox) : TextTest(sandbox)
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_preview_of_an_exchange_fails_as_up_does(int resources)
    {
        var olds = new List<Known>();
        for (var number = 0; number < resources; number++)
        {
            olds.Add(await CreatedAsync($"r{number}", Sandbox.Good($"n{number}")));
        }

        await Plugin.CancelAsync();
        foreach (var isPreview in new[] { true, false })
        {
            var run = await StartKnownAsync();
            var news = new List<PropertyMap>();
            for (var number = 0; number < resources; number++)
            {
                news.Add(await run.CheckedAsync($"r{number}", Sandbox.Good($"n{(number + 1) % resources}"), olds[number].Inputs));
                await run.DiffAsync($"r{number}", olds[number], news[number]);
            }

            var refused = (await FailsAsync(run.UpdateAsync("r0", olds[0], news[0], isPreview))).Status.Detail;

            Assert.StartsWith("HC5003", refused, StringComparison.Ordinal);
            Assert.Contains("cannot be exchanged in one step", refused, StringComparison.Ordinal);
            Assert.Contains("a third display name", refused, StringComparison.Ordinal);
        }

        Assert.Equal(resources, Rows());
    }

    [Fact]
    public async Task A_name_that_is_passed_on_waits_with_dependsOn_and_is_not_called_an_exchange()
    {
        var (a, b) = (await CreatedAsync("a", Sandbox.Good("n1")), await CreatedAsync("b", Sandbox.Good("n2")));
        await Plugin.CancelAsync();
        var run = await StartKnownAsync();
        var newA = await run.CheckedAsync("a", Sandbox.Good("n3"), a.Inputs);
        var newB = await run.CheckedAsync("b", Sandbox.Good("n1"), b.Inputs);

        await run.UpdateAsync("b", b, newB, preview: true);
        var early = (await FailsAsync(run.UpdateAsync("b", b, newB))).Status.Detail;
        await run.UpdateAsync("a", a, newA);
        await run.UpdateAsync("b", b, newB);

        Assert.Equal(early, Assert.Single(Warnings("b", run, PluginProcess.ResourceType)));
        Assert.Contains("let this resource wait for it (option dependsOn), or run up again", early, StringComparison.Ordinal);
        Assert.DoesNotContain("exchanged", early, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_name_of_a_resource_that_was_removed_is_free_after_a_run_of_its_own(bool preview)
    {
        await TextCreatedAsync("c", Text("n1"));
        var a = await TextCreatedAsync("a", Text("n2"));
        await Plugin.CancelAsync();
        var run = await StartKnownAsync();

        var refused = (await FailsAsync(UpdatedAsync("a", a, Text("n1"), preview, run, Type))).Status.Detail;

        Assert.StartsWith("HC5013", refused, StringComparison.Ordinal);
        Assert.Contains("If c has been removed from the program, remove it in a run of its own first", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("alias", refused, StringComparison.Ordinal);
    }
}
