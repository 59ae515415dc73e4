using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Steps;

/// <summary>What kind of run a request asks for; decided here and nowhere else.</summary>
internal sealed record Phases
{
    /// <summary>What is read before the program runs, with the settings of the last update.</summary>
    public required Func<ResourceState, bool> IsReadFirst { get; init; }

    public required bool RunsProgram { get; init; }

    /// <summary>The program's resources are created and updated. Otherwise it only tells how its providers are configured today.</summary>
    public required bool AppliesProgram { get; init; }

    /// <summary>Each resource is read when the program registers it.</summary>
    public required bool RefreshesOnRegistration { get; init; }

    /// <summary>Everything is read when the program, if any, has registered all it has.</summary>
    public required bool RefreshesAll { get; init; }

    /// <summary>A refresh is all that happens, and is what the summary counts.</summary>
    public required bool IsRefresh { get; init; }

    /// <summary>In the end, what the program did not register is deleted.</summary>
    public required bool DeletesLeftovers { get; init; }

    public static Phases Of(OperationRequest request)
    {
        var isUpdate = request.Kind == OperationKind.Update;
        var isRefresh = request.Kind == OperationKind.Refresh;
        var inDoubt = request.Start.PendingOperations.Where(operation => !operation.IsCreation).Select(operation => operation.Resource.Urn)
            .ToHashSet(StringComparer.Ordinal);
        return new Phases
        {
            IsReadFirst = isRefresh ? _ => false
                : request.Refresh ? _ => !request.RunProgram
                : state => isUpdate && (state.RefreshBeforeUpdate || inDoubt.Contains(state.Urn)),
            RunsProgram = isUpdate || request.RunProgram,
            AppliesProgram = isUpdate,
            RefreshesOnRegistration = isUpdate && request is { Refresh: true, RunProgram: true },
            RefreshesAll = isRefresh || (!isUpdate && request is { Refresh: true, RunProgram: true }),
            IsRefresh = isRefresh,
            DeletesLeftovers = !isRefresh,
        };
    }
}

/// <summary>What all parts of one run share.</summary>
internal sealed record OperationContext(OperationRequest Request, Phases Phases, RunStatus Status)
{
    public DateTimeOffset Now => Request.TimeProvider.GetUtcNow();
}
