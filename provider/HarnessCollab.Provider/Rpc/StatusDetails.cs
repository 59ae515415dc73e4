using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Diagnostics;

namespace HarnessCollab.Provider.Rpc;

/// <summary>Errors that carry more than a text, in the trailer that the engine reads.</summary>
internal static class StatusDetails
{
    /// <summary>The object exists but is unwell: the engine keeps it, with the reasons.</summary>
    /// <param name="keepSecrets">False for an engine that takes no secrets.</param>
    public static RpcException InitFailed(UnwellException unwell, bool keepSecrets) => With(StatusCode.Unknown, string.Join('\n', unwell.Reasons), new ErrorResourceInitFailed
    {
        Id = unwell.Id,
        Properties = PropertyEncoder.Encode(unwell.Outputs, EncodeOptions.Default with { KeepSecrets = keepSecrets }),
        Inputs = PropertyEncoder.Encode(unwell.Inputs, EncodeOptions.Default with { KeepSecrets = keepSecrets }),
        Reasons = { unwell.Reasons },
    });

    /// <summary>Configure cannot do without these settings: the engine prints each with the command that sets it, instead of the message.</summary>
    public static RpcException MissingKeys(MissingSettingsException missing) => With(StatusCode.InvalidArgument, missing.Message, new ConfigureErrorMissingKeys
    {
        MissingKeys =
        {
            missing.Missing.Select(property => new ConfigureErrorMissingKeys.Types.MissingKey { Name = PackageInfo.ConfigKey(property.Name), Description = property.Description }),
        },
    });

    private static RpcException With(StatusCode code, string message, Google.Protobuf.IMessage detail) => new Google.Rpc.Status
    {
        Code = (int)code,
        Message = message,
        Details = { Any.Pack(detail, "type.googleapis.com") },
    }.ToRpcException();
}
