using System.Globalization;
using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Display;

/// <summary>What is known about one resource while an operation runs, and how its row looks.</summary>
internal sealed class ProgressRow(DisplayOptions options, StepMetadata step)
{
    private readonly HashSet<StepOp> _done = [];
    private StepMetadata? _replace;
    private int _errors;
    private int _warnings;
    private int _messages;
    private string _last = "";
    private DateTimeOffset? _started;
    private DateTimeOffset? _ended;

    public StepMetadata Step { get; private set; } = step;

    public bool Visible { get; set; }

    public bool Failed { get; private set; }

    public bool HasError => Failed || _errors > 0;

    public List<DiagnosticEvent> Diagnostics { get; } = [];

    public bool IsRootStack => Step.Type == Urns.StackType && Step.Urn.Length > 0;

    public string Urn => Step.Urn.Length > 0 ? Step.Urn : options.StackUrn;

    public bool IsDone => Failed || (!IsRootStack && _done.Contains(Step.Op));

    public string Type => Simplify(Urns.TypeOf(Urn));

    public string Name => Urns.NameOf(Urn);

    public void Begin(StepMetadata metadata)
    {
        Step = metadata;
        _started = options.TimeProvider.GetUtcNow();
        _ended = null;
    }

    public void End(StepMetadata metadata)
    {
        if (Step.Op == metadata.Op || Step.Op == StepOp.Refresh)
        {
            Step = metadata;
        }

        _replace = metadata.Op == StepOp.Replace ? metadata : _replace;
        _done.Add(metadata.Op);
        _ended = options.TimeProvider.GetUtcNow();
    }

    public void Fail(StepMetadata metadata)
    {
        Step = metadata;
        Failed = true;
    }

    /// <summary>Shows a text until the next one.</summary>
    public void Note(string text) => _last = text;

    public void Record(DiagnosticEvent diagnostic)
    {
        _last = Prefix(diagnostic) + diagnostic.Message;
        if (diagnostic.Ephemeral)
        {
            return;
        }

        Diagnostics.Add(diagnostic);
        _ = diagnostic.Severity switch
        {
            "error" => _errors++,
            "warning" => _warnings++,
            _ => _messages++,
        };
    }

    /// <summary>The status column. <paramref name="finished"/>: the operation is over.</summary>
    public string Status(bool finished) =>
        Verb(finished) + (Step.Op is StepOp.Delete or StepOp.DeleteReplaced && Step.Old?.RetainOnDelete == true ? "[retain]" : "");

    private string Verb(bool finished)
    {
        var texts = StepTexts.Of(Step.Op);
        if (!finished && !IsDone)
        {
            return IsRootStack && Step.Op == StepOp.Same ? "running"
                : options.Preview ? Step.Op == StepOp.Refresh ? texts.Doing : texts.Planned
                : Step.Op == StepOp.Same ? "" : Timed(texts.Doing, options.TimeProvider.GetUtcNow(), wholeSeconds: true);
        }

        if (options.Preview)
        {
            return texts.Planned;
        }

        if (HasError)
        {
            return $"**{(_done.Contains(Step.Op) ? Timed(texts.Failed, _ended, wholeSeconds: false) : texts.Failed)}**";
        }

        return Step.Op == StepOp.Same ? ""
            : _done.Contains(Step.Op) ? Timed(texts.Done, _ended, wholeSeconds: false)
            : $"{texts.Doing} (interrupted)";
    }

    /// <summary>The info column: what differs, and the last message or, in the end, how many there were.</summary>
    public string Info(bool finished)
    {
        var parts = new List<string> { StepDiff.Summary(WithDiff, options.Kind == OperationKind.Refresh) };
        if (finished)
        {
            parts.AddRange([Count(_errors, "error"), Count(_warnings, "warning"), Count(_messages, "message")]);
        }
        else
        {
            parts.Add(_last);
        }

        var text = string.Join("; ", parts.Where(part => part.Length > 0));
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    /// <summary>What differs from what was there before, property by property.</summary>
    public IReadOnlyDictionary<string, ValueDiff> Changes() =>
        WithDiff is { Op: not StepOp.Same, Old: not null, New: not null } changed && !IsRootStack ? StepDiff.Of(changed, options.Kind == OperationKind.Refresh) : [];

    public static string Prefix(DiagnosticEvent diagnostic) => diagnostic.Severity switch
    {
        "error" => "error: ",
        "warning" => "warning: ",
        "debug" => "debug: ",
        _ => "",
    };

    // The halves of a replacement show what the whole is about.
    private StepMetadata WithDiff => Step.Op is StepOp.CreateReplacement or StepOp.DeleteReplaced ? _replace ?? Step : Step;

    private string Timed(string text, DateTimeOffset? end, bool wholeSeconds)
    {
        if (_started is not { } start || end is null || Step.Op == StepOp.Same)
        {
            return text;
        }

        var seconds = (end.Value - start).TotalSeconds;
        return wholeSeconds || seconds >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{text} ({(long)seconds}s)")
            : string.Create(CultureInfo.InvariantCulture, $"{text} ({seconds:F2}s)");
    }

    private static string Count(int count, string noun) =>
        count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    // aws:s3/bucket:Bucket to aws:s3:Bucket
    private static string Simplify(string type) =>
        type.Split(':') is [var package, var module, var name] && module.Contains('/', StringComparison.Ordinal) ? $"{package}:{module.Split('/')[0]}:{name}" : type;
}
