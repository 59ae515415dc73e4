using HarnessCollab.Engine;
using HarnessCollab.Engine.Display;
using HarnessCollab.Engine.Events;

namespace HarnessCollab.Cli.Commands;

/// <summary>Where the events of one run of the engine go: to the form that the user asked for, and to an event log.</summary>
internal sealed class Displays : IEventSink, IDisposable
{
    private readonly Invocation _call;
    private readonly DisplayOptions _options;
    private readonly StreamWriter? _file;
    private readonly List<IEventSink> _sinks = [];
    private ProgressDisplay? _rows;

    private Displays(Invocation call, DisplayOptions options)
    {
        _call = call;
        _options = options;
        if (call.Arguments.Value("event-log") is { } path)
        {
            _file = new StreamWriter(Path.GetFullPath(path, call.Directory));
            _sinks.Add(new EventLog(_file, call.Time));
        }
    }

    /// <summary>Shows the header; <see cref="Begin"/> starts the rest once the state is read.</summary>
    public static Displays Open(Invocation call, OperationKind kind, bool preview)
    {
        var options = new DisplayOptions
        {
            Kind = kind,
            Preview = preview,
            Project = call.Project.Name,
            Stack = call.Stack.Name,
            ShowSecrets = call.Arguments.Has("show-secrets"),
            ShowSames = call.Arguments.Has("show-sames"),
            ShowReplacementSteps = call.Arguments.Has("show-replacement-steps"),
            SuppressOutputs = call.Arguments.Has("suppress-outputs"),
            SuppressProgress = call.Arguments.Has("suppress-progress"),
            Color = call.Terminal.Color,
            Terminal = call.Terminal.IsInteractive,
            TimeProvider = call.Time,
        };
        if (!call.Arguments.Has("json"))
        {
            Terminal.Output.Write($"{options.Header}\n");
            Terminal.Output.Flush();
        }

        return new Displays(call, options);
    }

    public void Begin()
    {
        if (_call.Arguments.Has("json"))
        {
            _sinks.Add(_options.Preview ? new PreviewJson(_options, Terminal.Output) : new EventLog(Terminal.Output, _call.Time));
        }
        else if (_call.Arguments.Has("diff"))
        {
            _sinks.Add(new DiffDisplay(_options, Terminal.Output, Terminal.Error));
        }
        else
        {
            _sinks.Add(_rows = new ProgressDisplay(_options, Terminal.Output));
        }
    }

    public void Send(EngineEvent engineEvent)
    {
        // In a preview a step only says why it would fail.
        foreach (var sink in _options.Preview && engineEvent is ResourceFailedEvent ? [] : _sinks)
        {
            sink.Send(engineEvent);
        }
    }

    /// <summary>A text between the lines; in JSON it goes to standard error.</summary>
    public void Print(string text)
    {
        if (_rows is not null)
        {
            _rows.Print(text);
        }
        else
        {
            (_call.Arguments.Has("json") ? Terminal.Error : Terminal.Output).Write(text);
        }
    }

    public void Dispose()
    {
        _rows?.Dispose();
        _file?.Dispose();
    }
}
