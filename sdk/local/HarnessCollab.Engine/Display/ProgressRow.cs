namespace HarnessCollab.Engine.Display;

/// <summary>The data about one resource while an operation runs, and the texts of its row.</summary>
internal sealed class ProgressRow(DisplayOptions options, Step step)
{
    private Step? _replace;
    private string _last = "";
    private DateTimeOffset? _started;
    private DateTimeOffset? _ended;

    public Step Step { get; private set; } = step;

    public bool Failed { get; private set; }

    public bool HasError => Failed || Diagnostics.Exists(diagnostic => diagnostic.Severity == "error");

    /// <summary>True also for a row without a step, which only has messages.</summary>
    public bool IsDone => _started is null || _ended is not null;

    public List<DiagnosticEvent> Diagnostics { get; } = [];

    public string Type => Urns.TypeOf(Step.Urn);

    public string Name => Urns.NameOf(Step.Urn);

    private bool IsStack => Step.Type == Urns.StackType;

    // Each step of a replacement is shown as a replacement.
    private Step WithDiff => Step.Op is StepOp.CreateReplacement or StepOp.DeleteReplaced ? _replace ?? Step : Step;

    public void Begin(Step metadata)
    {
        Step = metadata;
        (_started, _ended) = (options.TimeProvider.GetUtcNow(), null);
    }

    public void End(Step metadata, bool failed = false)
    {
        Step = metadata;
        Failed |= failed;
        _replace = metadata.Op == StepOp.Replace ? metadata : _replace;
        _ended = options.TimeProvider.GetUtcNow();
    }

    public void Record(DiagnosticEvent diagnostic)
    {
        _last = Prefix(diagnostic) + diagnostic.Message;
        if (!diagnostic.Ephemeral)
        {
            Diagnostics.Add(diagnostic);
        }
    }

    /// <summary>The status column. <paramref name="finished"/>: the operation is over.</summary>
    public string Status(bool finished) =>
        Verb(finished) + (Step.Op is StepOp.Delete or StepOp.DeleteReplaced && Step.Old?.RetainOnDelete == true ? "[retain]" : "");

    /// <summary>The info column: the differences, and the last message or, in the end, the number of messages.</summary>
    public string Info(bool finished)
    {
        string[] messages = !finished ? [_last]
            : [Count("error", "error"), Count("warning", "warning"), Count("message", "info", "info#err")];
        string[] parts = [PropertyChange.Summary(WithDiff, options.Kind == OperationKind.Refresh), .. messages];
        return string.Join("; ", parts.Where(part => part.Length > 0)).Split('\n')[0];
    }

    /// <summary>The differences between the old and the new entry.</summary>
    public IReadOnlyList<PropertyChange> Changes() => WithDiff is { Op: not StepOp.Same, Old: not null, New: not null } changed && !IsStack
        ? PropertyChange.Of(changed, options.Kind == OperationKind.Refresh) : [];

    public static string Prefix(DiagnosticEvent diagnostic) => diagnostic.Severity is "error" or "warning" ? $"{diagnostic.Severity}: " : "";

    private string Verb(bool finished)
    {
        var texts = StepTexts.Of(Step.Op);
        return options.Preview ? !IsDone && !finished && Step.Op == StepOp.Refresh ? texts.Doing : texts.Planned
            : HasError && (IsDone || finished) ? $"**{(Failed ? texts.Failed : Timed(texts.Failed))}**"
            : Step.Op == StepOp.Same ? IsStack && !IsDone && !finished ? "running" : ""
            : IsDone ? Timed(texts.Done)
            : finished ? $"{texts.Doing} (interrupted)"
            : Timed(texts.Doing);
    }

    private string Timed(string text)
    {
        if (_started is null || text.Length == 0)
        {
            return text;
        }

        var seconds = ((_ended ?? options.TimeProvider.GetUtcNow()) - _started.Value).TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture, $"{text} ({(IsDone && seconds < 1 ? $"{seconds:F2}" : $"{(long)seconds}")}s)");
    }

    private string Count(string noun, params string[] severities)
    {
        var count = Diagnostics.Count(diagnostic => severities.Contains(diagnostic.Severity));
        return count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
    }
}
