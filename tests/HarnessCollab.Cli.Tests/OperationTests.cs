using System.Text.RegularExpressions;

namespace HarnessCollab.Cli.Tests;

/// <summary>preview, up, refresh and destroy with a program that registers nothing: exit codes, texts and files.</summary>
public sealed class OperationTests
{
    [Theory]
    [InlineData("--nosuchflag", "error: there is no option --nosuchflag; collab does not support it; if the Pulumi CLI does, use the Pulumi CLI\n")]
    [InlineData("-X", "error: there is no option -X; collab does not support it; if the Pulumi CLI does, use the Pulumi CLI\n")]
    [InlineData("--stack", "error: --stack needs a value: --stack NAME\n")]
    [InlineData("-s", "error: -s needs a value: --stack NAME\n")]
    [InlineData("-fX", "error: there is no option -X; collab does not support it; if the Pulumi CLI does, use the Pulumi CLI\n")]
    [InlineData("--json", "error: the flag --json is not supported by collab for this command; use the Pulumi CLI, or leave it out\n")]
    [InlineData("--event-log=x", "error: the flag --event-log is not supported by collab for this command; use the Pulumi CLI, or leave it out\n")]
    [InlineData("--neo", "error: the flag --neo is not supported by collab for this command; use the Pulumi CLI, or leave it out\n")]
    [InlineData("--target=x", "error: the flag --target is not supported by collab for this command; use the Pulumi CLI, or leave it out\n")]
    [InlineData("--config=a=b", "error: the flag --config is not supported by collab for this command; use the Pulumi CLI, or leave it out\n")]
    [InlineData("--expect-no-change", "error: there is no option --expect-no-change; did you mean --expect-no-changes?\n")]
    [InlineData("--refresh=perhaps", "error: --refresh accepts only the values true and false\n")]
    [InlineData("--yes", "error: --yes is given twice\n")]
    [InlineData("--color=blue", "error: --color must be one of always, never, auto, raw\n")]
    [InlineData("--parallel=x", "error: --parallel N must be a number from 0\n")]
    public async Task No_option_is_passed_over(string option, string message)
    {
        using var project = new ProjectFolder();
        await project.StackAsync();

        var result = await project.RunAsync("up", "--yes", option);

        Assert.Equal((1, message), (result.ExitCode, result.Errors));
    }

    [Theory]
    [InlineData("there are too many arguments", "up", "dev")]
    [InlineData("there are too many arguments", "config", "get", "a", "b")]
    [InlineData("there are too many arguments", "config", "rm", "a", "b")]
    [InlineData("there are too many arguments", "config", "set", "a", "b", "c")]
    [InlineData("an argument is missing: KEY", "config", "get")]
    public async Task No_operand_is_passed_over_or_missed(string message, params string[] words)
    {
        using var project = new ProjectFolder();
        await project.StackAsync();

        var result = await project.RunAsync(words);

        Assert.Equal((1, $"error: {message}\n"), (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task Short_flags_may_stand_together_and_values_beside_them()
    {
        using var project = new ProjectFolder();
        await project.StackAsync();
        await project.OutputAsync("stack", "init", "other");

        Assert.StartsWith("Updating (dev):", await project.OutputAsync("up", "-yfsdev"), StringComparison.Ordinal);
        Assert.StartsWith("Updating (dev):", await project.OutputAsync("up", "-yf", "-s=dev", "-p", "2"), StringComparison.Ordinal);
        Assert.StartsWith("Updating (other):", await project.OutputAsync("up", "-yf=true", "-r"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("watch", "there is no command 'watch'; collab does not support it; if the Pulumi CLI does, use the Pulumi CLI")]
    [InlineData("stack export", "there is no command 'stack export'; collab does not support it; if the Pulumi CLI does, use the Pulumi CLI")]
    [InlineData("preveiw", "there is no command 'preveiw'; did you mean 'preview'?")]
    [InlineData("stack", "'stack' needs one of init, select, ls, output, rm")]
    public async Task No_command_is_passed_over(string command, string message)
    {
        using var project = new ProjectFolder();

        Assert.Equal($"error: {message}\n", (await project.RunAsync(command.Split(' '))).Errors);
    }

    [Fact]
    public async Task Nothing_is_changed_unasked()
    {
        using var project = new ProjectFolder();
        await project.StackAsync();
        const string Message = "error: --yes or --skip-preview or --preview-only must be passed in to proceed when running in non-interactive mode\n";

        foreach (var (verb, code) in new[] { ("up", 2), ("destroy", 2), ("refresh", 1) })
        {
            var result = await project.RunAsync(verb);
            Assert.Equal((code, "", Message), (result.ExitCode, result.Output, result.Errors));
        }
    }

    [Theory]
    [InlineData(1, 1, "    error: an unhandled error occurred: Program exited with non-zero exit code: 1\n")]
    [InlineData(255, 1, "    error: an unhandled error occurred: Program exited with non-zero exit code: 255\n")]
    [InlineData(32, 1, "Resources:\n\n")]
    [InlineData(0, 1, "    error: the program ended too early")]
    public async Task A_program_that_ends_before_its_stack_has_outputs_fails_the_run(int program, int collab, string text)
    {
        using var project = new ProjectFolder($"echo a line on stdout\nexit {program}");
        await project.StackAsync();

        var result = await project.RunAsync("preview");

        Assert.Equal(collab, result.ExitCode);
        Assert.StartsWith("Previewing update (dev):\n\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("    pulumi:pulumi:Stack harness-jira-dev  a line on stdout\n", result.Output, StringComparison.Ordinal);
        Assert.Contains(text, result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Errors);
    }

    [Fact]
    public async Task The_program_gets_what_the_CLI_gives_it()
    {
        using var project = new ProjectFolder(
            $"pwd > seen.txt\nenv | grep '^PULUMI_' | grep -v PASSPHRASE | sort >> seen.txt\n{ProjectFolder.RegistersNothing}");
        await project.StackAsync();
        await project.OutputAsync("config", "set", "greeting", "hello");
        await project.OutputAsync("config", "set", "--secret", "b", "two");
        var settings = project.Read("Pulumi.dev.yaml");
        project.Write("Pulumi.dev.yaml", settings.Replace(
            "  harness-jira:b:\n    secure: ", "  harness-jira:obj:\n    a: 1\n    b:\n      secure: ", StringComparison.Ordinal));

        await project.OutputAsync("up", "--yes", "--skip-preview", "--parallel", "8");

        var seen = project.Read("app/seen.txt");
        using var config = System.Text.Json.JsonDocument.Parse(
            seen.Split('\n').Single(line => line.StartsWith("PULUMI_CONFIG=", StringComparison.Ordinal))["PULUMI_CONFIG=".Length..]);
        Assert.Equal("hello", config.RootElement.GetProperty("harness-jira:greeting").GetString());
        Assert.Equal("{\"a\":1,\"b\":\"two\"}", config.RootElement.GetProperty("harness-jira:obj").GetString());
        foreach (var line in new[]
        {
            project.Path("app"),
            "PULUMI_CONFIG_SECRET_KEYS=[\"harness-jira:obj\"]",
            "PULUMI_DRY_RUN=false",
            "PULUMI_ORGANIZATION=organization",
            "PULUMI_PARALLEL=8",
            "PULUMI_PROJECT=harness-jira",
            $"PULUMI_PWD={project.Path("app")}",
            $"PULUMI_ROOT_DIRECTORY={project.Root}",
            "PULUMI_STACK=dev",
        })
        {
            Assert.Contains(line + "\n", seen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_update_leaves_a_checkpoint_and_its_predecessor_and_no_lock()
    {
        using var project = new ProjectFolder();
        await project.StackAsync();
        // A Pulumi CLI that was killed has left it empty, and can read nothing beside it.
        project.Write(".pulumi/stacks/harness-jira/dev.json.attrs", "");

        await project.OutputAsync("up", "--yes", "--skip-preview");

        var files = Directory.EnumerateFiles(project.Path(".pulumi"), "*", SearchOption.AllDirectories)
            .Select(file => Regex.Replace(Path.GetRelativePath(project.Path(".pulumi"), file), "[0-9]{19}", "N")).Order(StringComparer.Ordinal);
        Assert.Equal(
            ["meta.yaml", "stacks/harness-jira/dev.json", "stacks/harness-jira/dev.json.bak"], files);
    }

    [Fact]
    public async Task A_locked_stack_is_not_touched_until_the_lock_is_cancelled()
    {
        using var project = new ProjectFolder();
        await project.StackAsync();
        project.Write(
            ".pulumi/locks/organization/harness-jira/dev/x.json",
            "{\"pid\":7,\"username\":\"ann\",\"hostname\":\"box\",\"timestamp\":\"2026-11-24T04:43:35.850339106Z\"}");

        var locked = await project.RunAsync("up", "--yes", "--skip-preview");
        Assert.Equal((1, ""), (locked.ExitCode, locked.Output));
        Assert.Equal(
            "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock "
            + $"file with `collab cancel`.\n  {project.Path(".pulumi/locks/organization/harness-jira/dev/x.json")}: "
            + "created by ann@box (pid 7) at 2026-11-24T04:43:35Z\n",
            locked.Errors);
        Assert.Equal(0, (await project.RunAsync("preview")).ExitCode);

        Assert.Equal("The currently running update for 'dev' has been canceled!\n", await project.OutputAsync("cancel"));
        Assert.Equal(0, (await project.RunAsync("up", "--yes", "--skip-preview")).ExitCode);
    }

    [Fact]
    public async Task Destroy_says_what_is_left_and_with_an_option_leaves_nothing()
    {
        using var project = new ProjectFolder();
        await project.StackAsync();

        var destroyed = await project.OutputAsync("destroy", "--yes", "--skip-preview");
        Assert.Equal(
            "Destroying (dev):\n\nResources:\n\nDuration: T\n\nThe resources in the stack have been deleted, but the stack and its settings are "
            + "still there.\nIf you want to remove the stack completely, run `collab stack rm dev`.\n",
            Regex.Replace(Regex.Replace(destroyed, "Duration: \\d+s", "Duration: T"), "@ .*\n", ""));

        Assert.EndsWith(
            "The resources in the stack have been deleted, and the stack and its settings removed.\n",
            await project.OutputAsync("destroy", "--yes", "--skip-preview", "--remove"),
            StringComparison.Ordinal);
        Assert.False(File.Exists(project.Path("Pulumi.dev.yaml")));
        Assert.Equal("[]\n", await project.OutputAsync("stack", "ls", "--json"));
    }

    [Theory]
    [InlineData("runtime: yaml", "the runtime 'yaml' is not supported by collab")]
    [InlineData("runtime: nodejs", "the runtime 'nodejs' is not supported by collab")]
    [InlineData("runtime: dotnet\noptions:\n  refresh: always", "'options'")]
    [InlineData("runtime: dotnet\nplugins:\n  providers:\n    - name: x\n      path: ./nowhere", "no folder at path './nowhere'")]
    [InlineData("runtime: dotnet\nplugins:\n  analyzers:\n    - name: x\n      path: .", "'plugins.analyzers'")]
    public async Task What_only_the_CLI_runs_is_refused_by_name(string yaml, string message)
    {
        using var project = new ProjectFolder();
        await project.StackAsync();
        project.Write("Pulumi.yaml", $"name: harness-jira\n{yaml}\n");

        var result = await project.RunAsync("preview");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
    }
}
