using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Runtime.Loader;
using System.Xml.Linq;

namespace HarnessCollab.Collaboration.Tests.Packing;

/// <summary>
/// The package of the SDK as a release makes it, from a copy of the sources. In place of the Pulumi package the local stand-in is compiled
/// against, as a package of that name in a folder of its own: a feed with the real one is not needed.
/// </summary>
public sealed class PackedSdk : IDisposable
{
    public const string Version = "1.2.3-rc.1";
    public const string Repository = "someone/some-provider";

    private static readonly string Root = typeof(PackedSdk).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(entry => entry.Key == "RepositoryRoot").Value!;

    private readonly string _folder = Directory.CreateTempSubdirectory("packed-sdk").FullName;
    private readonly ZipArchive _package;

    public PackedSdk()
    {
        foreach (var source in new[] { "sdk", "provider/HarnessCollab.Protocol", "provider/docs" })
        {
            Copy(Path.Combine(Root, source), Path.Combine(_folder, source));
        }

        string[] settings = ["Directory.Build.props", "Directory.Packages.props", "provider/Directory.Build.props", ".editorconfig", "global.json"];
        foreach (var file in settings)
        {
            File.Copy(Path.Combine(Root, file), Path.Combine(_folder, file));
        }

        PackStandIn();
        Run("sdk/package", "--out", Path.Combine(_folder, "out"), $"-p:Version={Version}", $"-p:GitHubRepository={Repository}");
        _package = ZipFile.OpenRead(Path.Combine(_folder, $"out/HarnessCollab.Collaboration.{Version}.nupkg"));
        HasSymbols = File.Exists(Path.Combine(_folder, $"out/HarnessCollab.Collaboration.{Version}.snupkg"));
        Nuspec = XDocument.Parse(Text("HarnessCollab.Collaboration.nuspec"));
    }

    public XDocument Nuspec { get; }

    public bool HasSymbols { get; }

    /// <summary>All files but those of the package format itself.</summary>
    public IEnumerable<string> Files => _package.Entries.Select(entry => entry.FullName)
        .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal)
            && name is not ("[Content_Types].xml" or "HarnessCollab.Collaboration.nuspec")).Order(StringComparer.Ordinal);

    public string Text(string file)
    {
        using var reader = new StreamReader(_package.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>What the classes of the package add to each registration and call.</summary>
    public (object? Version, object? Address) VersionAndAddress()
    {
        var context = new AssemblyLoadContext("packed", isCollectible: true);
        using var assembly = new MemoryStream();
        _package.GetEntry("lib/net10.0/HarnessCollab.Collaboration.dll")!.Open().CopyTo(assembly);
        assembly.Position = 0;
        var utilities = context.LoadFromStream(assembly).GetType("HarnessCollab.Collaboration.Utilities")!;
        var answer = (utilities.GetProperty("Version")!.GetValue(null), utilities.GetProperty("PluginDownloadURL")!.GetValue(null));
        context.Unload();
        return answer;
    }

    public void Dispose()
    {
        _package.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // The stand-in for both frameworks, and a configuration in which it is the only package of its name.
    private void PackStandIn()
    {
        var feed = Directory.CreateDirectory(Path.Combine(_folder, "feed")).FullName;
        var versions = XDocument.Load(Path.Combine(_folder, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);
        var version = versions["Pulumi"];
        using (var package = ZipFile.Open(Path.Combine(feed, $"Pulumi.{version}.nupkg"), ZipArchiveMode.Create))
        {
            using (var nuspec = new StreamWriter(package.CreateEntry("Pulumi.nuspec").Open()))
            {
                nuspec.Write(
                    $"<package><metadata><id>Pulumi</id><version>{version}</version><authors>stand-in</authors>"
                    + "<description>stand-in</description><dependencies>");

                // As the real package does; a version that is pinned here would become a dependency of ours.
                foreach (var framework in new[] { "net8.0", "net10.0" })
                {
                    nuspec.Write(
                        $"<group targetFramework=\"{framework}\"><dependency id=\"Grpc.Net.Client\" version=\"{versions["Grpc.Net.Client"]}\" />"
                        + $"<dependency id=\"Google.Protobuf\" version=\"{versions["Google.Protobuf"]}\" /></group>");
                }

                nuspec.Write("</dependencies></metadata></package>");
            }

            var properties = Path.Combine(_folder, "Directory.Build.props");
            var own = File.ReadAllText(properties);
            foreach (var framework in new[] { "net8.0", "net10.0" })
            {
                var output = Path.Combine(_folder, "stand-in", framework);
                File.WriteAllText(
                    properties,
                    own.Replace("<TargetFramework>net10.0<", $"<TargetFramework>{framework}<", StringComparison.Ordinal));
                Run("dotnet", "build", "sdk/local/Pulumi.Compat", "-o", output, "-nologo", "-v:quiet", "-p:RunAnalyzers=false");
                package.CreateEntryFromFile(Path.Combine(output, "Pulumi.dll"), $"lib/{framework}/Pulumi.dll");
            }
        }

        // Packages that are on this machine already are taken from there; the stand-in must not get among them.
        var known = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages");
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="stand-in" value="{feed}" /></packageSources>
              <fallbackPackageFolders><add key="known" value="{known}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    private void Run(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // Windows starts no script by its name.
        string[] line = command.Contains('/', StringComparison.Ordinal) ? ["bash", command, .. arguments] : [command, .. arguments];
        start.FileName = line[0];
        Array.ForEach(line[1..], start.ArgumentList.Add);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        if (File.Exists(Path.Combine(_folder, "nuget.config")))
        {
            start.Environment["NUGET_PACKAGES"] = Path.Combine(_folder, "packages");
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{command} {string.Join(' ', arguments)}: {output}{errors.Result}");
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj")))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
