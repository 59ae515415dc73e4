namespace HarnessCollab.Stores.PostgreSql;

/// <summary>A parameter of a connection.</summary>
/// <param name="Name">As libpq writes it, where it knows it.</param>
/// <param name="Variable">The environment variable that stands in when the setting does not say; null when none does.</param>
/// <param name="Keywords">The names in the driver's keyword form, the driver's own first.</param>
internal sealed record PostgresParameter(string Name, string? Variable, params string[] Keywords)
{
    /// <summary>A value of libpq as the driver writes it.</summary>
    public Func<string, string> Convert { get; init; } = value => value;
}
