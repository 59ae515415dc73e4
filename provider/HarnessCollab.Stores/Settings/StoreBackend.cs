using System.Security.Cryptography.X509Certificates;
using HarnessCollab.Stores.Harness;
using HarnessCollab.Stores.PostgreSql;
using HarnessCollab.Stores.Sqlite;

namespace HarnessCollab.Stores;

/// <summary>
/// One kind of store: how the settings name it, and what else is its own. A new kind is a folder, and a place in <see cref="All"/>.
/// </summary>
public abstract class StoreBackend
{
    /// <summary>All kinds. The first that accepts a setting has it.</summary>
    public static IReadOnlyList<StoreBackend> All { get; } = [new SqliteBackend(), new PostgresBackend(), new HarnessBackend()];

    /// <summary>The forms of the setting, for messages.</summary>
    public abstract IReadOnlyList<string> Forms { get; }

    /// <summary>
    /// Variables that open stores of this kind, and why, beside those of the provider's own settings: programs that get one account do not get them.
    /// </summary>
    public virtual IReadOnlyList<(string Name, string Why)> Openers => [];

    /// <summary>What has been taken out of this process's environment, for programs that it starts.</summary>
    public virtual IReadOnlyDictionary<string, string> TakenFromEnvironment { get; } = new Dictionary<string, string>();

    /// <summary>Whether the setting <c>store</c>, without blanks around it, names this kind.</summary>
    public abstract bool Accepts(string setting);

    /// <summary>Understands a setting that it accepts.</summary>
    /// <exception cref="StoreException">It makes no sense.</exception>
    public abstract StoreSettings Parse(string setting, SecretText? key, string? baseDirectory, BackendInputs others);
}

/// <summary>What kinds of store may take from beside the settings <c>store</c> and <c>storeKey</c>.</summary>
/// <param name="Setting">The value of a setting by its name; null when it is not given.</param>
/// <param name="AllowInsecureHttp">Whether a secret may travel unprotected.</param>
/// <param name="CaCertificates">More roots to trust for TLS, or null.</param>
/// <param name="RunFile">Where runs are remembered until they end in order, or null.</param>
public sealed record BackendInputs(
    Func<string, string?> Setting,
    bool AllowInsecureHttp,
    string ClientVersion,
    X509Certificate2Collection? CaCertificates,
    string? RunFile = null);
