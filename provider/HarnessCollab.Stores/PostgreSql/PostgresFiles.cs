using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>The files that a connection needs. The driver opens most of them, but does not report which one it could not open.</summary>
internal sealed class PostgresFiles
{
    private readonly PostgresValue? _passFile;
    private readonly PostgresValue? _certificate;
    private readonly PostgresValue? _key;
    private readonly string? _keyPassword;
    private readonly PostgresValue? _roots;

    private PostgresFiles(PostgresValue? passFile, PostgresValue? certificate, PostgresValue? key, string? keyPassword, PostgresValue? roots) =>
        (_passFile, _certificate, _key, _keyPassword, _roots) = (passFile, certificate, key, keyPassword, roots);

    /// <summary>The user's home folder.</summary>
    public static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>The file of authorities that replace the machine's; null = the machine's authorities.</summary>
    public string? RootsFile => _roots?.Text;

    /// <summary>The files that the settings name, and those in the places where libpq looks for them.</summary>
    public static PostgresFiles Of(
        IReadOnlyDictionary<PostgresParameter, PostgresValue> values, NpgsqlConnectionStringBuilder connection, Func<string, string?> environment)
    {
        var encrypted = connection.SslMode is not SslMode.Disable;
        var home = environment("HOME") is { Length: > 0 } folder ? folder : Home;
        var certificate = encrypted ? Named(PostgresParameters.Certificate) ?? Usual("postgresql.crt") : null;
        var files = new PostgresFiles(
            connection.Password is null ? Named(PostgresParameters.PassFile) ?? Existing(Path.Combine(home, ".pgpass")) : null,
            certificate,
            certificate is null ? null : Named(PostgresParameters.CertificateKey) ?? Usual("postgresql.key"),
            connection.SslPassword,
            Roots());
        connection.Passfile = files._passFile?.Text;
        connection.SslCertificate = files._certificate?.Text;
        connection.SslKey = files._key?.Text;
        connection.RootCertificate = files._roots?.Text;
        return files;

        // Without verification the file is not read.
        PostgresValue? Roots() => connection.SslMode is SslMode.Require or SslMode.VerifyCA or SslMode.VerifyFull
            ? Named(PostgresParameters.RootCertificate) is { Text: "system" } ? null : Named(PostgresParameters.RootCertificate) ?? Usual("root.crt")
            : null;

        PostgresValue? Named(string name) => values.GetValueOrDefault(PostgresParameters.Find(name)!) is { } value
            ? value with { Text = value.Text.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, value.Text[2..]) : value.Text }
            : null;

        PostgresValue? Usual(string name) => Existing(Path.Combine(home, ".postgresql", name));

        static PostgresValue? Existing(string path) => File.Exists(path) ? new(path, "libpq's default") : null;
    }

    /// <summary>Makes sure that each file can be used, before the driver tries.</summary>
    /// <exception cref="StoreException">A file cannot be used; the message names it.</exception>
    public void Require()
    {
        if (_passFile is not null)
        {
            RequirePassFile(_passFile);
        }

        if (_certificate is not null)
        {
            RequireCertificate(_certificate);
        }

        if (_roots is not null)
        {
            LoadRoots();
        }
    }

    /// <summary>The authorities in <see cref="RootsFile"/>; null = the machine's authorities.</summary>
    public X509Certificate2Collection? LoadRoots()
    {
        const string What = "the file of root certificates";
        if (_roots is null)
        {
            return null;
        }

        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(Read(_roots.Text, _roots.Origin, What));
        }
        catch (CryptographicException cause)
        {
            throw Unusable(_roots.Text, _roots.Origin, What, cause.Message, cause);
        }

        return roots.Count > 0 ? roots : throw Unusable(_roots.Text, _roots.Origin, What, "there is no certificate in it; it must be PEM", null);
    }

    /// <summary>The text of a file.</summary>
    /// <param name="origin">The setting that names the file.</param>
    public static string Read(string path, string origin, string what)
    {
        try
        {
            return Directory.Exists(path) ? throw Unusable(path, origin, what, "it is a folder", null) : File.ReadAllText(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unusable(path, origin, what, Why(cause), cause);
        }
    }

    private static string Why(Exception cause) =>
        cause is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : cause.Message.TrimEnd('.');

    private static StoreException Unusable(string path, string origin, string what, string why, Exception? cause) => new(
        StoreErrorCodes.ConnectionFile, $"{what} {path}, named by {origin}, cannot be used: {why}. Correct the path, or the file.", cause);

    private static void RequirePassFile(PostgresValue file)
    {
        const string What = "the passfile";
        foreach (var (index, line) in Read(file.Text, file.Origin, What).Split('\n').Index())
        {
            // A colon or backslash inside a field has a backslash before it.
            var fields = line.Replace(@"\\", "", StringComparison.Ordinal).Replace(@"\:", "", StringComparison.Ordinal).Split(':');
            if (line.Trim().Length > 0 && !line.StartsWith('#') && fields.Length != 5)
            {
                throw Unusable(file.Text, file.Origin, What, $"line {index + 1} is not HOST:PORT:DATABASE:USER:PASSWORD", null);
            }
        }
    }

    private void RequireCertificate(PostgresValue certificate)
    {
        const string What = "the client certificate";
        if (Path.GetExtension(certificate.Text).Equals(".pfx", StringComparison.OrdinalIgnoreCase))
        {
            RequireReadable(certificate, What);
            return;
        }

        Read(certificate.Text, certificate.Origin, What);
        if (_key is not null)
        {
            Read(_key.Text, _key.Origin, "the key of the client certificate");
        }

        try
        {
            using var loaded = string.IsNullOrEmpty(_keyPassword)
                ? X509Certificate2.CreateFromPemFile(certificate.Text, _key?.Text)
                : X509Certificate2.CreateFromEncryptedPemFile(certificate.Text, _keyPassword, _key?.Text);
        }
        catch (CryptographicException cause)
        {
            var key = _key is null ? ", without 'sslkey'" : $" with the key {_key.Text}, named by {_key.Origin}";
            throw Unusable(certificate.Text, certificate.Origin + key, What, cause.Message, cause);
        }
    }

    private void RequireReadable(PostgresValue file, string what)
    {
        try
        {
            _ = X509CertificateLoader.LoadPkcs12CollectionFromFile(file.Text, _keyPassword);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Unusable(file.Text, file.Origin, what, Why(cause), cause);
        }
    }
}
