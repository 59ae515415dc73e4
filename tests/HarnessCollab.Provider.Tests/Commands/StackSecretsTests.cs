using HarnessCollab.Provider.Commands.Config;

namespace HarnessCollab.Provider.Tests.Commands;

public sealed class StackSecretsTests
{
    // Written by the Pulumi CLI for the passphrase "correct horse".
    private const string Salt = "v1:lexI7cO9ACU=:v1:ytGISvtFMmMOISLm:vl6XXnAg1eVv5nyaGy6LQf5oPgWp0A==";
    private const string Ciphertext = "v1:qVw6j6k9Y7WWhKJI:z9FE7aIYIgPYRQd82+zKk6mrSBOOLsQ1";

    [Fact]
    public void What_the_CLI_encrypted_is_decrypted() => Assert.Equal("s3cret-1", StackSecrets.Open(Salt, "correct horse")!.Decrypt(Ciphertext));

    [Theory]
    [InlineData(Salt, "wrong")]
    [InlineData(Salt, "")]
    [InlineData("v1:lexI7cO9ACU=", "correct horse")]
    [InlineData("v1:?:v1:x:y", "correct horse")]
    [InlineData("", "correct horse")]
    public void A_wrong_passphrase_and_a_damaged_salt_open_nothing(string salt, string passphrase) =>
        Assert.Null(StackSecrets.Open(salt, passphrase));

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("v1:qVw6j6k9Y7WWhKJI:AAAA")]
    [InlineData("v1:qVw6j6k9Y7WWhKJI:z9FE7aIYIgPYRQd82+zKk6mrSBOOLsQx")]
    [InlineData("v2:qVw6j6k9Y7WWhKJI:z9FE7aIYIgPYRQd82+zKk6mrSBOOLsQ1")]
    public void What_is_no_ciphertext_of_the_stack_is_none(string text) => Assert.Null(StackSecrets.Open(Salt, "correct horse")!.Decrypt(text));
}
