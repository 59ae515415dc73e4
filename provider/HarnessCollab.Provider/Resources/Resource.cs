using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources;

/// <summary>
/// One resource type: its declaration and its verbs. A verb gets decoded properties and answers with properties; wire forms,
/// status codes, timeouts and Cancel are not its business. Verbs of different resources run at the same time.
/// </summary>
internal abstract class Resource
{
    /// <summary>The name after the module: <c>JiraCollaborationProvider</c>.</summary>
    public abstract string Name { get; }

    public string Token => $"{PackageInfo.Name}:index:{Name}";

    public abstract PropertySet InputProperties { get; }

    /// <summary>Inputs included.</summary>
    public abstract PropertySet OutputProperties { get; }

    /// <summary>By what a list can be narrowed.</summary>
    public abstract PropertySet ListProperties { get; }

    public abstract CheckResult Check(CheckRequest request, Operation operation);

    public abstract Task<DiffResult> DiffAsync(DiffRequest request, Operation operation);

    public abstract Task<CreateResult> CreateAsync(CreateRequest request, Operation operation);

    public abstract Task<ReadResult?> ReadAsync(ReadRequest request, Operation operation);

    /// <summary>Returns the new outputs.</summary>
    public abstract Task<PropertyMap> UpdateAsync(UpdateRequest request, Operation operation);

    public abstract Task DeleteAsync(DeleteRequest request, Operation operation);

    /// <summary>Looks for objects that can be imported; null while the query is not known.</summary>
    public abstract Task<IAsyncEnumerable<FoundObject>?> ListAsync(ListRequest request, Operation operation);
}
