namespace HarnessCollab.Provider.Commands.Check;

/// <summary>The progress of a check, on a terminal only; it is removed before the answer is shown.</summary>
internal sealed class ProgressLine
{
    private const int Width = 30;

    private readonly CommandConsole _console;
    private readonly int _total;
    private readonly bool _isShown;
    private int _done;

    public ProgressLine(CommandContext context, int total)
    {
        (_console, _total) = (context.Console, total);
        _isShown = total > 0 && !Console.IsErrorRedirected && context.Environment.Variable("TERM") is not "dumb";
        Show();
    }

    /// <summary>One more is finished. Not safe for several threads at the same time.</summary>
    public void Advance()
    {
        _done++;
        Show();
    }

    public void Clear() => Write("\r\u001b[K");

    private void Show()
    {
        var filled = _total == 0 ? 0 : _done * Width / _total;
        var bar = new string('#', filled) + new string('.', Width - filled);
        Write(string.Create(CultureInfo.InvariantCulture, $"\r[{bar}] {_done} of {_total} checked"));
    }

    private void Write(string text)
    {
        if (_isShown)
        {
            _console.Errors.Write(text);
        }
    }
}
