namespace HarnessCollab.Settings;

/// <summary>A YAML file cannot be used.</summary>
/// <param name="reason">Why, as it stands after "cannot be read:", with the line where there is one. It quotes nothing from the file.</param>
public sealed class UnreadableYamlException(string reason, Exception cause) : Exception(reason, cause);
