namespace HarnessCollab.Settings;

/// <summary>A full configuration key, <c>namespace:name</c>.</summary>
public readonly record struct ConfigKey(string Namespace, string Name)
{
    /// <summary>
    /// Reads <c>name</c> (in the project's own namespace), <c>namespace:name</c> or the older form <c>namespace:config:name</c>; null when the text
    /// has another form.
    /// </summary>
    public static ConfigKey? Parse(string text, string project) => text.Split(':') switch
    {
        [{ Length: > 0 } name] => new ConfigKey(project, name),
        [{ Length: > 0 } space, { Length: > 0 } name] => new ConfigKey(space, name),
        [{ Length: > 0 } space, "config", { Length: > 0 } name] => new ConfigKey(space, name),
        _ => null,
    };

    /// <summary>The key as lists show it: without its namespace when that is the project's own.</summary>
    public string Display(string project) => Namespace == project ? Name : ToString();

    public override string ToString() => $"{Namespace}:{Name}";
}
