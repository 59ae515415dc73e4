using System.Globalization;
using System.Text.Json;
using HarnessCollab.Testing.Cli;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.EndToEnd.Faults;

/// <summary>
/// collab is killed anywhere in a run of many accounts. What it leaves says what is there but for what was in flight, which it names; so
/// either command line can go on.
/// </summary>
public sealed class TakeoverTests(FaultFixture fixture) : IClassFixture<FaultFixture>
{
    private const int Accounts = 30;
    private const int Parallel = 4;
    private const string Changed = "changed";

    public static TheoryData<string, string, int> Cases =>
        new MatrixTheoryData<string, string, int>(["collab", "pulumi"], ["create", "update", "destroy"], [1, 2]);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Whoever_goes_on_finds_what_is_there(string next, string doing, int attempt)
    {
        ICli other = next == "collab" ? new CollabCli() : new PulumiCli();
        Assert.SkipWhen(other.Unavailable is not null, other.Unavailable ?? "");
        await using var stack = await StackAsync(doing);
        var (point, moment) = (Random.Shared.Next(1, Accounts), TimeSpan.FromMilliseconds(Random.Shared.Next(0, 20)));

        await KillAsync(stack, doing, point, moment);

        var killed = $"attempt {attempt}: killed {moment.TotalMilliseconds} ms after the {point}th";
        AssertStateIsTrue(stack.Folder, killed);
        var folder = stack.Folder.On(other);
        await folder.MustAsync("cancel", "--yes");
        if (next == "pulumi")
        {
            // It takes no second look at what was in flight unasked.
            await folder.MustAsync("refresh", "--yes", "--skip-preview", "--skip-pending-creates");
        }

        await folder.MustAsync("up", "--yes", "--skip-preview");
        Assert.True(folder.Rows() == Accounts, $"{killed}: {folder.Rows()} accounts");
        Assert.Equal((long)Accounts, folder.Sql("select count(*) from encrypted_texts"));
        await folder.MustAsync("preview", "--expect-no-changes");
        await folder.MustAsync("destroy", "--yes", "--skip-preview");
        Assert.True(folder.Rows() == 0, $"{killed}: {folder.Rows()} accounts are left");
        Assert.Equal(0L, folder.Sql("select count(*) from encrypted_texts"));
        await stack.NothingLeftAsync();
    }

    private async Task<FaultyStack> StackAsync(string doing)
    {
        var stack = await fixture.StackAsync("collab", doing == "create" ? "many to be" : "many", async folder =>
        {
            await folder.ConfigAsync("count", Accounts.ToString(CultureInfo.InvariantCulture));
            await folder.ConfigAsync("quiet", "true");
            if (doing != "create")
            {
                await folder.MustAsync("up", "--yes", "--skip-preview");
            }
        });
        if (doing == "update")
        {
            await stack.Folder.ConfigAsync("description", Changed);
        }

        return stack;
    }

    private static async Task KillAsync(FaultyStack stack, string doing, int point, TimeSpan moment)
    {
        await using var command = stack.Folder.Start(
            doing == "destroy" ? "destroy" : "up", "--yes", "--skip-preview", "--parallel", Parallel.ToString(CultureInfo.InvariantCulture));
        var ended = command.WaitAsync();
        while (!ended.IsCompleted && Done(stack.Folder, doing) < point)
        {
            await Task.Delay(2);
        }

        await Task.Delay(moment);
        Processes.Signal(command.Id, Processes.Kill);
        var result = await ended;
        Assert.True(result.ExitCode is 0 or 137, result.All);

        // The plugin ends what it had begun.
        await stack.NothingLeftAsync();
    }

    private static int Done(StackFolder folder, string doing)
    {
        var rows = Rows(folder);
        return doing switch
        {
            "create" => rows.Count,
            "update" => rows.Values.Count(description => description == Changed),
            _ => Accounts - rows.Count,
        };
    }

    private static void AssertStateIsTrue(StackFolder folder, string killed)
    {
        var inDoubt = folder.State.PendingOperations().Select(operation => DisplayName(operation.GetProperty("resource"))).ToHashSet();
        Assert.True(inDoubt.Count <= Parallel, $"{killed}: in doubt are {string.Join(", ", inDoubt)}");
        var noted = folder.State.Resources().ToDictionary(DisplayName, Description);
        var there = Rows(folder);
        foreach (var name in noted.Keys.Union(there.Keys).Except(inDoubt))
        {
            Assert.True(
                noted.TryGetValue(name, out var said) && there.TryGetValue(name, out var real) && said == real,
                $"{killed}: of {name} the state says {Told(noted, name)}, and there is {Told(there, name)}");
        }

        var urns = folder.State.Resources().Select(entry => entry.GetProperty("urn").GetString()).ToList();
        Assert.Equal(urns.Distinct(), urns);
    }

    private static string Told(Dictionary<string, string> accounts, string name) =>
        accounts.TryGetValue(name, out var description) ? $"'{description}'" : "nothing";

    private static string DisplayName(JsonElement entry) => entry.GetProperty("inputs").GetProperty("displayName").GetString()!;

    private static string Description(JsonElement entry) =>
        entry.GetProperty("inputs").TryGetProperty("description", out var description) ? description.GetString()! : "";

    // The descriptions of all accounts by display name.
    private static Dictionary<string, string> Rows(StackFolder folder)
    {
        var rows = new Dictionary<string, string>();
        if (!File.Exists(folder.StorePath))
        {
            return rows;
        }

        using var connection = new SqliteConnection($"Data Source={folder.StorePath};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from sqlite_master where name = 'providers'";
        if (command.ExecuteScalar() is 0L)
        {
            return rows;
        }

        command.CommandText = "select display_name, coalesce(description, '') from providers";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows[reader.GetString(0)] = reader.GetString(1);
        }

        return rows;
    }
}
