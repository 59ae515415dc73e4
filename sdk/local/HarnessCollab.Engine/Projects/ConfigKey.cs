namespace HarnessCollab.Engine.Projects;

/// <summary>A full configuration key, <c>namespace:name</c>.</summary>
public readonly record struct ConfigKey(string Namespace, string Name)
{
    /// <summary>Reads <c>name</c> (of the project's own namespace), <c>namespace:name</c> or <c>namespace:config:name</c>.</summary>
    /// <exception cref="EngineException">It is none of these.</exception>
    public static ConfigKey Parse(string text, string project)
    {
        var parts = text.Split(':');
        return parts switch
        {
            [{ Length: > 0 } name] => new ConfigKey(project, name),
            [{ Length: > 0 } space, { Length: > 0 } name] => new ConfigKey(space, name),
            [{ Length: > 0 } space, "config", { Length: > 0 } name] => new ConfigKey(space, name),
            _ => throw new EngineException($"invalid configuration key: could not parse {text} as a configuration key (configuration keys should be of the form `<namespace>:<name>`)"),
        };
    }

    /// <summary>As lists show it: without the project's own namespace.</summary>
    public string Display(string project) => Namespace == project ? Name : ToString();

    public override string ToString() => $"{Namespace}:{Name}";
}
