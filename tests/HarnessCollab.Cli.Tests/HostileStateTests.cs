namespace HarnessCollab.Cli.Tests;

/// <summary>A state file that a stranger made: every command ends with a sentence, and writes nothing over it.</summary>
public sealed class HostileStateTests : IDisposable
{
    private const string State = ".pulumi/stacks/harness-jira/dev.json";
    private const string Urn = "urn:pulumi:dev::harness-jira::a:b:C::";

    private static readonly string[][] Commands =
    [
        ["preview"],
        ["up", "--yes"],
        ["refresh", "--yes"],
        ["destroy", "--yes"],
        ["stack"],
        ["stack", "output", "--json"],
        ["stack", "ls"],
    ];

    private readonly ProjectFolder _project = new();

    public static TheoryData<string, string> Broken => new()
    {
        { "nesting", new string('[', 1_000_000) },
        { "no object", "[]" },
        { "nothing", "" },
        { "resources of another type", Deployment("\"none\"") },
        { "a resource of another type", Deployment("[7]") },
        { "bad ciphertext", Deployment($"[{Resource("a", BadCiphertext)}]") },
        { "an absurd version", "{\"version\":1e999}" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_is_no_state_is_refused_and_stays_as_it_is(string what, string state)
    {
        await _project.StackAsync();
        _project.Write(State, state);

        foreach (var command in Commands.Where(command => command is not ["stack", "ls"]))
        {
            var result = await _project.RunAsync([.. command, "--stack", "dev"]);

            Assert.True(
                result.ExitCode == 1 && result.Errors.StartsWith("error: ", StringComparison.Ordinal),
                $"{what}, {string.Join(' ', command)}: {result}");
            Assert.DoesNotContain("HC9001", result.All, StringComparison.Ordinal);
        }

        Assert.Equal(state, _project.Read(State));
    }

    public static TheoryData<string, string> Circles => new()
    {
        { "parents", $"[{Resource("a", $"\"parent\":\"{Urn}b\"")},{Resource("b", $"\"parent\":\"{Urn}a\"")}]" },
        { "a parent of itself", $"[{Resource("a", $"\"parent\":\"{Urn}a\"")}]" },
        { "dependencies", $"[{Resource("a", $"\"dependencies\":[\"{Urn}b\"]")},{Resource("b", $"\"dependencies\":[\"{Urn}a\"]")}]" },
        { "deleted with each other", $"[{Resource("a", $"\"deletedWith\":\"{Urn}b\"")},{Resource("b", $"\"deletedWith\":\"{Urn}a\"")}]" },
        { "twice the same", $"[{Resource("a", "\"id\":\"1\"")},{Resource("a", "\"id\":\"2\"")}]" },
        { "a name that is no URN", "[{\"urn\":\"x\",\"custom\":false,\"type\":\"\"}]" },
        { "names without end", $"[{Resource(new string('a', 1_000_000), "\"id\":\"\"")}]" },
    };

    [Theory]
    [MemberData(nameof(Circles))]
    public async Task What_refers_to_itself_hangs_nothing_and_is_no_defect(string what, string resources)
    {
        await _project.StackAsync();

        foreach (var command in Commands)
        {
            _project.Write(State, Deployment(resources));
            var result = await _project.RunAsync([.. command, .. command is ["stack", "ls"] ? Array.Empty<string>() : ["--stack", "dev"]]);

            Assert.True(result.ExitCode is 0 or 1, $"{what}, {string.Join(' ', command)}: {result.ExitCode} {result.Errors}");
            Assert.DoesNotContain("HC9001", result.All, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _project.Dispose();

    private const string BadCiphertext =
        "\"outputs\":{\"a\":{\"4dabf18193072939515e22adb298388d\":\"1b47061264138c4ac30d75fd1eb44270\",\"ciphertext\":\"v1:AAAA:AAAA\"}}";

    private static string Resource(string name, string more) => $"{{\"urn\":\"{Urn}{name}\",\"custom\":false,\"type\":\"a:b:C\",{more}}}";

    private static string Deployment(string resources) =>
        "{\"version\":3,\"checkpoint\":{\"stack\":\"organization/harness-jira/dev\",\"latest\":"
        + $"{{\"manifest\":{{\"time\":\"2026-01-01T00:00:00Z\",\"magic\":\"\",\"version\":\"\"}},\"resources\":{resources}}}}}}}";
}
