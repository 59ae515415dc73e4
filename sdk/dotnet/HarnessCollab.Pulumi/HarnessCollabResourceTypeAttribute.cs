using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>Ties a class to a resource type of this package, in this version.</summary>
internal sealed class HarnessCollabResourceTypeAttribute : ResourceTypeAttribute
{
    public HarnessCollabResourceTypeAttribute(string type)
        : base(type, Utilities.Version)
    {
    }
}
