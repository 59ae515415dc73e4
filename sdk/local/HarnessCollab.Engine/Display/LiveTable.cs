namespace HarnessCollab.Engine.Display;

/// <summary>A table on a terminal. Each drawing overwrites the one before.</summary>
internal sealed class LiveTable(TextWriter output, Paint paint)
{
    private int _height;

    /// <summary>Draws the rows. While the operation runs, only as many as fit on the screen.</summary>
    public void Draw(IEnumerable<ProgressRow> rows, bool finished)
    {
        var list = rows.ToList();
        var (width, height) = (Math.Max(40, Console.WindowWidth), Math.Max(10, Console.WindowHeight));
        if (!finished && list.Count > height - 3)
        {
            list = [.. list.Where(row => !row.IsDone).Take(height - 3)];
        }

        Clear();
        if (list.Count == 0)
        {
            return;
        }

        var type = Math.Max(4, list.Max(row => row.Type.Length));
        var name = Math.Max(4, list.Max(row => row.Name.Length));
        var status = Math.Max(6, list.Max(row => row.Status(finished).Length));
        output.Write($"{paint.Headline($"     {"Type".PadRight(type)}  {"Name".PadRight(name)}  {"Status".PadRight(status)}  Info")}\n");
        foreach (var row in list)
        {
            var texts = StepTexts.Of(row.Step.Op);
            var room = Math.Max(0, width - type - name - status - 12);
            var info = row.Info(finished);
            var colored = paint.Colored(row.Status(finished).PadRight(status), row.HasError ? 31 : texts.Color);
            output.Write($" {paint.Colored(texts.Mark, texts.Color)}  {row.Type.PadRight(type)}  {row.Name.PadRight(name)}  "
                + $"{colored}  {(finished || info.Length <= room ? info : info[..room])}\n");
        }

        _height = finished ? 0 : list.Count + 1;
        output.Write(finished ? "\n" : "");
        output.Flush();
    }

    /// <summary>Removes the table from the screen, so that other text can be written there.</summary>
    public void Clear()
    {
        if (_height > 0)
        {
            output.Write($"\e[{_height}A\e[J");
            _height = 0;
        }
    }
}
