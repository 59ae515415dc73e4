namespace HarnessCollab.Engine.Display;

/// <summary>Colours, or none.</summary>
internal sealed class Paint(bool enabled)
{
    private const int Red = 31;

    public string Colored(string text, int color) => enabled && color != 0 && text.Length > 0 ? $"\e[{color}m{text}\e[0m" : text;

    public string Error(string text) => Colored(text, Red);

    public string Headline(string text) => Colored(text, 1);

    public string Begin(char? mark) => enabled && mark is not null ? $"\e[{Code(mark)}m" : "";

    public string End(char? mark) => enabled && mark is not null ? "\e[0m" : "";

    private static int Code(char? mark) => mark switch
    {
        '+' => 32,
        '-' => Red,
        _ => 33,
    };
}
