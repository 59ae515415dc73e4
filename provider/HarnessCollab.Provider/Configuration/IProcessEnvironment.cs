namespace HarnessCollab.Provider.Configuration;

/// <summary>What the plugin reads from the machine that it runs on.</summary>
internal interface IProcessEnvironment
{
    string WorkingDirectory { get; }

    string UserName { get; }

    string HostName { get; }

    /// <summary>The value of a variable; null when it is not set or empty.</summary>
    string? Variable(string name);

    /// <summary>Whether a variable is set, even to the empty text.</summary>
    bool IsSet(string name);
}

/// <inheritdoc />
internal sealed class ProcessEnvironment : IProcessEnvironment
{
    public string WorkingDirectory => Environment.CurrentDirectory;

    public string UserName => Environment.UserName;

    public string HostName => Environment.MachineName;

    public string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    public bool IsSet(string name) => Environment.GetEnvironmentVariable(name) is not null;
}
