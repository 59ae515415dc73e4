namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>The sandbox's switches have hyphens, which members cannot have.</summary>
internal static class SwitchNames
{
    public static Dictionary<string, object?> Named(this object switches) =>
        switches.GetType().GetProperties().ToDictionary(member => member.Name.Replace('_', '-'), member => member.GetValue(switches));
}
