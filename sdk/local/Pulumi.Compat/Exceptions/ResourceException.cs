namespace Pulumi;

/// <summary>A failure that belongs to a resource.</summary>
public class ResourceException : Exception
{
    /// <param name="message">What the user reads.</param>
    /// <param name="resource">The resource it is shown with.</param>
    /// <param name="hideStack">True: the message says everything.</param>
    public ResourceException(string message, Resource? resource, bool hideStack = false)
        : base(message) => (Resource, HideStack) = (resource, hideStack);

    internal Resource? Resource { get; }

    internal bool HideStack { get; }
}
