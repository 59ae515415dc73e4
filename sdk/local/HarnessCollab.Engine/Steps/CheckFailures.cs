using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Steps;

/// <summary>The text of a check failure, in the form of the Pulumi CLI; other than there, a secret value is masked.</summary>
internal static class CheckFailures
{
    public static string Text(ResourceState planned, CheckFailure failure, PropertyMap inputs)
    {
        var subject = $"{planned.Type} resource '{planned.Name}'";
        return failure.Property.Length == 0
            ? $"{subject} has a problem: {failure.Reason}"
            : $"{subject}: property {failure.Property} value {{{Show(inputs.Find(failure.Property))}}} has a problem: {failure.Reason}";
    }

    private static string Show(PropertyValue? value) => value switch
    {
        null => "<nil>",
        { ContainsSecrets: true } => "[secret]",
        StringValue text => text.Value,
        _ => value.ToString()!,
    };
}
