using System.Security.Cryptography.X509Certificates;
using HarnessCollab.Stores.Harness;
using HarnessCollab.Stores.PostgreSql;
using HarnessCollab.Stores.Sqlite;

namespace HarnessCollab.Stores;

/// <summary>
/// One kind of store: the forms of its setting, and everything specific to it. A new kind is a folder and an item in <see cref="All"/>.
/// </summary>
public abstract class StoreBackend
{
    /// <summary>All kinds. The first one that accepts a setting is used.</summary>
    public static IReadOnlyList<StoreBackend> All { get; } = [new SqliteBackend(), new PostgresBackend(), new HarnessBackend()];

    /// <summary>The forms of the setting, for messages.</summary>
    public abstract IReadOnlyList<string> Forms { get; }

    /// <summary>
    /// Environment variables that give access to stores of this kind, and why, in addition to those of the provider's settings. Programs that get one
    /// account do not get these variables.
    /// </summary>
    public virtual IReadOnlyList<(string Name, string Why)> Openers => [];

    /// <summary>The variables that were removed from this process's environment, for programs that it starts.</summary>
    public virtual IReadOnlyDictionary<string, string> TakenFromEnvironment { get; } = new Dictionary<string, string>();

    /// <summary>Whether the setting <c>store</c>, without surrounding spaces, names this kind.</summary>
    public abstract bool Accepts(string setting);

    /// <summary>Parses a setting that this kind accepts.</summary>
    /// <exception cref="StoreException">The setting is not valid.</exception>
    public abstract StoreSettings Parse(string setting, SecretText? key, string? baseDirectory, BackendInputs others);
}

/// <summary>What kinds of store can use besides the settings <c>store</c> and <c>storeKey</c>.</summary>
/// <param name="Setting">Returns the value of a setting by its name; null when it is not given.</param>
/// <param name="AllowInsecureHttp">Whether a secret may be sent unencrypted.</param>
/// <param name="CaCertificates">Additional root certificates for TLS, or null.</param>
/// <param name="RunFile">The file that remembers runs until they end normally, or null.</param>
public sealed record BackendInputs(
    Func<string, string?> Setting, bool AllowInsecureHttp, string ClientVersion, X509Certificate2Collection? CaCertificates, string? RunFile = null);
