using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Display;

/// <summary>Shows an operation as rows: a line for every change where the output is a pipe or a file, a table that is drawn over on a terminal.</summary>
public sealed class ProgressDisplay : IEventSink, IDisposable
{
    private readonly Lock _gate = new();
    private readonly DisplayOptions _options;
    private readonly TextWriter _output;
    private readonly Paint _paint;
    private readonly LiveTable? _table;
    private readonly List<ProgressRow> _rows = [];
    private readonly Dictionary<string, ProgressRow> _byUrn = new(StringComparer.Ordinal);
    private readonly ITimer? _timer;
    private SummaryEvent? _summary;
    private bool _dotting;
    private bool _finished;

    public ProgressDisplay(DisplayOptions options, TextWriter output)
    {
        _options = options;
        _output = output;
        _paint = new Paint(options.Color);
        _table = options.Terminal ? new LiveTable(output, _paint) : null;
        _output.Write($"{options.Header}\n\n");
        _output.Flush();
        _timer = options.SuppressProgress ? null
            : options.TimeProvider.CreateTimer(_ => Tick(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public void Send(EngineEvent engineEvent)
    {
        lock (_gate)
        {
            switch (EventMask.Apply(engineEvent, _options.ShowSecrets))
            {
                case ResourcePreEvent pre:
                    // An unchanged stack has a row at once, but no line until there is something to say.
                    var known = _byUrn.TryGetValue(pre.Metadata.Urn, out var before) ? before.Visible : _byUrn.ContainsKey("");
                    if (Row(pre.Metadata) is { } begun)
                    {
                        begun.Begin(pre.Metadata);
                        if (known || StepTexts.ShouldShow(pre.Metadata, _options.ShowSames))
                        {
                            Show(begun);
                        }
                    }

                    break;
                case ResourceOutputsEvent outputs when Row(outputs.Metadata) is { } row:
                    var refresh = row.Step.Op == StepOp.Refresh;
                    row.End(outputs.Metadata);
                    if (refresh || (!outputs.Planning && outputs.Metadata.Op != StepOp.Same && (outputs.Metadata.New ?? outputs.Metadata.Old)?.Custom == true))
                    {
                        Show(row);
                    }

                    break;
                case ResourceFailedEvent failed when Row(failed.Metadata) is { } row:
                    row.Visible = true;
                    row.Fail(failed.Metadata);
                    Show(row);
                    break;
                case DiagnosticEvent { Severity: not "debug" } diagnostic:
                    var about = RowOf(diagnostic.Urn);
                    about.Visible = true;
                    about.Record(diagnostic);
                    Show(about);
                    break;
                case SummaryEvent summary:
                    _summary = summary;
                    break;
                case CancelEvent:
                    Finish();
                    break;
            }
        }
    }

    /// <summary>A line that belongs to no row.</summary>
    public void Print(string text)
    {
        lock (_gate)
        {
            EndDots();
            _table?.Clear();
            _output.Write(text);
        }
    }

    /// <summary>Shows the sections at the end, unless that has been done.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Finish();
        }
    }

    private void Finish()
    {
        if (_finished)
        {
            return;
        }

        _timer?.Dispose();
        var running = _rows.Where(row => row.Visible && !row.IsDone).OrderBy(row => row.Step.Urn.Length == 0).ToList();
        _finished = true;
        if (_table is null)
        {
            running.ForEach(Show);
        }
        else
        {
            _table.Draw(_rows.Where(row => row.Visible), finished: true);
        }

        EndDots();
        PrintChanges();
        PrintDiagnostics();
        if (!_options.SuppressOutputs && _byUrn.TryGetValue(_options.StackUrn, out var stack)
            && OutputsText.Of(stack.Step, 1, _options.Preview, refresh: false, _options.ShowSames, _paint) is { Length: > 0 } outputs)
        {
            _output.Write($"{_paint.Headline("Outputs:")}\n{outputs}\n");
        }

        if (_summary is not null)
        {
            _output.Write($"{SummaryText.Of(_summary, _rows.Count(row => row.HasError), _paint)}\n");
        }

        _output.Flush();
    }

    // Of what was there before, each property that differs, with both values.
    private void PrintChanges()
    {
        var first = true;
        foreach (var row in _rows.Where(row => row.Visible))
        {
            var text = new PropertyText(_paint);
            text.Diff(row.Changes(), 1);
            if (text.ToString() is { Length: > 0 } changes)
            {
                _output.Write($"{(first ? $"{_paint.Headline("Changes:")}\n" : "")}  {row.Type} ({row.Name}):\n{changes}\n");
                first = false;
            }
        }
    }

    private void PrintDiagnostics()
    {
        var first = true;
        foreach (var row in _rows.Where(row => row.Diagnostics.Count > 0))
        {
            _output.Write($"{(first ? $"{_paint.Headline("Diagnostics:")}\n" : "")}  {_paint.Colored($"{row.Type} ({row.Name}):", 94)}\n");
            first = false;
            foreach (var diagnostic in row.Diagnostics)
            {
                var color = diagnostic.Severity == "error" ? 31 : diagnostic.Severity == "warning" ? 33 : 0;
                var text = _paint.Colored(ProgressRow.Prefix(diagnostic), color) + diagnostic.Message.TrimEnd('\n');
                foreach (var line in text.Split('\n'))
                {
                    _output.Write($"    {line.TrimEnd()}\n");
                }

                // Messages about the stack come from the program too; each stands alone.
                if (diagnostic.Urn.Length == 0)
                {
                    _output.Write('\n');
                }
            }

            if (row.Diagnostics[^1].Urn.Length > 0)
            {
                _output.Write('\n');
            }
        }
    }

    // The row of a step; null when the step is not shown.
    private ProgressRow? Row(StepMetadata step)
    {
        var isStack = step.Type == Urns.StackType;
        if (step.Op is StepOp.Read or StepOp.ReadReplacement)
        {
            // What is only read has no row; the stack's row says so in passing.
            var stack = RowOf("");
            stack.Note($"read {step.Type} {Urns.NameOf(step.Urn)}");
            Show(stack);
            return null;
        }

        if (!isStack && Urns.IsDefaultProvider(step.Urn) && !_byUrn.ContainsKey(step.Urn))
        {
            return null;
        }

        if (isStack && step.Op != StepOp.Delete && !_byUrn.ContainsKey(step.Urn) && _byUrn.Remove("", out var unnamed))
        {
            _byUrn[step.Urn] = unnamed;
        }
        else if (!isStack && !_byUrn.ContainsKey(_options.StackUrn))
        {
            RowOf("").Visible = true;
        }

        var row = RowOf(step.Urn, step);
        row.Visible |= isStack || StepTexts.ShouldShow(step, _options.ShowSames);
        return row;
    }

    private ProgressRow RowOf(string urn, StepMetadata? step = null)
    {
        if (urn.Length == 0 && _byUrn.TryGetValue(_options.StackUrn, out var stack) && stack.Step.Op != StepOp.Delete)
        {
            return stack;
        }

        if (!_byUrn.TryGetValue(urn, out var row))
        {
            row = new ProgressRow(_options, step ?? new StepMetadata { Op = StepOp.Same, Urn = urn, Type = urn.Length == 0 ? "" : Urns.TypeOf(urn) });
            _byUrn[urn] = row;
            _rows.Add(row);
        }

        return row;
    }

    private void Show(ProgressRow row)
    {
        if (_table is not null)
        {
            _table.Draw(_rows.Where(item => item.Visible), finished: false);
        }
        else if (row.Visible)
        {
            EndDots();
            var texts = StepTexts.Of(row.Step.Op);
            _output.Write($" {_paint.Colored(texts.Mark, texts.Color)} {row.Type} {row.Name} {_paint.Colored(row.Status(_finished), row.HasError ? 31 : texts.Color)} {row.Info(_finished)}\n");
            _output.Flush();
        }
    }

    private void Tick()
    {
        lock (_gate)
        {
            if (_finished)
            {
                return;
            }

            if (_table is not null)
            {
                _table.Draw(_rows.Where(row => row.Visible), finished: false);
                return;
            }

            _output.Write(_dotting ? "." : $"@ {_options.Progress}....");
            _output.Flush();
            _dotting = true;
        }
    }

    private void EndDots()
    {
        if (_dotting)
        {
            _dotting = false;
            _output.Write('\n');
        }
    }
}
