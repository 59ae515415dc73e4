using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>Ties a class to a resource type of this package, in this version.</summary>
internal sealed class CollaborationResourceTypeAttribute : ResourceTypeAttribute
{
    public CollaborationResourceTypeAttribute(string type)
        : base(type, Utilities.Version)
    {
    }
}
