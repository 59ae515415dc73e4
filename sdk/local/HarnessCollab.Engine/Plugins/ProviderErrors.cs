using Google.Protobuf;
using Grpc.Core;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Plugins;

/// <summary>Turns a plugin's error statuses into texts for the user.</summary>
internal static class ProviderErrors
{
    /// <summary>The status message, with the cause that lies behind it when the provider sent one.</summary>
    public static EngineException From(RpcException failure)
    {
        if (Detail<ConfigureErrorMissingKeys>(failure) is { } missing)
        {
            return new EngineException(Listing(missing.MissingKeys.Select(key =>
                $"missing required configuration key \"{key.Name}\": {key.Description}\nSet a value using the command `collab config set {key.Name} <value>`.")));
        }

        var cause = Detail<ErrorCause>(failure) is { Message.Length: > 0 } found ? $": {found.Message}" : "";
        return new EngineException(failure.Status.Detail + cause, inner: failure);
    }

    /// <summary>One detail message of a status, or null.</summary>
    public static T? Detail<T>(RpcException failure)
        where T : class, IMessage<T>, new() => failure.GetRpcStatus()?.GetDetail<T>();

    /// <summary>The form in which Pulumi lists several errors.</summary>
    public static string Listing(IEnumerable<string> errors)
    {
        var all = errors.ToList();
        var head = all.Count == 1 ? "1 error occurred:" : $"{all.Count} errors occurred:";
        return $"{head}\n{string.Concat(all.Select(error => $"\t* {error}\n"))}\n";
    }
}
