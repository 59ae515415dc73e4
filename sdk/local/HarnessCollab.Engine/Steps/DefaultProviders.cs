using System.Collections.Concurrent;

namespace HarnessCollab.Engine.Steps;

/// <summary>
/// The providers that no program declares: one for each package, version and address, made from the stack's configuration when first needed.
/// </summary>
internal sealed class DefaultProviders(OperationRequest request, Registrar registrar)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ResourceState>>> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _versions = new(StringComparer.Ordinal);

    /// <summary>
    /// The goal with the reference of its provider: the default one, if the program names none. Components and providers have none.
    /// </summary>
    public async Task<Goal> ResolveAsync(Goal goal)
    {
        var hasProvider = goal.Wanted.Custom && !Urns.IsProviderType(goal.Wanted.Type);
        var reference = !hasProvider ? ""
            : goal.Wanted.Provider.Length > 0 ? goal.Wanted.Provider
            : await GetAsync(goal.Wanted.Type, goal.Version, goal.PluginDownloadUrl);
        return goal with { Wanted = goal.Wanted with { Provider = reference } };
    }

    /// <summary>The reference of the default provider for a type or function.</summary>
    public async Task<string> GetAsync(string token, string version, string pluginDownloadUrl)
    {
        var package = token[..token.IndexOf(':', StringComparison.Ordinal)];
        version = version.Length > 0 ? version : _versions.GetOrAdd(package, VersionInState);
        var name = Name(version, pluginDownloadUrl);
        var provider = await _known.GetOrAdd($"{package}/{name}", _ => new(() => registrar.RegisterAsync(new Goal
        {
            Name = name,
            Wanted = new ResourceState
            {
                Urn = "",
                Type = Urns.ProviderTypePrefix + package,
                Custom = true,
                Inputs = ProviderInputs.Complete(Settings(package), version, pluginDownloadUrl),
            },
        }))).Value;
        return provider.Reference;
    }

    private static string Name(string version, string pluginDownloadUrl)
    {
        // The address as a Pulumi name: no empty segments, and nothing but letters, digits and ._-
        var segments = pluginDownloadUrl.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(segment => string.Concat(segment.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_')));
        string[] parts = ["default", version.Replace('.', '_').Replace('-', '_').Replace('+', '_'), string.Join('/', segments)];
        return string.Join('_', parts.Where(part => part.Length > 0));
    }

    private PropertyMap Settings(string package) => PropertyMap.From(
        request.ConfigOf(package).Select(entry => KeyValuePair.Create(
            entry.Key, entry.Value.Secret ? PropertyValue.SecretOf(entry.Value.Text) : PropertyValue.Of(entry.Value.Text))));

    // A resource that asks for no version gets the version of the package's provider in the state.
    private string VersionInState(string package) => request.Start.Resources
        .Where(state => state.Type == Urns.ProviderTypePrefix + package)
        .Select(state => ProviderInputs.VersionOf(state.Inputs))
        .FirstOrDefault(version => version.Length > 0) ?? "";
}
