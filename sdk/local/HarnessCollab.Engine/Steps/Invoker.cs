using Grpc.Core;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Steps;

/// <summary>Calls functions of providers for a program.</summary>
internal sealed class Invoker(OperationContext context, ProviderRegistry providers, DefaultProviders defaults)
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
                : await defaults.GetAsync(request.Tok, request.Version, request.PluginDownloadURL);
            var provider = await providers.GetAsync(reference);
            var response = await provider.InvokeAsync(request.Tok, arguments, context.Request.Preview);
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
