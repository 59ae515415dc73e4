using System.Security.Cryptography.X509Certificates;
using HarnessCollab.Jira;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Configuration;

/// <summary>The settings of one configured provider, checked and complete. Created once, in Configure.</summary>
internal sealed class ProviderSettings
{
    public required StoreSettings Store { get; init; }

    /// <summary>A line for the user when a relative store path has no project to start from; otherwise null.</summary>
    public string? StoreNote { get; init; }

    /// <summary>
    /// True when the store comes from provider config and not from the environment: refresh and destroy then use the config in the state.
    /// </summary>
    public required bool StoreCameFromConfig { get; init; }

    /// <summary>The credential of resources that have none of their own, or null.</summary>
    public JiraCredential? DefaultCredential { get; init; }

    public required ConnectionTestPolicies ConnectionTests { get; init; }

    /// <summary>Whether previews and updates read each resource first.</summary>
    public bool DetectsDriftAlways { get; init; }

    public X509Certificate2Collection? CaCertificates { get; init; }

    public bool AllowInsecureHttp { get; init; }
}
