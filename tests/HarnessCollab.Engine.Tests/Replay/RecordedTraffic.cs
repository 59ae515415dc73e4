using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Grpc.Core;

namespace HarnessCollab.Engine.Tests.Replay;

/// <summary>
/// One recorded call: of the program to the engine (<c>ResourceMonitor</c>) or of the engine to the plugin (<c>ResourceProvider</c>).
/// </summary>
internal sealed partial record RecordedCall(string Service, string Method, string Request, string? Response, string? Error)
{
    // The recording has fields that this engine does not read, such as positions in the program's source.
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public T RequestAs<T>()
        where T : IMessage, new() => Parser.Parse<T>(Request);

    /// <exception cref="RpcException">The call failed then.</exception>
    public T ResponseAs<T>()
        where T : IMessage, new()
    {
        if (Error is null)
        {
            return Parser.Parse<T>(Response ?? "{}");
        }

        var parts = Failure().Match(Error);
        throw new RpcException(new Status(Enum.Parse<StatusCode>(parts.Groups[1].Value), parts.Groups[2].Value));
    }

    /// <summary>The calls of a file, in the order in which they began.</summary>
    public static IReadOnlyList<RecordedCall> Read(string file) => [.. File.ReadLines(file).Select(line =>
    {
        using var document = JsonDocument.Parse(line);
        var (call, names) = (document.RootElement, document.RootElement.GetProperty("rpc").GetString()!.Split('/'));
        return new RecordedCall(
            names[0],
            names[1],
            call.GetProperty("request").GetRawText(),
            call.TryGetProperty("response", out var response) ? response.GetRawText() : null,
            call.TryGetProperty("errors", out var errors) ? errors[0].GetString() : null);
    })];

    [GeneratedRegex("code = (\\w+) desc = (.*)$", RegexOptions.Singleline)]
    private static partial Regex Failure();
}
