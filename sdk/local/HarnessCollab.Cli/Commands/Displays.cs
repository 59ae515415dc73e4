using HarnessCollab.Engine;
using HarnessCollab.Engine.Display;
using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Cli.Commands;

/// <summary>Where the events of one run of the engine go: to the form that the user asked for, and to an event log.</summary>
internal sealed class Displays(Invocation call, DisplayOptions options) : IEventSink, IDisposable
{
    private readonly StreamWriter? _file =
        call.Arguments.Value("event-log") is { } path ? new StreamWriter(OwnerOnly.Open(Path.GetFullPath(path, call.Directory), FileMode.Create)) : null;

    private readonly List<IEventSink> _sinks = [];
    private ProgressDisplay? _rows;

    /// <summary>Shows the header; <see cref="Begin"/> starts the rest once the state is read.</summary>
    public static Displays Open(Invocation from, OperationKind kind, bool preview)
    {
        var chosen = new DisplayOptions
        {
            Kind = kind,
            Preview = preview,
            Project = from.Project.Name,
            Stack = from.Stack.Name,
            ShowSecrets = from.Arguments.Has("show-secrets"),
            ShowSames = from.Arguments.Has("show-sames"),
            ShowReplacementSteps = from.Arguments.Has("show-replacement-steps"),
            SuppressOutputs = from.Arguments.Has("suppress-outputs"),
            SuppressProgress = from.Arguments.Has("suppress-progress"),
            Color = from.Terminal.Color,
            Terminal = from.Terminal.IsInteractive,
            TimeProvider = from.Time,
        };
        if (!from.Arguments.Has("json"))
        {
            Terminal.Output.Write($"{chosen.Header}\n");
            Terminal.Output.Flush();
        }

        return new Displays(from, chosen);
    }

    public void Begin()
    {
        if (_file is not null)
        {
            _sinks.Add(new EventLog(_file, call.Time));
        }

        if (call.Arguments.Has("json"))
        {
            _sinks.Add(options.Preview ? new PreviewJson(options, Terminal.Output) : new EventLog(Terminal.Output, call.Time));
        }
        else if (call.Arguments.Has("diff"))
        {
            _sinks.Add(new DiffDisplay(options, Terminal.Output, Terminal.Error));
        }
        else
        {
            _sinks.Add(_rows = new ProgressDisplay(options, Terminal.Output));
        }
    }

    public void Send(EngineEvent engineEvent)
    {
        foreach (var sink in _sinks)
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
            (call.Arguments.Has("json") ? Terminal.Error : Terminal.Output).Write(text);
        }
    }

    public void Dispose()
    {
        _rows?.Dispose();
        _file?.Dispose();
    }
}
