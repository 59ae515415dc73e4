using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HarnessCollab.Common.Tests;

/// <summary>Which certificates pass with authorities of one's own, and what is said about those that do not.</summary>
public sealed class CertificateCheckTests
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string CodeSigning = "1.3.6.1.5.5.7.3.3";

    private static readonly X509Certificate2 Root = Authority("Example Root", issuer: null);
    private static readonly X509Certificate2 Issuing = Authority("Example Issuing CA", Root);
    private static readonly X509Certificate2 Server = Leaf("jira.example.com", Issuing, ServerAuthentication);

    [Fact]
    public void A_root_is_an_anchor() => Assert.Null(Refusal(Server, sent: [Issuing], given: [Root]));

    [Fact]
    public void An_issuing_authority_is_an_anchor() => Assert.Null(Refusal(Server, sent: [], given: [Issuing]));

    [Fact]
    public void An_issuing_authority_is_an_anchor_when_the_server_sends_it_and_its_root_too() =>
        Assert.Null(Refusal(Server, sent: [Issuing, Root], given: [Issuing]));

    [Fact]
    public void A_certificate_without_purposes_is_good_for_servers() => Assert.Null(Refusal(Leaf("jira.example.com", Root), sent: [], given: [Root]));

    [Fact]
    public void A_server_that_signs_for_itself_can_be_given() => Assert.Null(Refusal(SelfSigned("jira.example.com"), given: null));

    [Theory]
    [InlineData(ClientAuthentication)]
    [InlineData(CodeSigning)]
    public void A_certificate_for_another_purpose_is_no_servers(string purpose)
    {
        var refusal = Refusal(Leaf("jira.example.com", Issuing, purpose), sent: [Issuing], given: [Root]);

        Assert.Equal(CertificateFault.Purpose, refusal!.Fault);
        Assert.Equal("the certificate 'jira.example.com' is not meant for servers", refusal.ToString());
    }

    [Fact]
    public void A_certificate_for_another_purpose_is_no_servers_below_an_issuing_anchor_either() =>
        Assert.Equal(CertificateFault.Purpose, Refusal(Leaf("jira.example.com", Issuing, ClientAuthentication), sent: [], given: [Issuing])!.Fault);

    [Fact]
    public void An_issuing_certificate_that_the_server_does_not_send_is_named()
    {
        var refusal = Refusal(Server, sent: [], given: [Root])!;

        Assert.Equal((CertificateFault.Authority, "Example Issuing CA", false), (refusal.Fault, refusal.Missing, refusal.HasNamesake));
        Assert.Equal(
            "the certificate of 'Example Issuing CA', which issued 'jira.example.com', is neither sent by the server nor trusted here",
            refusal.ToString());
    }

    [Fact]
    public void A_root_that_is_not_given_is_named()
    {
        var refusal = Refusal(Server, sent: [Issuing], given: [Authority("Another Root", issuer: null)])!;

        Assert.Equal((CertificateFault.Authority, "Example Root", "Example Issuing CA"), (refusal.Fault, refusal.Missing, refusal.Culprit));
    }

    [Fact]
    public void A_sent_root_that_is_not_trusted_is_named()
    {
        var refusal = Refusal(Server, sent: [Issuing, Root], given: [Authority("Another Root", issuer: null)])!;

        Assert.Equal((CertificateFault.Authority, null, "Example Root"), (refusal.Fault, refusal.Missing, refusal.Culprit));
        Assert.Equal("the authority 'Example Root' is not trusted here", refusal.ToString());
    }

    [Fact]
    public void An_authority_of_the_same_name_with_another_key_is_no_anchor_and_is_named_so()
    {
        var refusal = Refusal(Server, sent: [], given: [Authority("Example Issuing CA", Root)])!;

        Assert.Equal((CertificateFault.Authority, true), (refusal.Fault, refusal.HasNamesake));
        Assert.Equal(
            "the certificate of the authority 'Example Issuing CA' in caCertificates is not the one that issued the server's certificate",
            refusal.ToString());
    }

    [Fact]
    public void A_leaf_that_only_claims_to_be_issued_by_the_anchor_is_refused()
    {
        foreach (var forger in new[]
        {
            Authority("Example Issuing CA", issuer: null),
            Authority("Example Issuing CA", issuer: null, keyIdentifier: Issuing),
        })
        {
            Assert.NotNull(Refusal(Leaf("jira.example.com", forger, ServerAuthentication), sent: [Issuing, Root], given: [Issuing]));
            Assert.NotNull(Refusal(Leaf("jira.example.com", forger, ServerAuthentication), sent: [], given: [Issuing, Root]));
            Assert.NotNull(Refusal(Leaf("jira.example.com", forger, ServerAuthentication), sent: [forger], given: [Root]));
        }
    }

    [Fact]
    public void Another_leaf_of_the_anchor_is_no_authority()
    {
        var leaf = Leaf("other.example.com", Issuing, ServerAuthentication);

        Assert.NotNull(Refusal(Leaf("jira.example.com", leaf, ServerAuthentication), sent: [leaf], given: [Issuing]));
    }

    [Fact]
    public void A_wrong_name_stands_before_everything_else()
    {
        var refusal = Refusal(Server, sent: [Issuing], given: [Root], SslPolicyErrors.RemoteCertificateNameMismatch)!;

        Assert.Equal(CertificateFault.Name, refusal.Fault);
    }

    [Fact]
    public void Of_an_expired_chain_the_certificate_that_expired_is_named()
    {
        var old = Authority("Old Issuing CA", Root, until: DateTimeOffset.UtcNow.AddDays(-1));

        var refusal = Refusal(Leaf("jira.example.com", old, ServerAuthentication), sent: [old], given: [Root])!;

        Assert.Equal((CertificateFault.Time, "Old Issuing CA"), (refusal.Fault, refusal.Culprit));
        Assert.True(refusal.Validity.To < DateTime.UtcNow);
    }

    [Fact]
    public void What_lies_above_the_anchor_does_not_matter()
    {
        var old = Authority("Old Root", issuer: null, until: DateTimeOffset.UtcNow.AddDays(-1));
        var issuing = Authority("Its Issuing CA", old);

        Assert.Null(Refusal(Leaf("jira.example.com", issuing, ServerAuthentication), sent: [issuing, old], given: [issuing]));
    }

    private static CertificateProblem? Refusal(
        X509Certificate2 server, X509Certificate2[]? sent = null, X509Certificate2[]? given = null, SslPolicyErrors more = SslPolicyErrors.None)
    {
        var check = new CertificateCheck([.. given ?? [server]]);
        // As the platform hands it over: its own chain, built from what the server sent, that leads nowhere.
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ExtraStore.AddRange(sent ?? []);
        chain.Build(server);

        return check.Validate(check, server, chain, SslPolicyErrors.RemoteCertificateChainErrors | more) ? null : check.Refused!;
    }

    private static X509Certificate2 Authority(
        string name, X509Certificate2? issuer, X509Certificate2? keyIdentifier = null, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(keyIdentifier?.PublicKey ?? request.PublicKey, critical: false));
        return Sign(request, key, issuer, until);
    }

    private static X509Certificate2 Leaf(string host, X509Certificate2 issuer, params string[] purposes)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Sign(Request(host, key, purposes), key, issuer, until: null);
    }

    private static X509Certificate2 SelfSigned(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Sign(Request(host, key), key, issuer: null, until: null);
    }

    private static CertificateRequest Request(string host, ECDsa key, params string[] purposes)
    {
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        if (purposes.Length > 0)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. purposes.Select(purpose => new Oid(purpose))], critical: false));
        }

        return request;
    }

    private static X509Certificate2 Sign(CertificateRequest request, ECDsa key, X509Certificate2? issuer, DateTimeOffset? until)
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-20), until ?? DateTimeOffset.UtcNow.AddDays(20));
        if (issuer is null)
        {
            return request.CreateSelfSigned(from, to);
        }

        // By the generator, since the usual way refuses an issuer that is no authority: such chains are what some tests are about.
        using var issuerKey = issuer.GetECDsaPrivateKey()!;
        using var certificate = request.Create(
            issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuerKey), from, to, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }
}
