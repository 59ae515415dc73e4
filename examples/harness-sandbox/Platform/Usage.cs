namespace HarnessSandbox.Platform;

/// <summary>A record that something uses an object; the platform keeps these records separately from the objects.</summary>
/// <param name="Kind"><c>Secrets</c> or <c>Connectors</c>: what is used.</param>
/// <param name="Used">The object that is used.</param>
/// <param name="UserType">What uses it: <c>Connectors</c>, <c>Pipelines</c>.</param>
/// <param name="UserName">Its name.</param>
/// <param name="User">Where it is, or was.</param>
internal sealed record Usage(string Kind, ObjectKey Used, string UserType, string UserName, ObjectKey User)
{
    public const string Secrets = "Secrets";
    public const string Connectors = "Connectors";
}
