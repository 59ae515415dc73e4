namespace HarnessCollab.Engine.State;

/// <summary>How long each operation of a resource may take, in seconds; zero means the provider's default.</summary>
public sealed record CustomTimeouts(double Create, double Update, double Delete)
{
    public static CustomTimeouts None { get; } = new(0, 0, 0);
}
