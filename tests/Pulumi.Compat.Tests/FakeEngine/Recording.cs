using System.Text.Json.Nodes;
using Google.Protobuf;
using HarnessCollab.Protocol.Wire;

namespace Pulumi.Compat.Tests.FakeEngine;

/// <summary>
/// What a Node program and a real engine said to each other; the engine's half answers our program, the program's half is what ours must say.
/// </summary>
internal sealed class Recording
{
    private readonly List<(string Rpc, JsonNode Request, JsonNode Response)> _calls;

    private Recording(List<(string, JsonNode, JsonNode)> calls) => _calls = calls;

    public static Recording Load(string name) => new(
    [
        .. from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recordings", $"{name}.jsonl"))
           let call = JsonNode.Parse(line)!
           select ((string)call["rpc"]!, call["request"]!, call["response"]!),
    ]);

    public RegisterResourceResponse Answer(RegisterResourceRequest request) => JsonParser.Default.Parse<RegisterResourceResponse>(
        _calls.Single(call => call.Rpc == "RegisterResource" && (string?)call.Request["name"] == request.Name).Response.ToJsonString());

    /// <summary>Compares all registrations and outputs; order among independent resources aside.</summary>
    public void AssertSame(EngineServer engine)
    {
        Assert.Equal(
            Sorted(Requests<RegisterResourceRequest>("RegisterResource").Select(Normal)),
            Sorted(engine.Requests.OfType<RegisterResourceRequest>().Select(Normal)));
        Assert.Equal(
            Sorted(Requests<RegisterResourceOutputsRequest>("RegisterResourceOutputs").Select(Normal)),
            Sorted(engine.Requests.OfType<RegisterResourceOutputsRequest>().Select(Normal)));
    }

    // What differs by design: flags that each SDK sets always, an option that collab has not, the order of sets, and the unit of a duration.
    private static RegisterResourceRequest Normal(RegisterResourceRequest request)
    {
        var normal = request.Clone();
        (normal.AcceptSecrets, normal.AcceptResources, normal.SupportsResultReporting, normal.Hooks) = (true, true, true, new());
        normal.ReplaceOnChanges.Clear();
        Replace(normal.Dependencies, normal.Dependencies.Order(StringComparer.Ordinal));
        normal.Object = normal.Object.Decoded().Encoded();
        normal.CustomTimeouts = normal.CustomTimeouts is { } limits
            ? new() { Create = Nanoseconds(limits.Create), Update = Nanoseconds(limits.Update), Delete = Nanoseconds(limits.Delete) }
            : null;
        var byName = normal.PropertyDependencies.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        normal.PropertyDependencies.Clear();
        byName.ForEach(entry => normal.PropertyDependencies.Add(entry.Key, entry.Value));
        return normal;
    }

    private static RegisterResourceOutputsRequest Normal(RegisterResourceOutputsRequest request) =>
        new() { Urn = request.Urn, Outputs = request.Outputs.Decoded().Encoded() };

    private static string Nanoseconds(string duration) => duration.Length == 0 || duration.EndsWith("ns", StringComparison.Ordinal)
        ? duration
        : duration[^1] switch
        {
            'h' => $"{long.Parse(duration[..^1], null) * 3_600_000_000_000}ns",
            'm' => $"{long.Parse(duration[..^1], null) * 60_000_000_000}ns",
            _ => $"{long.Parse(duration[..^1], null) * 1_000_000_000}ns",
        };

    private static void Replace(Google.Protobuf.Collections.RepeatedField<string> field, IEnumerable<string> values)
    {
        var list = values.ToList();
        field.Clear();
        field.Add(list);
    }

    private static string[] Sorted(IEnumerable<IMessage> messages) =>
        [.. messages.Select(message => message.ToString()!).Order(StringComparer.Ordinal)];

    private IEnumerable<T> Requests<T>(string rpc)
        where T : IMessage, new() =>
        _calls.Where(call => call.Rpc == rpc).Select(call => JsonParser.Default.Parse<T>(call.Request.ToJsonString()));
}
