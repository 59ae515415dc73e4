namespace HarnessCollab.Testing.Cli;

/// <summary>A command line that runs Pulumi programs: ours, or the real one. Tests are written once over this.</summary>
public interface ICli
{
    string Name { get; }

    /// <summary>Why it cannot be used here, or null.</summary>
    string? Unavailable { get; }

    string Executable { get; }
}

/// <summary><c>collab</c>, the command line on the embedded engine.</summary>
public sealed class CollabCli : ICli
{
    public string Name => "collab";

    public string? Unavailable => null;

    public string Executable => Artifacts.Collab;

    public override string ToString() => Name;
}

/// <summary>The real Pulumi CLI, when it is on PATH.</summary>
public sealed class PulumiCli : ICli
{
    private static readonly string? Found = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pulumi.exe" : "pulumi"))
        .FirstOrDefault(File.Exists);

    public string Name => "pulumi";

    public string? Unavailable =>
        Found is null ? "the Pulumi CLI is not on PATH; install it (https://www.pulumi.com/docs/install/) to run this test on it as well" : null;

    public string Executable => Found ?? "pulumi";

    public override string ToString() => Name;
}
