using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Configuration;

/// <summary>The forms in which the certificates of a private authority are given.</summary>
public sealed class CaCertificatesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public CaCertificatesTests() => _folder.Write("Pulumi.yaml", "name: tests\nruntime: dotnet\n");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("~/own.pem")]
    [InlineData("~/authorities")]
    [InlineData("authorities")]
    [InlineData("authorities/one.crt")]
    public async Task A_path_may_start_at_home_and_be_a_folder(string path)
    {
        _folder.Write("own.pem", Pem("own"));
        _folder.Write("authorities/one.crt", Pem("one"));
        _folder.Write("authorities/two.PEM", Pem("two"));
        _folder.Write("authorities/README.md", "no certificate");

        Assert.Null(await ConfigureAsync(path));
    }

    [Fact]
    public async Task A_folder_without_certificates_is_told_as_what_it_is()
    {
        _folder.Write("authorities/README.md", "no certificate");

        var error = await ConfigureAsync("authorities");

        Assert.Equal(
            "HC2005: 'caCertificates' contains no certificate. Give PEM text, the path of a PEM file, or of a folder of PEM files (.pem, .crt, "
                + ".cer).",
            error?.Status.Detail);
    }

    private async Task<RpcException?> ConfigureAsync(string path)
    {
        await using var plugin = await PluginProcess.StartAsync(_folder.Path, new Dictionary<string, string?> { ["HOME"] = _folder.Path });
        try
        {
            await plugin.ConfigureAsync(PropertyMap.Of(("caCertificates", PropertyValue.Of(path))));
            return null;
        }
        catch (RpcException error)
        {
            return error;
        }
    }

    private static string Pem(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.ExportCertificatePem();
    }
}
