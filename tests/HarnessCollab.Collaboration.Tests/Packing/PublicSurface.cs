using System.Reflection;

namespace HarnessCollab.Collaboration.Tests.Packing;

/// <summary>What programs can see of an assembly, as text: a type, and beneath it its members, in alphabetical order.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly) => string.Concat(assembly.GetExportedTypes()
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select(type => $"{Kind(type)} {type.FullName!.Replace('+', '.')} : {Name(type.BaseType ?? typeof(object))}\n{Members(type)}"));

    private static string Kind(Type type) =>
        (type.IsAbstract && type.IsSealed ? "static " : type.IsSealed ? "sealed " : "") + (type.IsValueType ? "struct" : "class");

    private static string Members(Type type) => string.Concat(type.GetMembers(Declared)
        .Select(Line).OfType<string>().Order(StringComparer.Ordinal).Select(line => $"    {line}\n"));

    private static string? Line(MemberInfo member) => member switch
    {
        PropertyInfo property when property.GetAccessors().Length > 0 =>
            $"{property.Name} : {Name(property.PropertyType)} {{ get;{(property.SetMethod is { IsPublic: true } ? " set;" : "")} }}",
        FieldInfo { IsPublic: true } field => $"{field.Name} : {Name(field.FieldType)}",
        ConstructorInfo { IsPublic: true } made => $"new({Parameters(made)})",
        MethodInfo { IsPublic: true, IsSpecialName: false } method => $"{method.Name}({Parameters(method)}) : {Name(method.ReturnType)}",
        MethodInfo { IsPublic: true } method when method.Name.StartsWith("op_", StringComparison.Ordinal) =>
            $"{method.Name}({Parameters(method)}) : {Name(method.ReturnType)}",
        _ => null,
    };

    private static string Parameters(MethodBase method) => string.Join(
        ", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? "?" : "")}"));

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
