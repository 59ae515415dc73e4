namespace HarnessCollab.Engine.Display;

/// <summary>Shows an operation as rows: in a pipe or a file one line for every change, on a terminal a table that is overwritten.</summary>
public sealed class ProgressDisplay : IEventSink, IDisposable
{
    private readonly Lock _gate = new();
    private readonly DisplayOptions _options;
    private readonly TextWriter _output;
    private readonly Paint _paint;
    private readonly LiveTable? _table;
    private readonly OrderedDictionary<string, ProgressRow> _rows = new(StringComparer.Ordinal);
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
            switch (engineEvent)
            {
                case ResourcePreEvent { Step: var step } when Row(step) is { } row:
                    row.Begin(step);
                    Show(row, StepTexts.ShouldShow(step, _options.ShowSames));
                    break;
                case ResourceOutputsEvent { Step: var step } when Row(step) is { } row:
                    var isRefresh = row.Step.Op == StepOp.Refresh;
                    row.End(step);
                    Show(row, isRefresh || (!_options.Preview && step.Op != StepOp.Same));
                    break;
                case ResourceFailedEvent { Step: var step }:
                    var failed = RowOf(step.Urn);
                    failed.End(step, failed: true);
                    Show(failed);
                    break;
                case DiagnosticEvent { Severity: not "debug" } diagnostic:
                    var about = RowOf(diagnostic.Urn);
                    about.Record(diagnostic);
                    Show(about);
                    break;
                case SummaryEvent summary:
                    _summary = summary;
                    break;
            }
        }
    }

    /// <summary>Writes a text that belongs to no row.</summary>
    public void Print(string text)
    {
        lock (_gate)
        {
            EndDots();
            _table?.Clear();
            _output.Write(text);
        }
    }

    /// <summary>Shows the sections at the end.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _finished = true;
            foreach (var row in _table is null ? _rows.Values.Where(row => !row.IsDone) : [])
            {
                Show(row);
            }

            _table?.Draw(_rows.Values, finished: true);
            EndDots();
            Section("Changes:", _rows.Values.Select(row => (Head(row), Lines(row.Changes()))));
            Section("Diagnostics:", _rows.Values.Select(row => (_paint.Colored(Head(row), 94), string.Concat(row.Diagnostics.Select(Text)))));
            if (!_options.SuppressOutputs && _rows.GetValueOrDefault(_options.StackUrn) is { Step: { New: not null, Op: not StepOp.Delete } stack })
            {
                Section("Outputs:", [("", Lines(Outputs(stack)))]);
            }

            if (_summary is not null)
            {
                _output.Write($"{SummaryText.Of(_summary, _options.Preview, _rows.Values.Count(row => row.HasError), _paint)}\n");
            }

            _output.Flush();
        }
    }

    private static string Head(ProgressRow row) => $"  {row.Type} ({row.Name}):\n";

    // A section: its title, and each text that is not empty with the head of its row and a blank line after it.
    private void Section(string title, IEnumerable<(string Head, string Text)> parts)
    {
        var texts = parts.Where(part => part.Text.Length > 0).Select(part => $"{part.Head}{part.Text}\n").ToList();
        if (texts.Count > 0)
        {
            _output.Write($"{_paint.Headline(title)}\n{string.Concat(texts)}");
        }
    }

    private string Text(DiagnosticEvent diagnostic)
    {
        var color = diagnostic.Severity == "error" ? 31 : diagnostic.Severity == "warning" ? 33 : 0;
        var text = _paint.Colored(ProgressRow.Prefix(diagnostic), color) + diagnostic.Message.TrimEnd('\n');
        return string.Concat(text.Split('\n').Select(line => $"    {line.TrimEnd()}\n"));
    }

    private string Lines(IReadOnlyList<PropertyChange> changes)
    {
        var width = changes.Select(change => change.Path.Length).DefaultIfEmpty().Max();
        return string.Concat(changes.Select(change =>
        {
            PropertyValue?[] values = change.Differs ? [change.Old, change.New] : [change.New];
            var texts = values.OfType<PropertyValue>().Select(value => PropertyChange.Text(value, _options.ShowSecrets));
            return _paint.Marked(change.Mark, $"  {change.Mark} {change.Path.PadRight(width)}: {string.Join(" => ", texts)}") + "\n";
        }));
    }

    // The outputs of the stack: after an update all of them, in a preview those that differ.
    private IReadOnlyList<PropertyChange> Outputs(Step stack)
    {
        var (old, now) = (stack.Old?.Outputs, stack.New!.Outputs);
        return [.. from name in now.Keys.Union(old?.Keys ?? []).Order(StringComparer.Ordinal)
                   let change = new PropertyChange(name, old?.Find(name), now.Find(name))
                   let differs = old is not null && !Equals(change.Old, change.New) && (change.Old is null || change.New is not UnknownValue)
                   where differs || old is null || !_options.Preview || _options.ShowSames
                   select change with { Differs = differs }];
    }

    // Null for rows that are not shown: resources that are only read or stay the same, and default providers.
    private ProgressRow? Row(Step step) =>
        step.Op is StepOp.Read or StepOp.ReadReplacement ? null
        : step.Type == Urns.StackType || _rows.ContainsKey(step.Urn) || StepTexts.ShouldShow(step, _options.ShowSames) ? RowOf(step.Urn)
        : null;

    // A message without a resource is shown in the row of the stack.
    private ProgressRow RowOf(string urn)
    {
        urn = urn.Length == 0 ? _options.StackUrn : urn;
        if (!_rows.TryGetValue(urn, out var row))
        {
            var resource = new ResourceState { Urn = urn, Type = Urns.TypeOf(urn), Custom = false };
            row = new ProgressRow(_options, new Step { Op = StepOp.Same, Kept = Kept.Not, New = resource });
            _rows.Add(urn, row);
        }

        return row;
    }

    private void Show(ProgressRow row, bool hasNews = true)
    {
        if (_table is not null)
        {
            _table.Draw(_rows.Values, finished: false);
        }
        else if (hasNews)
        {
            EndDots();
            var texts = StepTexts.Of(row.Step.Op);
            var status = _paint.Colored(row.Status(_finished), row.HasError ? 31 : texts.Color);
            _output.Write($" {_paint.Colored(texts.Mark, texts.Color)} {row.Type} {row.Name} {status} {row.Info(_finished)}\n");
            _output.Flush();
        }
    }

    private void Tick()
    {
        lock (_gate)
        {
            if (!_finished && _table is not null)
            {
                _table.Draw(_rows.Values, finished: false);
            }
            else if (!_finished)
            {
                _output.Write(_dotting ? "." : $"@ {_options.Progress}....");
                _output.Flush();
                _dotting = true;
            }
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
