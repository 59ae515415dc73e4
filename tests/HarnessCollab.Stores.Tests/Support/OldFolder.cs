using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.Stores.Tests.Support;

/// <summary>
/// A copy of a folder that an earlier state of development left: <c>store.db</c> and <c>sandbox.db</c>, each with an account that owns its secret,
/// one that refers to an encrypted text, and that encrypted text; both use the only key in <c>store.key</c>.
/// </summary>
public sealed class OldFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hc-old-");

    public OldFolder()
    {
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(Here(), "..", "Fixtures", "version-0.1")))
        {
            var copy = In(System.IO.Path.GetFileName(file));
            File.Copy(file, copy);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    public static TheoryData<string, string> BothWays => new() { { "store", "sandbox" }, { "sandbox", "store" } };

    public string Path => _root.FullName;

    public string In(string file) => System.IO.Path.Combine(_root.FullName, file);

    public IProviderStore Open(string name) => StoreFactory.Open(StoreSettings.Parse($"sqlite:{In($"{name}.db")}", null, null), TimeProvider.System);

    /// <summary>The secrets of both accounts and of the text.</summary>
    public async Task<string?[]> SecretsAsync(string name)
    {
        await using var store = Open(name);
        var owned = await store.Accounts.FindByNameAsync($"{name} owned", TestContext.Current.CancellationToken);
        var text = await store.EncryptedTexts.FindByNameAsync($"{name} text", TestContext.Current.CancellationToken);
        return
        [
            (await store.RevealAsync(owned!.SecretId, TestContext.Current.CancellationToken))?.Reveal(),
            (await store.RevealAsync(text!.Id, TestContext.Current.CancellationToken))?.Reveal(),
        ];
    }

    /// <summary>What <see cref="SecretsAsync"/> must give.</summary>
    public static string[] SecretsOf(string name) => [$"{name}-token", $"{name}-text-value"];

    /// <summary>Runs a statement past the store; the first column of its rows.</summary>
    public async Task<List<string>> QueryAsync(string name, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={In($"{name}.db")};Mode=ReadWrite;Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var values = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static string Here([CallerFilePath] string file = "") => System.IO.Path.GetDirectoryName(file)!;
}
