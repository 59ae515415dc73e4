using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Provider.Tests.Replay;

/// <summary>Whether two answers mean the same to an engine. Outputs that only one of the providers has are not compared.</summary>
internal static class Sameness
{
    // Members of the recorded outputs that we do not have, or make differently.
    private static readonly string[] OwnWords = ["connection", "revision", "secretId", "usageScope", "storeId"];

    public static string? Difference(IMessage recorded, IMessage ours, Identities identities) => (recorded, ours) switch
    {
        (CheckResponse then, CheckResponse now) => Names(
            "failures", then.Failures.Select(failure => failure.Property), now.Failures.Select(failure => failure.Property))
            ?? (now.Failures.Count > 0 ? null : Properties("inputs", identities.Inputs(then.Inputs), now.Inputs)),
        (DiffResponse then, DiffResponse now) => Names("paths", Paths(then), Paths(now)) ?? Names("replaces", then.Replaces, now.Replaces),
        (CreateResponse then, CreateResponse now) => Properties("outputs", identities.Inputs(then.Properties), now.Properties),
        (UpdateResponse then, UpdateResponse now) => Properties("outputs", identities.Inputs(then.Properties), now.Properties),
        (ReadResponse then, ReadResponse now) => Found(identities.Ours(then.Id), now.Id)
            ?? Properties("inputs", identities.Inputs(then.Inputs), now.Inputs)
            ?? Properties("outputs", identities.Inputs(then.Properties), now.Properties),
        (InvokeResponse then, InvokeResponse now) => Names(
            "failures", then.Failures.Select(failure => failure.Property), now.Failures.Select(failure => failure.Property))
            ?? Members(identities.Inputs(then.Return), now.Return),
        (ConfigureResponse or ProviderHandshakeResponse or PluginInfo or Empty, _) => recorded.Equals(ours) ? null : "another answer",
        _ => null,
    };

    // Without the ids themselves, which are others every time.
    private static string? Found(string then, string now) => then == now ? null
        : now.Length == 0 ? "gone, recorded there"
        : then.Length == 0 ? "there, recorded gone"
        : "another id";

    private static IEnumerable<string> Paths(DiffResponse diff) => diff.DetailedDiff.Select(path => $"{path.Key} {path.Value.Kind}");

    private static string? Names(string what, IEnumerable<string> then, IEnumerable<string> now)
    {
        var (before, after) = (string.Join(", ", then.Order(StringComparer.Ordinal)), string.Join(", ", now.Order(StringComparer.Ordinal)));
        return before == after ? null : $"{what} [{after}], recorded [{before}]";
    }

    private static string? Properties(string what, Struct? then, Struct? now)
    {
        var (before, after) = (Comparable(then), Comparable(now));
        var different = before.Keys
            .Union(after.Keys)
            .Where(name => !OwnWords.Contains(name) && !Equals(before.Find(name), after.Find(name)))
            .ToArray();
        return different.Length == 0 ? null : $"{what} differ in {string.Join(", ", different.Order(StringComparer.Ordinal))}";
    }

    // Of a function's result only what both have.
    private static string? Members(Struct? then, Struct? now)
    {
        var (before, after) = (Comparable(then), Comparable(now));
        var different = before.Keys.Intersect(after.Keys).Where(name => !OwnWords.Contains(name) && !Equals(before[name], after[name])).ToArray();
        return different.Length == 0 ? null : $"result differs in {string.Join(", ", different)}";
    }

    private static PropertyMap Comparable(Struct? properties) => PropertyDecoder.Decode(properties);
}
