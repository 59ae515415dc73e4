using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Replay;

/// <summary>Plays one scenario against a plugin, and says where its answers differ from the recorded ones.</summary>
/// <param name="restartAsync">Gives the plugin of the next recorded process.</param>
internal sealed class Replayer(Func<Task<PluginProcess>> restartAsync, string defaultStore)
{
    private readonly Dictionary<string, Identities> _identitiesByStore = new(StringComparer.Ordinal);
    private Identities _identities = new();
    private readonly List<string> _differences = [];
    private bool _isInterrupted;

    public int Compared { get; private set; }

    public IReadOnlyList<string> Differences => _differences;

    public async Task PlayAsync(IReadOnlyCollection<RecordedCall> calls)
    {
        var cancels = calls.Where(call => call.Rpc == "Cancel").CountBy(call => (call.Step, call.Process)).ToDictionary();
        PluginProcess? plugin = null;
        (string, string) process = default;
        foreach (var call in calls)
        {
            if (process != (call.Step, call.Process))
            {
                process = (call.Step, call.Process);
                plugin = await restartAsync();
                // The engine says Cancel twice after Ctrl-C; the first one met a call, which is answered by now.
                _isInterrupted = cancels.GetValueOrDefault(process) > 1;
            }

            // A recorded provider without Handshake: the engine is told by Configure alone. An end in order would settle what no state has.
            if (call is not { Rpc: "Handshake", Response: null } && !(_isInterrupted && call.Rpc == "Cancel"))
            {
                await PlayAsync(plugin!, call);
            }
        }
    }

    private async Task PlayAsync(PluginProcess plugin, RecordedCall call)
    {
        var request = Translate(Messages.Request(call.Rpc, call.Request));
        var recorded = call.Response is { } json ? Messages.Response(call.Rpc, json) : null;
        string? difference;
        try
        {
            var answer = await Messages.SendAsync(plugin, call.Rpc, request);
            Shapes.Check(request, answer);
            difference = recorded is null ? null : Sameness.Difference(recorded, answer, _identities);
            Learn(call, recorded, answer);
            // The recorded engine knows nothing of what was made here: to us that is a lost answer.
            _isInterrupted |= recorded is null && answer is CreateResponse { Id.Length: > 0 };
        }
        catch (RpcException error)
        {
            Shapes.Check(error);
            difference = recorded is null ? null : $"refused with {error.Status.Detail[..6]}";
        }

        Compared += recorded is null ? 0 : 1;
        if (difference is not null)
        {
            var urn = call.Request.TryGetProperty("urn", out var given) ? given.GetString()!.Split("::")[^1] : "";
            _differences.Add($"{call.Step} {call.Rpc} {urn}: {difference}");
        }
    }

    private IMessage Translate(IMessage request)
    {
        switch (request)
        {
            case ConfigureRequest configure:
                AddStore(configure);
                break;
            case CheckRequest { News: { } news } check when !check.Urn.Contains("pulumi:providers:", StringComparison.Ordinal):
                check.News = _identities.Inputs(news);
                check.Olds = _identities.Inputs(check.Olds);
                break;
            case DiffRequest { Id.Length: > 0 } diff:
                diff.Olds = _identities.Outputs(diff.Urn, diff.Id, diff.Olds);
                (diff.News, diff.OldInputs) = (_identities.Inputs(diff.News), _identities.Inputs(diff.OldInputs));
                diff.Id = _identities.Ours(diff.Id);
                break;
            case CreateRequest create:
                create.Properties = _identities.Inputs(create.Properties);
                break;
            case UpdateRequest update:
                update.Olds = _identities.Outputs(update.Urn, update.Id, update.Olds);
                (update.News, update.OldInputs) = (_identities.Inputs(update.News), _identities.Inputs(update.OldInputs));
                update.Id = _identities.Ours(update.Id);
                break;
            case ReadRequest read:
                read.Properties = _identities.Outputs(read.Urn, read.Id, read.Properties);
                read.Inputs = _identities.Inputs(read.Inputs);
                read.Id = _identities.Ours(read.Id);
                break;
            case DeleteRequest delete:
                delete.Properties = _identities.Outputs(delete.Urn, delete.Id, delete.Properties);
                delete.OldInputs = _identities.Inputs(delete.OldInputs);
                delete.Id = _identities.Ours(delete.Id);
                break;
        }

        return request;
    }

    private void Learn(RecordedCall call, IMessage? recorded, IMessage answer)
    {
        switch (recorded, answer)
        {
            case (CreateResponse { Id.Length: > 0 } then, CreateResponse { Id.Length: > 0 } now):
                _identities.Learn(then.Id, now.Id);
                _identities.Learn(call.Request.GetProperty("urn").GetString()!, then.Id, now.Properties);
                break;
            case (_, UpdateResponse now) when !call.Request.TryGetProperty("preview", out _):
                _identities.Learn(call.Request.GetProperty("urn").GetString()!, call.Request.GetProperty("id").GetString()!, now.Properties);
                break;
            case (_, ReadResponse { Properties: { } outputs }):
                _identities.Learn(call.Request.GetProperty("urn").GetString()!, call.Request.GetProperty("id").GetString()!, outputs);
                break;
        }
    }

    // The recorded provider kept its rows in a file in the working directory, whose numbers began at one each;
    // a scenario has a store of its own here.
    private void AddStore(ConfigureRequest configure)
    {
        if (configure.Args is { } settings)
        {
            settings.Fields.TryAdd("store", Value.ForString(defaultStore));
        }
        else
        {
            configure.Variables.TryAdd("harnesscollab:config:store", defaultStore);
        }

        var store = configure.Args?.Fields["store"].StringValue ?? configure.Variables["harnesscollab:config:store"];
        _identities = _identitiesByStore.GetValueOrDefault(store) ?? new Identities();
        _identitiesByStore[store] = _identities;
    }
}
