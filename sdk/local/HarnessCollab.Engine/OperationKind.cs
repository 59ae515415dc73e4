namespace HarnessCollab.Engine;

/// <summary>What an operation does; whether it is only a preview is <see cref="OperationRequest.Preview"/>.</summary>
public enum OperationKind
{
    /// <summary>Runs the program and brings the resources to what it asks for.</summary>
    Update,

    /// <summary>Reads what is there and corrects the state.</summary>
    Refresh,

    /// <summary>Deletes everything that the state holds.</summary>
    Destroy,
}
