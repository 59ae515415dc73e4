namespace HarnessCollab.Engine.Monitor;

/// <summary>The environment variables in which a program finds the engine's address and its configuration.</summary>
internal static class ProgramEnvironment
{
    public static ImmutableDictionary<string, string> For(OperationRequest request, string address)
    {
        var variables = new Dictionary<string, string>
        {
            ["PULUMI_MONITOR"] = address,
            ["PULUMI_ENGINE"] = address,
            ["PULUMI_PROJECT"] = request.Project,
            ["PULUMI_STACK"] = request.Stack,
            ["PULUMI_ORGANIZATION"] = FileBackend.Organization,
            // In a refresh or destroy the program only configures its providers.
            ["PULUMI_DRY_RUN"] = request.Preview || request.Kind != OperationKind.Update ? "true" : "false",
            ["PULUMI_QUERY_MODE"] = "false",
            ["PULUMI_PARALLEL"] = request.Parallel.ToString(CultureInfo.InvariantCulture),
            ["PULUMI_ROOT_DIRECTORY"] = request.RootDirectory,
            ["PULUMI_PWD"] = request.ProgramDirectory,
            ["PULUMI_CONFIG"] = ConfigValue.Json(request.Config.OrderBy(entry => entry.Key, StringComparer.Ordinal)),
            ["PULUMI_CONFIG_SECRET_KEYS"] = JsonWriting.Text(writer => writer.Items(
                request.Config.Where(entry => entry.Value.Secret).Select(entry => entry.Key).Order(StringComparer.Ordinal), writer.WriteStringValue)),
        };

        // Programs that use the Pulumi package would otherwise connect to their engine, on this machine, through the environment's proxy.
        var direct = request.Environment.GetValueOrDefault("no_proxy") ?? request.Environment.GetValueOrDefault("NO_PROXY", "");
        if (direct != "*")
        {
            variables["NO_PROXY"] = variables["no_proxy"] = direct.Length == 0 ? "127.0.0.1" : $"{direct},127.0.0.1";
        }

        return request.Environment.SetItems(variables);
    }
}
