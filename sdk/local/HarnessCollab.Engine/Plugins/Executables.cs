using System.Collections;

namespace HarnessCollab.Engine.Plugins;

/// <summary>Finds executables the way a shell does, in a given environment.</summary>
public static class Executables
{
    /// <summary>The variables of an environment. Names are compared as the system does it: on Windows <c>PATH</c> is <c>Path</c>.</summary>
    public static ImmutableDictionary<string, string> Variables(IDictionary environment, bool onWindows) =>
        environment.Cast<DictionaryEntry>().ToImmutableDictionary(
            entry => (string)entry.Key, entry => (string?)entry.Value ?? "", onWindows ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    /// <inheritdoc cref="ProgramSearch.Find"/>
    public static string? Find(string name, ImmutableDictionary<string, string> environment, string workingDirectory) =>
        ProgramSearch.Find(name, environment.GetValueOrDefault("PATH", ""), workingDirectory);

    /// <summary>The full path of a program on this process's own PATH.</summary>
    /// <exception cref="EngineException">There is no such program.</exception>
    public static string OnPath(string name) =>
        Require(name, ImmutableDictionary<string, string>.Empty.Add("PATH", Environment.GetEnvironmentVariable("PATH") ?? ""), "/");

    /// <summary>The full path of a program, found as by <see cref="Find"/>.</summary>
    /// <exception cref="EngineException">There is no such program.</exception>
    internal static string Require(string name, ImmutableDictionary<string, string> environment, string workingDirectory) =>
        Find(name, environment, workingDirectory)
        ?? throw new EngineException($"cannot start '{name}': there is no such program; check the path, or that it is on PATH");
}
