using HarnessCollab.Engine.Secrets;

namespace HarnessCollab.Engine.Tests.Secrets;

public sealed class PassphraseTests
{
    // Written by the Pulumi CLI for the passphrase "correct horse".
    private const string Salt = "v1:lexI7cO9ACU=:v1:ytGISvtFMmMOISLm:vl6XXnAg1eVv5nyaGy6LQf5oPgWp0A==";

    [Fact]
    public void A_value_that_the_CLI_encrypted_is_decrypted()
    {
        var manager = PassphraseSecretsManager.Open(Salt, "correct horse");

        Assert.Equal("s3cret-1", manager.Decrypt("v1:qVw6j6k9Y7WWhKJI:z9FE7aIYIgPYRQd82+zKk6mrSBOOLsQ1"));
    }

    [Fact]
    public async Task A_wrong_passphrase_is_one_clear_error()
    {
        var manager = PassphraseSecretsManager.Open(Salt, "wrong");

        var error = await Assert.ThrowsAsync<EngineException>(() => manager.VerifyAsync(TestContext.Current.CancellationToken));

        Assert.Equal("incorrect passphrase", error.Message);
    }

    [Fact]
    public void A_new_manager_reads_what_it_wrote_and_nobody_else_does()
    {
        var manager = PassphraseSecretsManager.Create("p");
        var ciphertext = manager.Encrypt("grün \"<&>\"");

        Assert.Equal("grün \"<&>\"", PassphraseSecretsManager.Open(manager.Salt, "p").Decrypt(ciphertext));
        Assert.Throws<EngineException>(() => PassphraseSecretsManager.Create("p").Decrypt(ciphertext));
        Assert.NotEqual(ciphertext, manager.Encrypt("grün \"<&>\""));
    }

    [Theory]
    [InlineData("v1:qVw6j6k9Y7WWhKJI:z9FE7aIYIgPYRQd82+zKk6mrSBOOLsQ2")]
    [InlineData("v1:AAAA:AAAA")]
    [InlineData("v2:a:b")]
    [InlineData("")]
    public void A_damaged_ciphertext_is_refused(string ciphertext)
    {
        var manager = PassphraseSecretsManager.Open(Salt, "correct horse");

        Assert.Throws<EngineException>(() => manager.Decrypt(ciphertext));
    }

    [Fact]
    public void The_passphrase_comes_from_variable_then_file_then_terminal()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "from file\n");
        try
        {
            var both = new Dictionary<string, string> { ["PULUMI_CONFIG_PASSPHRASE"] = "", ["PULUMI_CONFIG_PASSPHRASE_FILE"] = file };

            Assert.Equal("", new PassphraseSource(both, null).Get(isNew: false));
            both.Remove("PULUMI_CONFIG_PASSPHRASE");
            Assert.Equal("from file", new PassphraseSource(both, null).Get(isNew: false));
            Assert.Equal("typed", new PassphraseSource(new Dictionary<string, string>(), _ => "typed").Get(isNew: false));
            Assert.StartsWith(
                "passphrase must be set with",
                Assert.Throws<EngineException>(() => new PassphraseSource(new Dictionary<string, string>(), null).Get(isNew: false)).Message,
                StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
