using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Npgsql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>
/// Verifies the server's certificate instead of the driver, which would only report that it was rejected. As in libpq, a file of root certificates
/// replaces those of the machine, and makes <c>require</c> as strict as <c>verify-ca</c>.
/// </summary>
internal sealed class PostgresTrust(PostgresSettings settings)
{
    private readonly SslMode _mode =
        settings.Connection.SslMode is SslMode.Require && settings.Files.RootsFile is not null ? SslMode.VerifyCA : settings.Connection.SslMode;

    private string Roots => settings.Files.RootsFile is { } file ? $"the authorities in {file}" : "the authorities of this machine";

    /// <summary>Replaces the driver's verification, if the mode verifies at all.</summary>
    public void TakeOver(NpgsqlSlimDataSourceBuilder builder)
    {
        builder.ConnectionStringBuilder.RootCertificate = null;
        if (_mode is not (SslMode.VerifyCA or SslMode.VerifyFull))
        {
            return;
        }

        builder.ConnectionStringBuilder.SslMode = SslMode.Require;
        builder.UseSslClientAuthenticationOptionsCallback(options =>
        {
            var host = options.TargetHost;
            options.CertificateRevocationCheckMode = settings.Connection.CheckCertificateRevocation
                ? X509RevocationMode.Online
                : X509RevocationMode.NoCheck;
            options.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) => Verify(sender, certificate, chain, errors, host);
        });
    }

    private bool Verify(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, string? host)
    {
        var roots = settings.Files.LoadRoots();
        if (roots is not null)
        {
            // The machine's trust does not count when a file of root certificates is given.
            errors |= SslPolicyErrors.RemoteCertificateChainErrors;
        }

        if (_mode is SslMode.VerifyCA)
        {
            errors &= ~SslPolicyErrors.RemoteCertificateNameMismatch;
        }

        var check = new CertificateCheck(roots);
        return check.Validate(sender, certificate, chain, errors) ? true : throw Refused(check.Refused, host);
    }

    private StoreException Refused(CertificateProblem? problem, string? host)
    {
        var (code, why) = problem switch
        {
            null => (StoreErrorCodes.CertificateUntrusted, "shows no certificate. Ask its administrator."),
            { Fault: CertificateFault.Name } =>
                (StoreErrorCodes.CertificateOtherHost,
                    $"was requested as {host}, but {problem}. Name the host as the certificate does, or have one issued for this name."),
            { HasNamesake: true } =>
                (StoreErrorCodes.CertificateUntrusted,
                    $"shows a certificate of an authority that has the same name as one in {settings.Files.RootsFile}, but is not the same. "
                        + "Get its current certificate."),
            { Fault: CertificateFault.Authority } =>
                (StoreErrorCodes.CertificateUntrusted,
                    $"shows a certificate that leads to none of {Roots}: {problem}. If you trust that authority, name its certificate with "
                    + "sslrootcert or PGSSLROOTCERT."),
            _ => (StoreErrorCodes.CertificateUntrusted, $"shows a certificate that is not valid: {problem}. Ask its administrator for another one."),
        };
        return new(code, $"the {settings.Description} {why}");
    }
}
