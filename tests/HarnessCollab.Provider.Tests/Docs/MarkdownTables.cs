using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Tests.Schema;

namespace HarnessCollab.Provider.Tests.Docs;

/// <summary>The tables of the registry pages, made from the declarations that the plugin works with.</summary>
internal static class MarkdownTables
{
    /// <param name="subject">What stands in the marker: "inputs of X", "outputs of X", "types of X", "queries of X", or "configuration".</param>
    public static string Of(string subject) => subject.Split(" of ") switch
    {
        ["configuration"] => Table(ProviderConfiguration.Properties.All) + Types([ProviderConfiguration.Properties]),
        ["inputs", var name] => Table(Sets(name).Inputs.All),
        ["outputs", var name] => Table(Sets(name).Outputs.All.Where(output => Sets(name).Inputs.Find(output.Name) is null)),
        ["queries", var name] => Table(Package.Resources.Single(resource => resource.Name == name).ListProperties.All),
        ["types", var name] => Types([Sets(name).Inputs, Sets(name).Outputs]),
        _ => throw new InvalidOperationException($"No table is called '{subject}'."),
    };

    private static (PropertySet Inputs, PropertySet Outputs) Sets(string name) =>
        Package.Resources.FirstOrDefault(resource => resource.Token.EndsWith($":{name}", StringComparison.Ordinal)) is { } resource
            ? (resource.InputProperties, resource.OutputProperties)
        : Package.Functions.FirstOrDefault(function => function.Name == name) is { } function ? (function.Arguments, function.Results)
        : throw new InvalidOperationException($"The package has no {name}.");

    private static string Types(IEnumerable<PropertySet> sets) => string.Concat(DeclaredTypes.NamedIn(sets)
        .Select(type => $"\n#### {type.Name}\n\n{type.Description}\n"
            + (type is ObjectType fields ? $"\n{Table(fields.Members.All)}" : $"\n{Choices((ChoiceType)type)}")));

    private static string Choices(ChoiceType type) =>
        Rows("| Value | Meaning |\n| --- | --- |\n", type.Choices.Select(choice => $"| `{choice.Value}` | {Cell(choice.Description)} |\n"));

    private static string Table(IEnumerable<Property> properties) => Rows(
        "| Name | Type | | Meaning |\n| --- | --- | --- | --- |\n",
        properties.Select(property => $"| `{property.Name}` | {Cell(DeclaredTypes.DisplayName(property.Type))} | {Marks(property)} | "
            + $"{Cell(property.Description)}{Environment(property)} |\n"));

    private static string Rows(string head, IEnumerable<string> rows) => string.Concat(rows) is { Length: > 0 } body ? head + body : "None.\n";

    private static string Marks(Property property) => string.Join(", ", new[]
    {
        property.Required ? "required" : null, property.Secret ? "secret" : null, property.Replaces ? "replaces" : null,
    }.OfType<string>());

    private static string Environment(Property property) => property.EnvironmentVariable is { } variable ? $" Environment: `{variable}`." : "";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
