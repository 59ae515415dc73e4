using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.State;

/// <summary>Property values as JSON for people and scripts.</summary>
public static class StateText
{
    /// <summary>A value as JSON; secrets as <c>"[secret]"</c> unless they are to be shown.</summary>
    public static string Json(PropertyValue value, bool indented, bool showSecrets) =>
        SecretForms.Json(value, showSecrets ? SecretForms.Bare : SecretForms.Masked, indented);
}
