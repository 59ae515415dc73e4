using Google.Protobuf.WellKnownTypes;

namespace HarnessCollab.Provider.Tests.Replay;

/// <summary>
/// What the recorded provider called its objects, and what we call them. An engine sends back what it was given: ids, and outputs whole.
/// </summary>
internal sealed class Identities
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Urn, string Id), Struct> _outputs = [];

    public string Ours(string id) => _ids.GetValueOrDefault(id, id);

    public void Learn(string recorded, string ours) => _ids[recorded] = ours;

    public void Learn(string urn, string id, Struct outputs) => _outputs[(urn, id)] = outputs;

    /// <summary>The outputs that we gave for an object; the recorded ones when we never gave any, or the engine sends none.</summary>
    public Struct? Outputs(string urn, string id, Struct? recorded) =>
        recorded is null or { Fields.Count: 0 } ? recorded : _outputs.GetValueOrDefault((urn, id), recorded);

    /// <summary>Inputs with our ids in the places of the recorded ones.</summary>
    public Struct? Inputs(Struct? recorded) => recorded is null ? null : Translate(Value.ForStruct(recorded)).StructValue;

    private Value Translate(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.StringValue => Value.ForString(Ours(value.StringValue)),
        Value.KindOneofCase.ListValue => Value.ForList([.. value.ListValue.Values.Select(Translate)]),
        Value.KindOneofCase.StructValue =>
            Value.ForStruct(new Struct { Fields = { value.StructValue.Fields.ToDictionary(field => field.Key, field => Translate(field.Value)) } }),
        _ => value,
    };
}
