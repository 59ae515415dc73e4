namespace HarnessCollab.Settings.Tests;

public sealed class PassphraseTests : IDisposable
{
    // Written by the Pulumi CLI for the passphrase "correct horse".
    private const string Salt = "v1:lexI7cO9ACU=:v1:ytGISvtFMmMOISLm:vl6XXnAg1eVv5nyaGy6LQf5oPgWp0A==";
    private const string Place = "Pulumi.dev.yaml";

    private readonly SettingsFolder _folder = new();

    [Fact]
    public void A_value_that_the_CLI_encrypted_is_decrypted() =>
        Assert.Equal("s3cret-1", Open("correct horse").Decrypt("v1:qVw6j6k9Y7WWhKJI:z9FE7aIYIgPYRQd82+zKk6mrSBOOLsQ1"));

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task A_wrong_passphrase_is_one_clear_error(string passphrase)
    {
        var error = await Assert.ThrowsAsync<WrongPassphraseException>(() => Open(passphrase).VerifyAsync(TestContext.Current.CancellationToken));

        Assert.Equal("incorrect passphrase: the encryption salt in Pulumi.dev.yaml was made with another one", error.Message);
    }

    [Theory]
    [InlineData("v1:lexI7cO9ACU=")]
    [InlineData("v1:?:v1:x:y")]
    [InlineData("v1:lexI7cO9ACU=:v1:ytGISvtFMmMOISLm")]
    [InlineData("v2:lexI7cO9ACU=:v1:ytGISvtFMmMOISLm:vl6XXnAg1eVv5nyaGy6LQf5oPgWp0A==")]
    [InlineData("")]
    public void A_damaged_salt_is_told_from_a_wrong_passphrase(string salt) => Assert.StartsWith(
        "the encryption salt in Pulumi.dev.yaml is damaged",
        SettingsFolder.Refusal(() => PassphraseSecretsManager.Open(salt, "correct horse", Place)),
        StringComparison.Ordinal);

    [Fact]
    public void A_new_manager_reads_what_it_wrote_and_nobody_else_does()
    {
        var manager = PassphraseSecretsManager.Create("p");
        var ciphertext = manager.Encrypt("grün \"<&>\"");

        Assert.Equal("grün \"<&>\"", PassphraseSecretsManager.Open(manager.Salt, "p", Place).Decrypt(ciphertext));
        Assert.Null(PassphraseSecretsManager.Create("p").Decrypt(ciphertext));
        Assert.NotEqual(ciphertext, manager.Encrypt("grün \"<&>\""));
    }

    [Theory]
    [InlineData("v1:qVw6j6k9Y7WWhKJI:z9FE7aIYIgPYRQd82+zKk6mrSBOOLsQ2")]
    [InlineData("v1:qVw6j6k9Y7WWhKJI:AAAA")]
    [InlineData("v1:AAAA:AAAA")]
    [InlineData("v2:qVw6j6k9Y7WWhKJI:z9FE7aIYIgPYRQd82+zKk6mrSBOOLsQ1")]
    [InlineData("plain")]
    [InlineData("")]
    public void What_is_no_ciphertext_of_the_stack_is_none(string ciphertext) => Assert.Null(Open("correct horse").Decrypt(ciphertext));

    [Fact]
    public void The_passphrase_comes_from_variable_then_file_then_terminal()
    {
        var file = _folder.Path("passphrase");
        File.WriteAllText(file, "from file\n");
        var variables = new Dictionary<string, string> { [PassphraseSource.Variable] = "", [PassphraseSource.FileVariable] = file };

        Assert.Equal("", Source().Get("dev"));
        Assert.Equal("", Source().GetNew("dev"));
        variables.Remove(PassphraseSource.Variable);
        Assert.Equal("from file", Source().Get("dev"));
        variables[PassphraseSource.FileVariable] = "";
        Assert.Equal("passphrase of stack dev", Source().Get("dev"));

        PassphraseSource Source() => new(variables.GetValueOrDefault, question => question);
    }

    [Fact]
    public void A_new_passphrase_is_typed_twice_and_then_known()
    {
        var questions = new List<string>();
        var typed = new Queue<string>(["s3cret", "s3cret", "one", "another"]);

        var source = Source();
        Assert.Equal(["s3cret", "s3cret"], [source.GetNew("dev"), source.Get("dev")]);
        Assert.Null(Source().GetNew("dev"));
        Assert.Equal(["passphrase for the new stack dev", "the same passphrase again"], questions.Take(2));

        PassphraseSource Source() => new(_ => null, question =>
        {
            questions.Add(question);
            return typed.Dequeue();
        });
    }

    [Theory]
    [InlineData("none")]
    [InlineData(".")]
    public void A_file_that_cannot_be_read_is_named_with_its_variable(string name)
    {
        var file = _folder.Path(name);

        var message = SettingsFolder.Refusal(() =>
            new PassphraseSource(variable => variable == PassphraseSource.FileVariable ? file : null, question => question).Get("dev"));

        Assert.StartsWith(
            $"the file that PULUMI_CONFIG_PASSPHRASE_FILE names cannot be used: {file} cannot be read: ", message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static PassphraseSecretsManager Open(string passphrase) => PassphraseSecretsManager.Open(Salt, passphrase, Place);
}
