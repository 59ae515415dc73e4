namespace HarnessCollab.CommandLine;

/// <summary>A parsed command line.</summary>
/// <param name="Command">The command to run; null if only <paramref name="Answer"/> was asked for.</param>
/// <param name="Answer">A help text or the version, with its line break; otherwise empty.</param>
public sealed record Call<TRun>(Command<TRun>? Command, Arguments Arguments, string Answer = "");
