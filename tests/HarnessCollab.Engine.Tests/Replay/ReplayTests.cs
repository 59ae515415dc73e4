using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using HarnessCollab.Settings;
using HarnessCollab.Engine.State;
using HarnessCollab.Engine.Tests.Fakes;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Tests.Replay;

/// <summary>
/// Runs of the Pulumi CLI once more: its state file is loaded, the program registers what it registered then, the plugin answers as it did.
/// The engine has to ask the plugin and answer the program as the CLI did, and to end with the state that the CLI ended with.
/// </summary>
public sealed partial class ReplayTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Recordings", "Traffic");
    private static readonly ConcurrentDictionary<string, PassphraseSecretsManager> Managers = new();

    public static TheoryData<string> Runs => [.. Directory.EnumerateFiles(Folder, "*.jsonl", SearchOption.AllDirectories)
        .Select(file => Path.ChangeExtension(Path.GetRelativePath(Folder, file), null).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task The_engine_asks_and_saves_what_the_CLI_asked_and_saved(string run)
    {
        var calls = Calls(run);
        var provider = new RecordedProvider(calls.Where(call => call.Service == "ResourceProvider"));
        await using var plugin = await FakePlugin.StartAsync(provider);
        var before = Load($"{run}.before.json");
        var saved = new SavedStates(before);
        var events = new RecordingEvents();
        var kind = run.Contains("refresh", StringComparison.Ordinal) && !run.EndsWith("up", StringComparison.Ordinal) ? OperationKind.Refresh
            : run.EndsWith("destroy", StringComparison.Ordinal) ? OperationKind.Destroy : OperationKind.Update;

        var result = await Operation.RunAsync(new OperationRequest
        {
            Kind = kind,
            Project = calls.Select(call => Project().Match(call.Request)).First(match => match.Success).Groups[1].Value,
            Stack = "dev",
            Program = kind == OperationKind.Update ? Program([.. calls.Where(call => call.Service == "ResourceMonitor")]) : null,
            ProgramDirectory = AppContext.BaseDirectory,
            RootDirectory = AppContext.BaseDirectory,
            Environment = ImmutableDictionary<string, string>.Empty.Add("PULUMI_DEBUG_PROVIDERS", $"harnesscollab:{plugin.Port}"),
            Start = before,
            Save = saved.SaveAsync,
            Events = events,
        }, CancellationToken.None, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded, string.Join('\n', [.. events.Messages, .. provider.Differences]));
        Assert.Empty(provider.Differences);
        Assert.Empty(provider.Missed);
        Assert.Equal(StateText.Of(Load($"{run}.after.json").Resources), StateText.Of(saved.Last.Resources));
    }

    // The answers are compared, too: a program that gets another would have gone on otherwise.
    private static DelegateProgram Program(IReadOnlyList<RecordedCall> calls) => new(async (address, cancellationToken) =>
    {
        using var channel = GrpcChannel.ForAddress($"http://{address}");
        var monitor = new ResourceMonitor.ResourceMonitorClient(channel);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var call in calls)
        {
            switch (call.Method)
            {
                case "RegisterResource":
                    var request = call.RequestAs<RegisterResourceRequest>();
                    var then = call.ResponseAs<RegisterResourceResponse>();

                    // Every SDK sets these, so the recording leaves them out.
                    request.AcceptSecrets = request.AcceptResources = request.SupportsPartialValues = true;
                    request.Provider = ids.Aggregate(request.Provider, (text, id) => text.Replace(id.Key, id.Value, StringComparison.Ordinal));
                    var now = await monitor.RegisterResourceAsync(request, cancellationToken: cancellationToken);
                    Assert.Equal((then.Urn, then.Object ?? new Struct()), (now.Urn, now.Object));
                    if (then.Id.Length > 0)
                    {
                        ids[then.Id] = now.Id;
                    }

                    break;
                case "RegisterResourceOutputs":
                    await monitor.RegisterResourceOutputsAsync(
                        call.RequestAs<RegisterResourceOutputsRequest>(), cancellationToken: cancellationToken);
                    break;
                case "ReadResource":
                    var reading = call.RequestAs<ReadResourceRequest>();
                    reading.AcceptSecrets = reading.AcceptResources = true;
                    var read = await monitor.ReadResourceAsync(reading, cancellationToken: cancellationToken);
                    Assert.Equal(call.ResponseAs<ReadResourceResponse>().Properties, read.Properties);
                    break;
                default:
                    await monitor.SignalAndWaitForShutdownAsync(new Empty(), cancellationToken: cancellationToken);
                    break;
            }
        }

        return 0;
    });

    /// <summary>The calls of a run, in the order in which they began.</summary>
    internal static IReadOnlyList<RecordedCall> Calls(string run) => RecordedCall.Read(Path.Combine(Folder, $"{run}.jsonl"));

    /// <summary>A recorded state; empty where the run began without one.</summary>
    internal static Snapshot Load(string file) => File.Exists(Path.Combine(Folder, file))
        ? CheckpointJson.Read(
            File.ReadAllBytes(Path.Combine(Folder, file)),
            salt => Managers.GetOrAdd(salt, text => PassphraseSecretsManager.Open(text, "correct horse", "the state"))).Snapshot
        : Snapshot.Empty;

    [GeneratedRegex("urn:pulumi:dev::([^:]+)::")]
    private static partial Regex Project();
}
