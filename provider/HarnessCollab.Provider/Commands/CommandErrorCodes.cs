namespace HarnessCollab.Provider.Commands;

/// <summary>The codes of commands, a part of the range HC5xxx; <see cref="Diagnostics.ErrorCodes"/> contains the others.</summary>
internal static class CommandErrorCodes
{
    public const string OutsideUsageScope = "HC5030";
    public const string CommandNotStarted = "HC5031";
    public const string NoSuchAccount = "HC5032";
    public const string RefusalsKept = "HC5033";
    public const string StackConfigUnreadable = "HC5034";
    public const string WrittenJustNow = "HC5035";
    public const string HistoryNotKept = "HC5036";
    public const string HistoryFileUnusable = "HC5037";
    public const string FileNotWritten = "HC5038";
}
