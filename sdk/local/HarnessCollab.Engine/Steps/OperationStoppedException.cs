namespace HarnessCollab.Engine.Steps;

/// <summary>This flow must end: a step failed or the user cancelled, here or elsewhere, and the user knows already.</summary>
internal sealed class OperationStoppedException : Exception;
