namespace HarnessCollab.Common;

/// <summary>Where a file is looked for that lies beside another one or above it.</summary>
public static class Folders
{
    /// <summary>The folder and those above it, the nearest first.</summary>
    public static IEnumerable<string> AtAndAbove(string folder)
    {
        for (var each = Path.GetFullPath(folder); each is not null; each = Path.GetDirectoryName(each))
        {
            yield return each;
        }
    }
}
