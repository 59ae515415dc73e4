using System.Diagnostics;
using HarnessCollab.Stores.Tests.Children;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>
/// What a killed run has made is taken up by the next of the same user: when its nonce is in the file of runs, the resource and what it wants are
/// the same, and nobody has changed it since.
/// </summary>
public sealed class HarnessKillTests : HarnessTest
{
    private const string Id = "Jira_Main";
    private const string SecretId = "Jira_Main_managed";

    private readonly string _folder = Directory.CreateTempSubdirectory("harnesscollab-").FullName;

    private string Runs => Path.Combine(_folder, "runs");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Time.MoveTo(DateTimeOffset.UtcNow);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("after create connector", "create", "create")]
    [InlineData("after create connector", "create", "create-rotated")]
    [InlineData("after create connector", "create-referring", "create-referring")]
    [InlineData("after create secret", "create-text", "create-text")]
    public async Task What_a_killed_create_has_made_is_taken_up(string moment, string killed, string again)
    {
        if (killed == "create-referring")
        {
            await HarnessOperations.CreateSharedAsync(Store);
        }

        await KillAsync(moment, killed);
        var posts = await CountAsync("create-");

        var store = Open(runs: Runs);
        await HarnessOperations.RunAsync(store, again);

        Assert.Equal(posts, await CountAsync("create-"));
        Assert.Equal(0, await CountAsync("update-connector"));
        if (killed == "create")
        {
            Assert.True(await Sandbox.HoldsAsync(SecretId, again == "create" ? "s3cret-token" : HarnessOperations.Rotated));
        }

        await store.SettleAsync(Cancel);
        Assert.NotEqual(false, (await store.Accounts.FindAsync(Id, Cancel))?.Fields.Tags.IsEmpty);
        Assert.DoesNotContain("s3cret", File.ReadAllText(Runs), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("before create connector", "after create connector", "create")]
    [InlineData("after create connector", "before update secret", "create")]
    [InlineData("after create connector", "after update secret", "create")]
    [InlineData("after create secret", "after update secret", "create-text")]
    public async Task It_may_be_killed_again(string first, string second, string operation)
    {
        await KillAsync(first, operation);
        await KillAsync(second, operation);

        await HarnessOperations.RunAsync(Open(runs: Runs), operation);

        Assert.Equal(operation == "create" ? SecretId : "shared", Assert.Single(await Sandbox.SecretsAsync()));
    }

    [Theory]
    [InlineData("without the file")]
    [InlineData("another resource")]
    [InlineData("wanted otherwise")]
    [InlineData("edited")]
    [InlineData("rotated")]
    [InlineData("written by an update")]
    public async Task All_else_is_a_clash_that_gives_the_id_to_import(string difference)
    {
        await KillAsync("after create connector", "create");
        var author = difference == "another resource" ? Some.OtherAuthor : Some.Author();
        var wanted = Some.Draft() with { Fields = Some.Fields() with { Description = difference == "wanted otherwise" ? "else" : null } };
        await Task.Delay(TimeSpan.FromSeconds(1.1), Cancel);
        switch (difference)
        {
            case "without the file":
                File.Delete(Runs);
                break;
            case "edited":
                // Nothing that we would see as another field.
                await Sandbox.EditAsync("connector", Id, new { spec = new { ignoreTestConnection = true } });
                break;
            case "rotated":
                await Sandbox.RotateAsync(SecretId, "of somebody");
                break;
            case "written by an update":
                await Store.Accounts.UpdateAsync(
                    Id, wanted with { Fields = wanted.Fields with { Description = "new" } }, wanted, Some.Author(), Cancel);
                wanted = wanted with { Fields = wanted.Fields with { Description = "new" } };
                break;
        }

        var store = Open(runs: Runs);
        var refusal = await Assert.ThrowsAsync<NameTakenException>(
            () => HarnessOperations.CreateAsync(store, store.Accounts, new("Jira Main"), wanted, author));

        Assert.Equal((StoreErrorCodes.JiraAccountNameTaken, Id), (refusal.Code, refusal.Holder.Id));
        Assert.Equal(difference == "rotated", await Sandbox.HoldsAsync(SecretId, "of somebody"));
    }

    [Fact]
    public async Task A_text_that_somebody_wrote_since_is_left_alone()
    {
        await KillAsync("after create secret", "create-text");
        await Task.Delay(TimeSpan.FromSeconds(1.1), Cancel);
        await Sandbox.RotateAsync("shared", "of somebody");

        await Assert.ThrowsAsync<NameTakenException>(() => HarnessOperations.RunAsync(Open(runs: Runs), "create-text"));

        Assert.True(await Sandbox.HoldsAsync("shared", "of somebody"));
    }

    [Fact]
    public async Task A_run_that_ends_in_order_leaves_no_entry_and_two_at_once_lose_none()
    {
        var stores = Enumerable.Range(0, 8).Select(_ => Open(runs: Runs)).ToArray();
        Assert.Equal([null], (await Task.WhenAll(stores.Select(store => store.EnsureCreatedAsync(null, Cancel)))).Distinct());
        await HarnessOperations.RunAsync(stores[0], "create");
        Assert.Equal(8, File.ReadAllLines(Runs).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Runs));
        }

        await Task.WhenAll(stores.Select(store => store.SettleAsync(Cancel)));

        Assert.Empty(File.ReadAllLines(Runs));
        await Assert.ThrowsAsync<NameTakenException>(() => HarnessOperations.RunAsync(Open(runs: Runs), "create"));
    }

    [Fact]
    public async Task A_preview_and_a_run_that_makes_nothing_write_no_file()
    {
        var store = Open(runs: Runs);
        await store.VerifyAsync(null, Cancel);
        await store.Accounts.FindInTheWayAsync(new("Jira Main"), Some.Author(), Cancel);
        await store.SettleAsync(Cancel);

        Assert.False(File.Exists(Runs));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("\0\0\0")]
    [InlineData("{\"version\":1}")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef 9999-12-31T23:59:59.9999999+14:00\n")]
    [InlineData("0123456789abcdef0123456789abcdef 2026-01-01T00:00:00.0000000+00:00\n")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF now\n")]
    [InlineData("too long")]
    public async Task What_is_no_entry_is_nothing_and_goes(string content)
    {
        File.WriteAllText(Runs, content == "too long" ? new string('x', 2_000_000) : content);
        var store = Open(runs: Runs);

        Assert.Null(await store.EnsureCreatedAsync(null, Cancel));

        Assert.Matches("^[0-9a-f]{32} [0-9T:.+-]+$", Assert.Single(File.ReadAllLines(Runs)));
    }

    [Theory]
    [InlineData("a folder")]
    [InlineData("below a file")]
    [InlineData("in a folder that takes none")]
    [InlineData("a pipe")]
    [InlineData("a full disk")]
    public async Task A_file_that_cannot_be_written_is_told_once_and_keeps_nobody_from_creating(string place)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && place is not ("a folder" or "below a file"), "Windows has no such thing.");
        var runs = Runs;
        switch (place)
        {
            case "a folder":
                Directory.CreateDirectory(Runs);
                break;
            case "below a file":
                File.WriteAllText(Runs, "");
                runs = Path.Combine(Runs, "runs");
                break;
            case "in a folder that takes none":
                runs = "/proc/harnesscollab/runs";
                break;
            case "a pipe":
                Make("mkfifo", Runs);
                break;
            default:
                Make("mknod", Runs, "c", "1", "7");
                break;
        }

        var store = Open(runs: runs);
        var first = await store.EnsureCreatedAsync(null, Cancel);
        var second = await store.EnsureCreatedAsync(null, Cancel);
        await HarnessOperations.RunAsync(store, "create");
        await store.SettleAsync(Cancel);

        Assert.StartsWith($"HC3065: the file {runs} cannot be written", first, StringComparison.Ordinal);
        Assert.Null(second);
        var refusal = await Assert.ThrowsAsync<NameTakenException>(() => HarnessOperations.RunAsync(Open(runs: runs), "create"));
        Assert.Equal(Id, refusal.Holder.Id);
    }

    private static void Make(string program, params string[] arguments)
    {
        using var made = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        made.WaitForExit();
        Assert.SkipUnless(made.ExitCode == 0, $"{program} is not permitted here.");
    }

    private Task KillAsync(string moment, string operation) => KillAsync(Sandbox, moment, operation, runs: Runs);

    private async Task<int> CountAsync(string call) =>
        (await Sandbox.CallsAsync()).Count(each => each?.StartsWith(call, StringComparison.Ordinal) == true);
}
