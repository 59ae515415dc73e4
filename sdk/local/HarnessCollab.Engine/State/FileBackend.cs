using System.Text;
using HarnessCollab.Common;

namespace HarnessCollab.Engine.State;

/// <summary>The folder in which the Pulumi CLI's file backend keeps stacks: <c>.pulumi</c> below a root.</summary>
public sealed class FileBackend(string root)
{
    internal const string Organization = "organization";

    /// <summary>Opens the backend of a <c>file://</c> address.</summary>
    /// <param name="url">The address; a relative path is taken from <paramref name="baseDirectory"/>, <c>~</c> is the home folder.</param>
    /// <exception cref="EngineException">It is another kind of backend.</exception>
    public static FileBackend Open(string url, string baseDirectory)
    {
        if (!url.StartsWith("file://", StringComparison.Ordinal))
        {
            throw new EngineException(
                $"the backend '{Scheme(url)}' is not supported by collab, which keeps state in files (file://…) only; use the Pulumi CLI for this "
                + "backend");
        }

        var path = url["file://".Length..].Split('?')[0];
        if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal))
        {
            path = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..];
        }
        else if (OperatingSystem.IsWindows() && path.Length > 2 && path[0] == '/' && path[2] == ':')
        {
            path = path[1..];
        }

        return At(Path.GetFullPath(path, baseDirectory));
    }

    /// <summary>The backend with the folder <c>.pulumi</c> in this folder.</summary>
    public static FileBackend At(string directory) => new(directory);

    public StackStore Stack(string project, string name) => new(this, project, name);

    /// <summary>The names of a project's stacks, sorted.</summary>
    public IReadOnlyList<string> StackNames(string project)
    {
        var folder = Folder("stacks", project);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)]
            : [];
    }

    // Names are checked when they are read. That no path leads out of the backend is checked again here, because files are deleted at these paths.
    internal string Folder(params ReadOnlySpan<string> parts)
    {
        var own = Path.Combine(root, ".pulumi");
        var path = Path.Combine([own, .. parts]);
        return Path.GetFullPath(path).StartsWith(Path.GetFullPath(own) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path
            : throw new EngineException($"{path} is outside of {own}");
    }

    internal void EnsureMeta()
    {
        var file = Folder("meta.yaml");
        if (!File.Exists(file))
        {
            AtomicFile.Write(file, Encoding.UTF8.GetBytes("version: 1\n"));
        }
    }

    // An address may contain a password, so messages show only its scheme.
    private static string Scheme(string url) => url.IndexOf("://", StringComparison.Ordinal) is > 0 and var end ? url[..end] + "://…" : url;
}
