using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Provider.Resources;
using Wire = HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Provider.Rpc;

/// <summary>
/// The answer to List: results at the pace of their reader, and behind the last of a page the token to go on with, which holds the last id. Without
/// a wish for fewer all come in one stream, for the Pulumi CLI asks for a second page only when it is told to.
/// </summary>
internal static class ListStream
{
    public static async Task<bool> WriteAsync(
        Wire.ListRequest request, Session session, IServerStreamWriter<ListResponse> answers, CancellationToken cancellationToken)
    {
        var resource = Package.ResourceOf(request.Token);
        var most = Math.Min(Most("limit", request.Limit), Most("page_size", request.PageSize));
        var query = new Resources.ListRequest(PropertyDecoder.Decode(request.Query), AfterOf(request.ContinuationToken, resource));
        if (await resource.ListAsync(query, session, cancellationToken) is not { } found)
        {
            await answers.WriteAsync(new() { Computed = new() }, cancellationToken);
            return true;
        }

        var (count, last) = (0L, "");
        await foreach (var each in found)
        {
            if (count++ == most)
            {
                await answers.WriteAsync(new() { Continuation = new() { ContinuationToken = $"{TokenOf(resource)}{last}" } }, cancellationToken);
                break;
            }

            await answers.WriteAsync(new() { Result = new() { Id = each.Id, Name = each.Name } }, cancellationToken);
            last = each.Id;
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
        _ => throw Malformed($"a {what} of {given} makes no sense"),
    };

    private static PluginException Malformed(string problem) =>
        new(ErrorCodes.MalformedRequest, $"List got a request that cannot be answered: {problem}.", StatusCode.InvalidArgument);
}
