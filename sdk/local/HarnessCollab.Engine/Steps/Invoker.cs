using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Steps;

/// <summary>Calls functions of providers for a program.</summary>
internal sealed class Invoker(OperationContext context, Registrar registrar)
{
    /// <exception cref="RpcException">The function failed; the program decides what that means.</exception>
    public async Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request)
    {
        var arguments = PropertyDecoder.Decode(request.Args);
        if (arguments.Values.Any(value => value.ContainsUnknowns))
        {
            return new ResourceInvokeResponse { Unknown = true };
        }

        try
        {
            var reference = request.Provider.Length > 0
                ? request.Provider
                : await registrar.Defaults.GetAsync(request.Tok[..request.Tok.IndexOf(':', StringComparison.Ordinal)], request.Version, request.PluginDownloadURL);
            var provider = await context.Providers.GetAsync(reference, context.Terminate);
            var response = await provider.Resources.InvokeAsync(request.Tok, arguments, context.Preview, context.Terminate);
            return response is null
                ? new ResourceInvokeResponse { Unknown = true }
                : new ResourceInvokeResponse { Return = response.Return, Failures = { response.Failures } };
        }
        catch (EngineException failure)
        {
            throw new RpcException(new Status(StatusCode.Unknown, $"invocation of {request.Tok} returned an error: {failure.Message}"));
        }
    }
}
