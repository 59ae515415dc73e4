using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>The stack's configuration, as set by <c>config set</c>. The <c>Secret</c> variants give outputs that stay masked.</summary>
public sealed class Config
{
    private readonly DeploymentContext _context = DeploymentContext.Required;
    private readonly string _name;

    /// <param name="name">The namespace of the keys; the project when left out.</param>
    public Config(string? name = null)
    {
        name ??= _context.Settings.Project;
        const string OldSuffix = ":config";
        _name = name.EndsWith(OldSuffix, StringComparison.Ordinal) ? name[..^OldSuffix.Length] : name;
    }

    /// <summary>A text, or null.</summary>
    public string? Get(string key) => _context.Settings.Config.GetValueOrDefault(FullKey(key));

    /// <inheritdoc cref="Get(string)"/>
    public Output<string>? GetSecret(string key) => Get(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>A flag, or null.</summary>
    /// <exception cref="RunException">The value is neither true nor false.</exception>
    public bool? GetBoolean(string key) => Get(key) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw NotA("flag: true or false", key),
    };

    /// <inheritdoc cref="GetBoolean(string)"/>
    public Output<bool>? GetSecretBoolean(string key) => GetBoolean(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>A whole number, or null.</summary>
    /// <exception cref="RunException">The value is not a whole number.</exception>
    public int? GetInt32(string key) => Get(key) is not { } text ? null
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value
        : throw NotA("whole number", key);

    /// <inheritdoc cref="GetInt32(string)"/>
    public Output<int>? GetSecretInt32(string key) => GetInt32(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>A number, or null.</summary>
    /// <exception cref="RunException">The value is not a number.</exception>
    public double? GetDouble(string key) => Get(key) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
        : throw NotA("number", key);

    /// <inheritdoc cref="GetDouble(string)"/>
    public Output<double>? GetSecretDouble(string key) => GetDouble(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>A value read from JSON, or the type's default.</summary>
    /// <exception cref="RunException">The value does not fit the type.</exception>
    public T? GetObject<T>(string key, JsonSerializerOptions? options = null) => Get(key) is { } json ? Parse<T>(key, json, options) : default;

    /// <inheritdoc cref="GetObject{T}(string, JsonSerializerOptions?)"/>
    public Output<T>? GetSecretObject<T>(string key, JsonSerializerOptions? options = null) =>
        Get(key) is { } json ? Output.CreateSecret(Parse<T>(key, json, options)) : null;

    /// <summary>A text.</summary>
    /// <exception cref="RunException">The key is not set.</exception>
    public string Require(string key) => Get(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require(string)"/>
    public Output<string> RequireSecret(string key) => Output.CreateSecret(Require(key));

    /// <summary>A flag.</summary>
    /// <exception cref="RunException">The key is not set, or the value is neither true nor false.</exception>
    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw Missing(key);

    /// <inheritdoc cref="RequireBoolean(string)"/>
    public Output<bool> RequireSecretBoolean(string key) => Output.CreateSecret(RequireBoolean(key));

    /// <summary>A whole number.</summary>
    /// <exception cref="RunException">The key is not set, or the value is not a whole number.</exception>
    public int RequireInt32(string key) => GetInt32(key) ?? throw Missing(key);

    /// <inheritdoc cref="RequireInt32(string)"/>
    public Output<int> RequireSecretInt32(string key) => Output.CreateSecret(RequireInt32(key));

    /// <summary>A number.</summary>
    /// <exception cref="RunException">The key is not set, or the value is not a number.</exception>
    public double RequireDouble(string key) => GetDouble(key) ?? throw Missing(key);

    /// <inheritdoc cref="RequireDouble(string)"/>
    public Output<double> RequireSecretDouble(string key) => Output.CreateSecret(RequireDouble(key));

    /// <summary>A value read from JSON.</summary>
    /// <exception cref="RunException">The key is not set, or the value does not fit the type.</exception>
    public T RequireObject<T>(string key, JsonSerializerOptions? options = null) => Parse<T>(key, Require(key), options);

    /// <inheritdoc cref="RequireObject{T}(string, JsonSerializerOptions?)"/>
    public Output<T> RequireSecretObject<T>(string key, JsonSerializerOptions? options = null) =>
        Output.CreateSecret(RequireObject<T>(key, options));

    private string FullKey(string key) => $"{_name}:{key}";

    private T Parse<T>(string key, string json, JsonSerializerOptions? options)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, options)!;
        }
        catch (JsonException)
        {
            // The exception may quote the value, which may be a secret.
            throw NotA($"JSON text that fits {typeof(T).Name}", key);
        }
    }

    private RunException NotA(string kind, string key) => new($"Configuration '{FullKey(key)}' is not a {kind}.");

    private RunException Missing(string key) => new(
        $"Configuration '{FullKey(key)}' is required and not set. "
        + $"Set it with 'pulumi config set {FullKey(key)} VALUE' (or 'collab config set'), with --secret if it is one.");
}
