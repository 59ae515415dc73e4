namespace HarnessCollab.Engine.Display;

/// <summary>Adds colours to text, unless they are switched off.</summary>
internal sealed class Paint(bool enabled)
{
    private const int Red = 31;

    public string Colored(string text, int color) => enabled && color != 0 && text.Length > 0 ? $"\e[{color}m{text}\e[0m" : text;

    public string Error(string text) => Colored(text, Red);

    public string Headline(string text) => Colored(text, 1);

    /// <summary>A line in the colour of its mark.</summary>
    public string Marked(char mark, string text) => Colored(text, mark switch
    {
        '+' => 32,
        '-' => Red,
        '~' => 33,
        _ => 0,
    });
}
