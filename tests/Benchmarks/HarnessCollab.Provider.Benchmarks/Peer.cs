using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Provider.Benchmarks;

/// <summary>A provider to be measured: how it is started, and the requests that are ordinary for it.</summary>
internal abstract class Peer
{
    public abstract string Name { get; }

    protected abstract string Type { get; }

    public abstract ProcessStartInfo Start(string folder);

    /// <summary>Inputs of an object; <paramref name="number"/> tells it from others.</summary>
    public abstract Struct Inputs(int number);

    public CheckRequest Check(int number) =>
        new() { Urn = Urn(number), Name = $"o{number}", Type = Type, Olds = new Struct(), News = Inputs(number) };

    public CreateRequest Create(int number) => new() { Urn = Urn(number), Name = $"o{number}", Type = Type, Properties = Inputs(number) };

    public DiffRequest Diff(int number, string id, Struct outputs) =>
        new() { Urn = Urn(number), Name = $"o{number}", Type = Type, Id = id, Olds = outputs, OldInputs = Inputs(number), News = Inputs(number) };

    public ReadRequest Read(int number, string id, Struct outputs) =>
        new() { Urn = Urn(number), Name = $"o{number}", Type = Type, Id = id, Properties = outputs, Inputs = Inputs(number) };

    private string Urn(int number) => $"urn:pulumi:dev::bench::{Type}::o{number}";
}
