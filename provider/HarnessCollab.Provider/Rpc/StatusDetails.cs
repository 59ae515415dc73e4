using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Provider.Configuration;

namespace HarnessCollab.Provider.Rpc;

/// <summary>Errors with more than a text, in the trailer that the engine reads.</summary>
internal static class StatusDetails
{
    /// <summary>The object exists but is not healthy ("init failed"): the engine keeps it, with the reasons.</summary>
    /// <param name="keepSecrets">False for an engine that does not accept secrets.</param>
    /// <param name="readBeforeUpdates">Whether the engine is to read it before each update.</param>
    public static RpcException InitFailed(UnwellException unwell, bool keepSecrets, bool readBeforeUpdates) =>
        With(StatusCode.Unknown, string.Join('\n', unwell.Reasons), new ErrorResourceInitFailed
        {
            Id = unwell.Id,
            Properties = PropertyEncoder.Encode(unwell.Outputs, EncodeOptions.Default with { KeepSecrets = keepSecrets }),
            Inputs = PropertyEncoder.Encode(unwell.Inputs, EncodeOptions.Default with { KeepSecrets = keepSecrets }),
            Reasons = { unwell.Reasons },
            RefreshBeforeUpdate = readBeforeUpdates,
        });

    /// <summary>Settings are missing: the engine prints each of them with the command that sets it, and ignores the message.</summary>
    public static RpcException MissingKeys(
        SettingsException settings) => With(SettingsException.Status, settings.Message, new ConfigureErrorMissingKeys
    {
        MissingKeys = { settings.Missing.Select(
            missing => new ConfigureErrorMissingKeys.Types.MissingKey { Name = missing.Key, Description = missing.Description }) },
    });

    private static RpcException With(StatusCode code, string message, Google.Protobuf.IMessage detail) => new Google.Rpc.Status
    {
        Code = (int)code,
        Message = message,
        Details = { Any.Pack(detail, "type.googleapis.com") },
    }.ToRpcException();
}
