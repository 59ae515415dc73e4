using System.Collections.Immutable;
using HarnessCollab.Cli.Projects;
using HarnessCollab.Cli.Sandbox;

namespace HarnessCollab.Cli.Commands;

/// <summary>
/// One call of collab: its arguments, and the project, backend, stack and settings that they select. Each is found when it is first needed.
/// </summary>
internal sealed class Invocation(Arguments arguments)
{
    private readonly Dictionary<string, PassphraseSecretsManager> _managers = new(StringComparer.Ordinal);

    public Arguments Arguments { get; } = arguments;

    public Terminal Terminal { get; } = Terminal.From(arguments);

    public ImmutableDictionary<string, string> Environment { get; } =
        Executables.Variables(System.Environment.GetEnvironmentVariables(), OperatingSystem.IsWindows());

    /// <summary>The folder that <c>--cwd</c> names, else the one in which the command was started.</summary>
    public string Directory { get; } = Path.GetFullPath(arguments.Find(Options.Cwd) ?? ".");

    public bool IsSandbox => Arguments.Has(Options.Sandbox);

    public ProjectFile Project => field ??= FindProject();

    public FileBackend Backend => field ??= OpenBackend();

    /// <summary>The stack that the command works on; it exists, and it has no journal with changes that its state lacks.</summary>
    public StackStore Stack
    {
        get
        {
            StackToCancel.ThrowIfJournal();
            return StackToCancel;
        }
    }

    /// <summary>The same stack for <c>cancel</c>, which may find a journal and settles it.</summary>
    public StackStore StackToCancel => field ??= FindStack();

    public StackSettings Settings => field ??= ReadSettings(Stack.Name);

    public LocalFolder Local => new(Project);

    private PassphraseSource Passphrase => field ??= new(
        name => IsSandbox ? Local.Generated("sandbox-passphrase") : Environment.GetValueOrDefault(name), Ask);

    /// <summary>Asks a question with the answers yes and no, unless <c>--yes</c> is given or there is no person to ask.</summary>
    /// <exception cref="EngineException">The answer was not yes.</exception>
    public void Confirm(string question, string declined = "confirmation declined")
    {
        if (Arguments.Has(Options.Yes) || !Terminal.IsInteractive)
        {
            return;
        }

        Terminal.Output.Write($"{question} (yes/no) ");
        if (Console.ReadLine()?.Trim().Equals("yes", StringComparison.OrdinalIgnoreCase) != true)
        {
            throw new EngineException(declined);
        }
    }

    /// <summary>The secrets manager of the stack's settings. Settings without a salt get the salt of the state, or a new one.</summary>
    public PassphraseSecretsManager Secrets()
    {
        if (Settings.Salt is null)
        {
            var salt = CheckpointJson.ReadSalt(Stack.ReadBytes());
            Settings.SetSalt(salt.Length > 0 ? salt : NewManager(Stack.Name).Salt);
            Settings.Save();
        }

        return Open(Settings.Salt!, Stack.Name, Settings.File);
    }

    /// <summary>The state of the stack.</summary>
    public Checkpoint Load() => Stack.Load(salt => Open(salt, Stack));

    /// <summary>The secrets manager for the salt of a state.</summary>
    public PassphraseSecretsManager Open(string salt, StackStore stack) => Open(salt, stack.Name, $"the state of stack '{stack.Name}'");

    /// <summary>Makes a stack with its settings.</summary>
    public void CreateStack(string name)
    {
        var store = Backend.Stack(Project.Name, name);
        if (store.Exists)
        {
            throw new EngineException($"stack '{store.FullName}' already exists");
        }

        var settings = ReadSettings(name);
        if (settings.Salt is null)
        {
            settings.SetSalt(NewManager(name).Salt);
            settings.Save();
        }

        store.Create(settings.Salt!, TimeProvider.System);
    }

    /// <summary>The bare name of a stack that was given as <c>name</c> or <c>organization/project/name</c>.</summary>
    public string StackName(string given)
    {
        var parts = given.Split('/');
        if (parts.Length > 1 && (parts[0] != "organization" || (parts.Length == 3 && parts[1] != Project.Name) || parts.Length > 3))
        {
            throw new EngineException($"'{given}' is not a stack of this project; collab knows stacks of the project {Project.Name} only");
        }

        return NameRule.Holds(parts[^1])
            ? parts[^1]
            : throw new EngineException($"a stack name may only contain {NameRule.Text}");
    }

    // The nearest project at or above the folder.
    private ProjectFile FindProject() => ProjectFile.Above(Directory).FirstOrDefault() is { } file
        ? ProjectFile.Read(file).RequireSupported()
        : throw new EngineException(
            $"no Pulumi.yaml project file found (searching upwards from {Directory}). A project begins with one: `name: NAME` and `runtime: dotnet`, "
            + "in the folder of the program");

    private StackSettings ReadSettings(string stack) => StackSettings.Read(Project.SettingsPath(stack), Project.Name).RequireSupported();

    private string Ask(string question) => Terminal.IsInteractive ? SecretPrompt.Ask(question) : throw new EngineException(
        $"there is no terminal to ask for the {question}; set {PassphraseSource.Variable} or {PassphraseSource.FileVariable}");

    // The key of a salt is derived only once in each run.
    private PassphraseSecretsManager Open(string salt, string stack, string place) =>
        _managers.TryGetValue(salt, out var manager) ? manager
        : _managers[salt] = PassphraseSecretsManager.Open(salt, Passphrase.Get(stack), place);

    private PassphraseSecretsManager NewManager(string stack)
    {
        var manager = PassphraseSecretsManager.Create(Passphrase.GetNew(stack) ?? throw new EngineException("passphrases do not match"));
        return _managers[manager.Salt] = manager;
    }

    private FileBackend OpenBackend()
    {
        var url = Environment.GetValueOrDefault("PULUMI_BACKEND_URL", "");
        return url.Length > 0 ? FileBackend.Open(url, Directory)
            : Project.Program.BackendUrl is { } address ? FileBackend.Open(address, Project.Directory)
            : FileBackend.At(Project.Directory);
    }

    private StackStore FindStack()
    {
        if (IsSandbox)
        {
            if (Arguments.Find(Options.Stack) is { } other && other != SandboxProcess.StackName)
            {
                throw new EngineException($"--sandbox means the stack '{SandboxProcess.StackName}', and --stack names '{other}': give one of them");
            }

            var own = Backend.Stack(Project.Name, SandboxProcess.StackName);
            if (!own.Exists)
            {
                CreateStack(own.Name);
            }

            return own;
        }

        var given = Arguments.Find(Options.Stack)
            ?? (Environment.GetValueOrDefault("PULUMI_STACK") is { Length: > 0 } variable ? variable : Local.SelectedStack);
        if (given is null)
        {
            throw new EngineException("no stack selected; please use `collab stack select` or `collab stack init` to choose one", exitCode: 6);
        }

        var store = Backend.Stack(Project.Name, StackName(given));
        return store.Exists || store.HasJournal ? store : throw new EngineException($"no stack named '{given}' found", exitCode: 6);
    }
}
