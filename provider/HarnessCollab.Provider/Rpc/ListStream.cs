using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Provider.Resources;
using Wire = HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Provider.Rpc;

/// <summary>
/// The answer to List: streams results as fast as the reader takes them. A full page ends with a continuation token, which contains the last id.
/// Without a limit all results come in one stream, because the Pulumi CLI requests a second page only when it is told to.
/// </summary>
internal sealed class ListStream(Wire.ListRequest request, IServerStreamWriter<ListResponse> answers, PluginState state)
{
    private long _count;
    private string? _last;

    /// <summary>Writes the results that have not been written yet: after an interruption a second call continues.</summary>
    public async Task<bool> WriteAsync(CancellationToken cancellationToken)
    {
        var resource = Package.ResourceOf(request.Token);
        var most = Math.Min(Most("limit", request.Limit), Most("page_size", request.PageSize));
        var after = _last ?? AfterOf(request.ContinuationToken, resource);
        if (await resource.ListAsync(
            new(PropertyDecoder.Decode(request.Query), after), new("", IsPreview: false, state.Session, cancellationToken)) is not { } found)
        {
            await answers.WriteAsync(new() { Computed = new() }, cancellationToken);
            return true;
        }

        await foreach (var each in found)
        {
            if (_count == most)
            {
                await answers.WriteAsync(new() { Continuation = new() { ContinuationToken = $"{TokenOf(resource)}{_last}" } }, cancellationToken);
                break;
            }

            await answers.WriteAsync(new() { Result = new() { Id = each.Id, Name = each.Name } }, cancellationToken);
            (_last, _count) = (each.Id, _count + 1);
        }

        return true;
    }

    private static string TokenOf(Resource resource) => $"{resource.Name} after ";

    private static string AfterOf(string token, Resource resource) =>
        token.Length == 0 ? ""
        : token.StartsWith(TokenOf(resource), StringComparison.Ordinal) ? token[TokenOf(resource).Length..]
        : throw Malformed($"the continuation token {TextProblems.Quote(token)} is not from a list of {resource.Name}s");

    private static long Most(string what, long given) => given switch
    {
        0 => long.MaxValue,
        > 0 => given,
        _ => throw Malformed($"a {what} of {given} is not valid"),
    };

    private static PluginException Malformed(string problem) =>
        new(ErrorCodes.MalformedRequest, $"List got a request that cannot be answered: {problem}.");
}
