namespace HarnessCollab.Cli.Arguments;

/// <summary>What follows an option.</summary>
internal enum OptionValue
{
    /// <summary>Nothing; <c>--name=false</c> takes it back.</summary>
    Flag,

    /// <summary>A value, in the same argument or the next.</summary>
    Required,

    /// <summary>A value after <c>=</c>, or nothing.</summary>
    Optional,
}

/// <summary>An option of a command. <paramref name="Short"/> is its one-letter form, or empty.</summary>
internal sealed record OptionSpec(string Name, string Short, OptionValue Value, string Help)
{
    public static OptionSpec Flag(string name, string help, string shortName = "") => new(name, shortName, OptionValue.Flag, help);

    public static OptionSpec Text(string name, string help, string shortName = "") => new(name, shortName, OptionValue.Required, help);
}
