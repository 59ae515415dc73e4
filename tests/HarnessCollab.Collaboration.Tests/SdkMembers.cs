using System.Collections.Immutable;
using System.Reflection;
using Pulumi;

namespace HarnessCollab.Collaboration.Tests;

/// <summary>Properties of the SDK's classes, each as one line, in the form of <see cref="SchemaMembers"/>.</summary>
internal static class SdkMembers
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>What arguments send: members with [Input], fields behind properties included.</summary>
    public static async Task<List<string>> OfInputsAsync(Type type)
    {
        var lines = new List<string>();
        foreach (var member in type.GetMembers(All))
        {
            if (ArgumentsOf(member, "InputAttribute") is not { } arguments)
            {
                continue;
            }

            var name = (string)arguments[0]!;
            var required = arguments.Length > 1 && arguments[1] is true;
            lines.Add($"{name}: {TypeOf(member)}{(required ? " required" : "")}{(await IsSecretAsync(type, name) ? " secret" : "")}");
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    /// <summary>What a resource gives: members with [Output], and what its options say is secret.</summary>
    public static List<string> OfOutputs(Type type)
    {
        var make = type.GetMethod("MakeResourceOptions", All)!;
        var options = (CustomResourceOptions)make.Invoke(null, new object?[make.GetParameters().Length])!;
        return
        [
            .. type.GetProperties(All | BindingFlags.DeclaredOnly)
                .Where(property => ArgumentsOf(property, "OutputAttribute") is not null)
                .Select(property => (Property: property, Name: (string)ArgumentsOf(property, "OutputAttribute")![0]!))
                .Select(output => $"{output.Name}: {TypeOf(output.Property)}{(IsRequired(output.Property) ? " required" : "")}"
                    + $"{(options.AdditionalSecretOutputs.Contains(output.Name) ? " secret" : "")}")
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What a function or a nested object gives: the parameters of its constructor.</summary>
    public static List<string> OfResult(Type type)
    {
        var context = new NullabilityInfoContext();
        var constructor = type.GetConstructors(All).Single(constructor => ArgumentsOf(constructor, "OutputConstructorAttribute") is not null);
        return
        [
            .. constructor.GetParameters()
                .Select(parameter =>
                    (Parameter: parameter, Required: context.Create(parameter).ReadState == NullabilityState.NotNull && !IsList(parameter)))
                .Select(found => $"{found.Parameter.Name}: {Describe(found.Parameter.ParameterType)}{(found.Required ? " required" : "")}")
                .Order(StringComparer.Ordinal),
        ];
    }

    // A list that is not there is an empty one: nullability does not tell whether it is required.
    private static bool IsList(ParameterInfo parameter) => IsOf(parameter.ParameterType, typeof(ImmutableArray<>));

    private static bool IsRequired(PropertyInfo property)
    {
        var value = new NullabilityInfoContext().Create(property).GenericTypeArguments[0];
        return value.ReadState == NullabilityState.NotNull && !IsOf(value.Type, typeof(ImmutableArray<>))
            && !IsOf(value.Type, typeof(ImmutableDictionary<,>));
    }

    // An argument is secret when what is set comes back as one.
    private static async Task<bool> IsSecretAsync(Type type, string name)
    {
        var property = type.GetProperty(char.ToUpperInvariant(name[0]) + name[1..]);
        if (property?.PropertyType != typeof(Input<string>))
        {
            return false;
        }

        var arguments = Activator.CreateInstance(type);
        property.SetValue(arguments, (Input<string>)"x");
        return await Output.IsSecretAsync(((Input<string>)property.GetValue(arguments)!).ToOutput());
    }

    private static object?[]? ArgumentsOf(MemberInfo member, string attribute) => member.GetCustomAttributesData()
        .FirstOrDefault(data => data.AttributeType.Name == attribute)?.ConstructorArguments.Select(argument => argument.Value).ToArray();

    private static string TypeOf(MemberInfo member) =>
        Describe(member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType);

    private static string Describe(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Describe(value);
        }

        if (IsOf(type, typeof(Input<>)) || IsOf(type, typeof(Output<>)))
        {
            return Describe(type.GetGenericArguments()[0]);
        }

        if (IsOf(type, typeof(InputList<>)) || IsOf(type, typeof(ImmutableArray<>)) || IsOf(type, typeof(List<>)))
        {
            return $"list of {Describe(type.GetGenericArguments()[0])}";
        }

        if (IsOf(type, typeof(InputMap<>)) || IsOf(type, typeof(ImmutableDictionary<,>)))
        {
            return $"map of {Describe(type.GetGenericArguments()[^1])}";
        }

        return type == typeof(string) ? "string"
            : type == typeof(double) ? "number"
            : type == typeof(bool) ? "boolean"
            : type.Namespace == "HarnessCollab.Collaboration.Inputs" ? type.Name[..^"Args".Length]
            : type.Name;
    }

    private static bool IsOf(Type type, Type generic) => type.IsGenericType && type.GetGenericTypeDefinition() == generic;
}
