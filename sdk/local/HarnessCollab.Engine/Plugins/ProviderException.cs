using Google.Protobuf;
using Grpc.Core;

namespace HarnessCollab.Engine.Plugins;

/// <summary>The error of a provider: the status of its answer, as a text for the user.</summary>
internal sealed class ProviderException(RpcException status) : EngineException(Text(status), inner: status)
{
    /// <summary>What the provider sent with the status of this type, or null.</summary>
    public T? Detail<T>()
        where T : class, IMessage<T>, new() => Detail<T>(status);

    /// <summary>Several errors as one text.</summary>
    public static string Listing(IEnumerable<string> errors)
    {
        var all = errors.ToList();
        var head = all.Count == 1 ? "1 error occurred:" : $"{all.Count} errors occurred:";
        return $"{head}\n{string.Concat(all.Select(error => $"\t* {error}\n"))}\n";
    }

    private static T? Detail<T>(RpcException status)
        where T : class, IMessage<T>, new() => status.GetRpcStatus()?.GetDetail<T>();

    // The status message, followed by the cause if the provider sent one.
    private static string Text(RpcException status) => Detail<ConfigureErrorMissingKeys>(status) is { } missing
        ? Listing(missing.MissingKeys.Select(key =>
            $"missing required configuration key \"{key.Name}\": {key.Description}\n"
            + $"Set a value using the command `collab config set {key.Name} <value>`."))
        : status.Status.Detail + (Detail<ErrorCause>(status) is { Message.Length: > 0 } cause ? $": {cause.Message}" : "");
}
