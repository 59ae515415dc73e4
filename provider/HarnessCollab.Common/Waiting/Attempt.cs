namespace HarnessCollab.Common;

/// <summary>How one attempt ended.</summary>
/// <param name="Result">What came back; meaningless after a failure.</param>
/// <param name="Failure">Null = it came back.</param>
public readonly record struct Attempt<T>(T? Result, Exception? Failure);
