using System.Text.Json;

namespace HarnessCollab.Collaboration.Tests;

/// <summary>The typed classes and the package schema say the same: no property missing, none extra, same types, same secrets.</summary>
public sealed class SchemaAgreementTests
{
    private static readonly JsonElement Schema = ReadSchema();

    public static TheoryData<string> Resources => [.. Schema.GetProperty("resources").EnumerateObject().Select(resource => resource.Name)];

    public static TheoryData<string> Functions => [.. Schema.GetProperty("functions").EnumerateObject().Select(function => function.Name)];

    public static TheoryData<string> Types => [.. Schema.GetProperty("types").EnumerateObject().Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task A_resource_takes_and_gives_what_the_schema_says(string token)
    {
        var declared = Schema.GetProperty("resources").GetProperty(token);
        var (inputs, outputs) = (
            SchemaMembers.Of(declared, "inputProperties", "requiredInputs"), SchemaMembers.Of(declared, "properties", "required"));

        Assert.Equal(inputs, await SdkMembers.OfInputsAsync(Find($"{NameOf(token)}Args")));
        Assert.Equal(outputs, SdkMembers.OfOutputs(Find(NameOf(token))));
    }

    [Fact]
    public async Task The_provider_takes_what_the_schema_says_and_gives_its_texts()
    {
        var declared = Schema.GetProperty("provider");

        Assert.Equal(SchemaMembers.Of(declared, "inputProperties", "requiredInputs"), await SdkMembers.OfInputsAsync(typeof(ProviderArgs)));
        Assert.Equal(
            SchemaMembers.Of(declared, "properties", "required").Where(member => member.Contains(": string", StringComparison.Ordinal)),
            SdkMembers.OfOutputs(typeof(Provider)));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_function_takes_and_gives_what_the_schema_says(string token)
    {
        var declared = Schema.GetProperty("functions").GetProperty(token);
        var name = char.ToUpperInvariant(NameOf(token)[0]) + NameOf(token)[1..];
        var arguments = SchemaMembers.Of(declared.GetProperty("inputs"), "properties", "required");
        if (arguments.Count > 0)
        {
            Assert.Equal(arguments, await SdkMembers.OfInputsAsync(Find($"{name}InvokeArgs")));
            Assert.Equal(
                arguments.Select(argument => argument.Replace(" secret", "", StringComparison.Ordinal)),
                await SdkMembers.OfInputsAsync(Find($"{name}Args")));
        }

        Assert.Equal(SchemaMembers.OfResult(declared.GetProperty("outputs")), SdkMembers.OfResult(Find($"{name}Result")));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_nested_type_has_the_members_that_the_schema_says(string token)
    {
        var declared = Schema.GetProperty("types").GetProperty(token);
        var name = NameOf(token);
        if (declared.TryGetProperty("enum", out var choices))
        {
            var type = Find(name);
            Assert.Equal(
                choices.EnumerateArray().Select(choice => $"{choice.GetProperty("name")} = {choice.GetProperty("value")}").Order(
                    StringComparer.Ordinal),
                type.GetProperties()
                    .Where(property => property.PropertyType == type)
                    .Select(property => $"{property.Name} = {property.GetValue(null)}")
                    .Order(StringComparer.Ordinal));
            return;
        }

        var members = SchemaMembers.OfResult(declared);
        var (input, output) = (
            typeof(Provider).Assembly.GetType($"HarnessCollab.Collaboration.Inputs.{name}Args"),
            typeof(Provider).Assembly.GetType($"HarnessCollab.Collaboration.Outputs.{name}"));

        Assert.False(input is null && output is null, $"There is neither Inputs.{name}Args nor Outputs.{name}.");
        Assert.True(input is not null || !UsedBy("inputProperties", token), $"There is no Inputs.{name}Args.");
        if (input is not null)
        {
            Assert.Equal(members, await SdkMembers.OfInputsAsync(input));
        }

        if (output is not null)
        {
            Assert.Equal(members.Select(member => member.Replace(" secret", "", StringComparison.Ordinal)), SdkMembers.OfResult(output));
        }
    }

    private static bool UsedBy(string member, string token) => Schema.GetProperty("resources").EnumerateObject()
        .Any(resource => resource.Value.GetProperty(member).GetRawText().Contains($"#/types/{token}\"", StringComparison.Ordinal));

    private static Type Find(string name) =>
        typeof(Provider).Assembly.GetType($"HarnessCollab.Collaboration.{name}") ?? throw new InvalidOperationException($"The SDK has no {name}.");

    private static string NameOf(string token) => token[(token.LastIndexOf(':') + 1)..];

    private static JsonElement ReadSchema()
    {
        using var stream = typeof(SchemaAgreementTests).Assembly.GetManifestResourceStream("schema.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
