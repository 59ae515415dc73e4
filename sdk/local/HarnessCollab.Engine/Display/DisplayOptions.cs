namespace HarnessCollab.Engine.Display;

/// <summary>Options for the display of an operation.</summary>
public sealed record DisplayOptions
{
    public required OperationKind Kind { get; init; }

    public required bool Preview { get; init; }

    public required string Project { get; init; }

    public required string Stack { get; init; }

    public bool ShowSecrets { get; init; }

    /// <summary>Shows unchanged resources too.</summary>
    public bool ShowSames { get; init; }

    public bool SuppressOutputs { get; init; }

    /// <summary>Writes no dots while nothing happens.</summary>
    public bool SuppressProgress { get; init; }

    public bool Color { get; init; }

    /// <summary>Overwrites rows that change; without this option every change is a line of its own.</summary>
    public bool Terminal { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The first line of the display.</summary>
    internal string Header => $"{(Preview ? $"Previewing {Noun}" : $"{char.ToUpperInvariant(Gerund[0])}{Gerund[1..]}")} ({Stack}):";

    internal string Progress => Preview ? $"previewing {Noun}" : Gerund;

    internal string StackUrn => State.Urns.Create(Stack, Project, "", State.Urns.StackType, $"{Project}-{Stack}");

    private string Noun => Kind.ToString().ToLowerInvariant();

    private string Gerund => $"{Noun.TrimEnd('e')}ing";
}
