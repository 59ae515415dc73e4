namespace HarnessCollab.Provider.Resources;

/// <summary>
/// One resource type: its declaration and its operations. An operation gets decoded properties and returns properties; other classes handle wire
/// forms, status codes, timeouts and Cancel. Operations of different resources run concurrently.
/// </summary>
internal abstract class Resource
{
    /// <summary>The name after the module: <c>JiraCollaborationProvider</c>.</summary>
    public abstract string Name { get; }

    public string Token => $"{PackageInfo.Name}:index:{Name}";

    public abstract PropertySet InputProperties { get; }

    /// <summary>Includes the inputs.</summary>
    public abstract PropertySet OutputProperties { get; }

    /// <summary>The properties that filter a list.</summary>
    public abstract PropertySet ListProperties { get; }

    public abstract CheckResult Check(CheckRequest request, Operation operation);

    public abstract Task<DiffResult> DiffAsync(DiffRequest request, Operation operation);

    public abstract Task<CreateResult> CreateAsync(CreateRequest request, Operation operation);

    public abstract Task<ReadResult?> ReadAsync(ReadRequest request, Operation operation);

    /// <summary>Returns the new outputs.</summary>
    public abstract Task<PropertyMap> UpdateAsync(UpdateRequest request, Operation operation);

    public abstract Task DeleteAsync(DeleteRequest request, Operation operation);

    /// <summary>Lists objects that can be imported; null while the query is unknown.</summary>
    public abstract Task<IAsyncEnumerable<FoundObject>?> ListAsync(ListRequest request, Operation operation);
}
