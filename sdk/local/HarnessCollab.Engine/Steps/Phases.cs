namespace HarnessCollab.Engine.Steps;

/// <summary>The parts of the run that a request asks for. Only this class decides it.</summary>
/// <param name="IsReadFirst">Says which resources are read before the program runs, with the settings of the last update.</param>
/// <param name="RunsProgram">Whether there is a program to run.</param>
/// <param name="AppliesProgram">
/// The program's resources are created and updated. Otherwise the program runs only to configure its providers with today's settings.
/// </param>
/// <param name="RefreshesOnRegistration">Each resource is read when the program registers it.</param>
/// <param name="RefreshesAll">All resources are read when the program, if there is one, has registered everything.</param>
/// <param name="IsRefresh">
/// The operation is only a refresh, and the summary counts its results. Otherwise resources that the program did not register are deleted in the end.
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

/// <summary>The objects that all parts of one run share.</summary>
internal sealed record OperationContext(OperationRequest Request, Phases Phases, RunStatus Status)
{
    public DateTimeOffset Now => Request.TimeProvider.GetUtcNow();
}
