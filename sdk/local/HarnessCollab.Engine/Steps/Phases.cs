namespace HarnessCollab.Engine.Steps;

/// <summary>What kind of run a request asks for; decided here and nowhere else.</summary>
/// <param name="IsReadFirst">What is read before the program runs, with the settings of the last update.</param>
/// <param name="RunsProgram">There is a program to run.</param>
/// <param name="AppliesProgram">
/// The program's resources are created and updated. Otherwise it only tells how its providers are configured today.
/// </param>
/// <param name="RefreshesOnRegistration">Each resource is read when the program registers it.</param>
/// <param name="RefreshesAll">Everything is read when the program, if any, has registered all it has.</param>
/// <param name="IsRefresh">
/// A refresh is all that happens, and is what the summary counts. Otherwise what the program did not register is deleted in the end.
/// </param>
internal sealed record Phases(
    Func<ResourceState, bool> IsReadFirst, bool RunsProgram, bool AppliesProgram, bool RefreshesOnRegistration, bool RefreshesAll, bool IsRefresh)
{
    public static Phases Of(OperationRequest request)
    {
        var isUpdate = request.Kind == OperationKind.Update;
        var isRefresh = request.Kind == OperationKind.Refresh;
        var refreshesWithProgram = request is { Refresh: true, RunProgram: true };
        var inDoubt = request.Start.PendingOperations.Where(operation => !operation.IsCreation).Select(operation => operation.Resource.Urn)
            .ToHashSet(StringComparer.Ordinal);
        return new Phases(
            IsReadFirst: isRefresh ? _ => false
                : request.Refresh ? _ => !request.RunProgram
                : state => isUpdate && (state.RefreshBeforeUpdate || inDoubt.Contains(state.Urn)),
            RunsProgram: isUpdate || request.RunProgram,
            AppliesProgram: isUpdate,
            RefreshesOnRegistration: isUpdate && refreshesWithProgram,
            RefreshesAll: isRefresh || (!isUpdate && refreshesWithProgram),
            IsRefresh: isRefresh);
    }
}

/// <summary>What all parts of one run share.</summary>
internal sealed record OperationContext(OperationRequest Request, Phases Phases, RunStatus Status)
{
    public DateTimeOffset Now => Request.TimeProvider.GetUtcNow();
}
