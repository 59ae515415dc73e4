using System.Collections.Concurrent;

namespace HarnessCollab.Testing.Cli;

/// <summary>
/// A fresh stack, created once by the command line itself and copied for every test that begins with one. Each <c>stack init</c> and each
/// <c>config set --secret</c> derives a key, which takes most of a second by design; all copies share the salt, and so the ciphertexts.
/// </summary>
internal sealed class StackTemplate
{
    private const string Probe = "template";

    private static readonly ConcurrentDictionary<(string Cli, string Stack), Lazy<Task<StackTemplate>>> Made = [];

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _encrypted = new(StringComparer.Ordinal);
    private readonly ICli _cli;
    private readonly string _stack;
    private readonly Dictionary<string, byte[]> _files;

    private StackTemplate(ICli cli, string stack, Dictionary<string, byte[]> files)
    {
        _cli = cli;
        _stack = stack;
        _files = files;
    }

    public static Task<StackTemplate> OfAsync(ICli cli, string stack) =>
        Made.GetOrAdd((cli.Name, stack), _ => new(() => MakeAsync(cli, stack))).Value;

    /// <summary>Adds the stack to a project's folder.</summary>
    public void CopyTo(string root)
    {
        foreach (var (name, content) in _files)
        {
            var path = Path.Combine(root, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
    }

    /// <summary>The ciphertext of a value, under the key that the copies of this stack share.</summary>
    public Task<string> EncryptAsync(string value) => _encrypted.GetOrAdd(value, text => new(() => NewCiphertextAsync(text))).Value;

    private static async Task<StackTemplate> MakeAsync(ICli cli, string stack)
    {
        using var folder = StackFolder.WithoutStack(cli, "program", stack, plugin: Path.GetTempPath());
        await folder.MustAsync("stack", "init", stack);
        return new StackTemplate(cli, stack, Directory.EnumerateFiles(folder.Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder.Root, file))
            .Where(name => name != "Pulumi.yaml")
            .ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(folder.Root, name))));
    }

    private async Task<string> NewCiphertextAsync(string value)
    {
        using var folder = StackFolder.WithoutStack(_cli, "program", _stack, plugin: Path.GetTempPath());
        CopyTo(folder.Root);
        await folder.MustAsync("config", "set", "--secret", Probe, value);
        return new SettingsFile(Path.Combine(folder.Root, $"Pulumi.{_stack}.yaml")).Secure(Probe);
    }
}
