using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Replay;

/// <summary>Turns recorded JSON into the messages of the protocol and sends them.</summary>
internal static class Messages
{
    // An engine knows more fields than this plugin has use for; protobuf skips those, and so does the replay.
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public static IMessage Request(string rpc, JsonElement json) => rpc switch
    {
        "Handshake" => Parse<ProviderHandshakeRequest>(json),
        "CheckConfig" or "Check" => Parse<CheckRequest>(json),
        "DiffConfig" or "Diff" => Parse<DiffRequest>(json),
        "Configure" => Parse<ConfigureRequest>(json),
        "Create" => Parse<CreateRequest>(json),
        "Read" => Parse<ReadRequest>(json),
        "Update" => Parse<UpdateRequest>(json),
        "Delete" => Parse<DeleteRequest>(json),
        "Invoke" => Parse<InvokeRequest>(json),
        _ => new Empty(),
    };

    public static IMessage Response(string rpc, JsonElement json) => rpc switch
    {
        "Handshake" => Parse<ProviderHandshakeResponse>(json),
        "CheckConfig" or "Check" => Parse<CheckResponse>(json),
        "DiffConfig" or "Diff" => Parse<DiffResponse>(json),
        "Configure" => Parse<ConfigureResponse>(json),
        "Create" => Parse<CreateResponse>(json),
        "Read" => Parse<ReadResponse>(json),
        "Update" => Parse<UpdateResponse>(json),
        "Invoke" => Parse<InvokeResponse>(json),
        "GetPluginInfo" => Parse<PluginInfo>(json),
        _ => new Empty(),
    };

    public static async Task<IMessage> SendAsync(PluginProcess plugin, string rpc, IMessage request)
    {
        var client = plugin.Client;
        var deadline = PluginProcess.Deadline;
        return (rpc, request) switch
        {
            ("Handshake", ProviderHandshakeRequest handshake) => await client.HandshakeAsync(handshake, deadline: deadline),
            ("CheckConfig", CheckRequest check) => await client.CheckConfigAsync(check, deadline: deadline),
            ("Check", CheckRequest check) => await client.CheckAsync(check, deadline: deadline),
            ("DiffConfig", DiffRequest diff) => await client.DiffConfigAsync(diff, deadline: deadline),
            ("Diff", DiffRequest diff) => await client.DiffAsync(diff, deadline: deadline),
            ("Configure", ConfigureRequest configure) => await client.ConfigureAsync(configure, deadline: deadline),
            ("Create", CreateRequest create) => await client.CreateAsync(create, deadline: deadline),
            ("Read", ReadRequest read) => await client.ReadAsync(read, deadline: deadline),
            ("Update", UpdateRequest update) => await client.UpdateAsync(update, deadline: deadline),
            ("Delete", DeleteRequest delete) => await client.DeleteAsync(delete, deadline: deadline),
            ("Invoke", InvokeRequest invoke) => await client.InvokeAsync(invoke, deadline: deadline),
            ("GetPluginInfo", _) => await client.GetPluginInfoAsync(new Empty(), deadline: deadline),
            ("Cancel", _) => await client.CancelAsync(new Empty(), deadline: deadline),
            ("Attach", _) => await client.AttachAsync(new PluginAttach { Address = plugin.Engine.Address }, deadline: deadline),
            _ => throw new InvalidOperationException($"No recording has {rpc}."),
        };
    }

    private static T Parse<T>(JsonElement json)
        where T : IMessage, new() => Parser.Parse<T>(json.GetRawText());
}
