namespace HarnessCollab.CommandLine;

/// <summary>A command line, understood.</summary>
/// <param name="Command">What is to be run; null when <paramref name="Answer"/> is all that was asked for.</param>
/// <param name="Answer">A help text or the version, with its line break; else empty.</param>
public sealed record Call<TRun>(Command<TRun>? Command, Arguments Arguments, string Answer = "");
