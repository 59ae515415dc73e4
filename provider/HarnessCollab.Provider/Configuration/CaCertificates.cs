using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HarnessCollab.Provider.Configuration;

/// <summary>Reads the setting <c>caCertificates</c>: PEM text, a PEM file, or a folder of such files.</summary>
internal static class CaCertificates
{
    private const string Advice = "Give PEM text, the path of a PEM file, or of a folder of PEM files (.pem, .crt, .cer).";

    private static readonly string[] Endings = [".pem", ".crt", ".cer"];

    /// <param name="project">The name of the project whose folder relative paths start from; null when it is not known.</param>
    /// <returns>Null when it is not given, or not valid; a problem is then added to <paramref name="problems"/>.</returns>
    public static X509Certificate2Collection? Read(PropertyMap settings, IProcessEnvironment environment, string? project, CheckProblems problems)
    {
        if (ProviderConfiguration.CaCertificates.Read(settings) is not { IsKnown: true, Value: var text })
        {
            return null;
        }

        var certificates = new X509Certificate2Collection();
        try
        {
            if (text.Contains("-----BEGIN", StringComparison.Ordinal))
            {
                certificates.ImportFromPem(text);
            }
            else
            {
                foreach (var file in Files(
                    Path.GetFullPath(HomePath.Expand(text, environment), ProjectFolder.Find(environment.WorkingDirectory, project).Folder)))
                {
                    certificates.ImportFromPemFile(file);
                }
            }
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add(ErrorCodes.BadCertificates, $"'caCertificates' cannot be read: {exception.Message} {Advice}");
            return null;
        }

        if (certificates.Count == 0)
        {
            problems.Add(ErrorCodes.BadCertificates, $"'caCertificates' contains no certificate. {Advice}");
        }

        return certificates;
    }

    private static IEnumerable<string> Files(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path)
            .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
        : [path];
}
