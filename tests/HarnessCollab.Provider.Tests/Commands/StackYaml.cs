using System.Security.Cryptography;
using System.Text;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>Writes what <c>pulumi config set --secret</c> would, for a passphrase.</summary>
internal sealed class StackYaml
{
    private readonly byte[] _key;

    public StackYaml(string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(8);
        _key = PasswordKey.OfStack(passphrase, salt);
        Salt = $"v1:{Convert.ToBase64String(salt)}:{Secure("pulumi")}";
    }

    public string Salt { get; }

    public string Secure(string plain)
    {
        var nonce = RandomNumberGenerator.GetBytes(12);
        var cipher = new byte[Encoding.UTF8.GetByteCount(plain)];
        var tag = new byte[16];
        using var aes = new AesGcm(_key, 16);
        aes.Encrypt(nonce, Encoding.UTF8.GetBytes(plain), cipher, tag);
        return $"v1:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String([.. cipher, .. tag])}";
    }
}
