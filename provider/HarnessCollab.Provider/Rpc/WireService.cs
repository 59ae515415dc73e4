using Google.Protobuf;
using Grpc.Core;
using HarnessCollab.Provider.Diagnostics;

namespace HarnessCollab.Provider.Rpc;

/// <summary>
/// The service with a guard for invalid messages: bytes that are not a message of the protocol (nested too deep, cut off, garbage) are reported as an
/// error of the caller. Without it the server would report an error of its own.
/// </summary>
internal sealed class WireService : ServiceBinderBase
{
    private readonly ServerServiceDefinition.Builder _methods = ServerServiceDefinition.CreateBuilder();

    public static ServerServiceDefinition Of(ResourceProviderService service)
    {
        var binder = new WireService();
        Protocol.Wire.ResourceProvider.BindService(binder, service);
        return binder._methods.Build();
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
        _methods.AddMethod(Guarded(method), handler ?? throw new ArgumentNullException(nameof(handler)));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
        _methods.AddMethod(Guarded(method), handler ?? throw new ArgumentNullException(nameof(handler)));

    private static Method<TRequest, TResponse> Guarded<TRequest, TResponse>(Method<TRequest, TResponse> method) => new(
        method.Type, method.ServiceName, method.Name, Guarded(method.RequestMarshaller, method.Name), method.ResponseMarshaller);

    private static Marshaller<T> Guarded<T>(Marshaller<T> marshaller, string operation) => Marshallers.Create(
        marshaller.ContextualSerializer,
        context =>
        {
            try
            {
                return marshaller.ContextualDeserializer(context);
            }
            catch (InvalidProtocolBufferException malformed)
            {
                throw new RpcException(new Status(
                    StatusCode.InvalidArgument,
                    $"{ErrorCodes.MalformedRequest}: {operation} got a request that is not a message of Pulumi's protocol. {malformed.Message}"));
            }
        });
}
