namespace HarnessCollab.Settings;

/// <summary>A full configuration key, <c>namespace:name</c>.</summary>
public readonly record struct ConfigKey(string Namespace, string Name)
{
    /// <summary>
    /// Reads <c>name</c> (of the project's own namespace), <c>namespace:name</c> or the older <c>namespace:config:name</c>; null when it is none
    /// of these.
    /// </summary>
    public static ConfigKey? Parse(string text, string project) => text.Split(':') switch
    {
        [{ Length: > 0 } name] => new ConfigKey(project, name),
        [{ Length: > 0 } space, { Length: > 0 } name] => new ConfigKey(space, name),
        [{ Length: > 0 } space, "config", { Length: > 0 } name] => new ConfigKey(space, name),
        _ => null,
    };

    /// <summary>As lists show it: without the project's own namespace.</summary>
    public string Display(string project) => Namespace == project ? Name : ToString();

    public override string ToString() => $"{Namespace}:{Name}";
}
