using HarnessCollab.Protocol.Codec;

namespace HarnessCollab.Provider.Declarations;

/// <summary>The path of a value that is checked, and the list for its problems.</summary>
/// <param name="isSecret">True when the program marked the value secret: then no message contains it, whatever the declaration says.</param>
internal readonly struct CheckPath(CheckProblems problems, Property root, string path, bool isSecret = false)
{
    public string Path { get; } = path;

    public CheckPath Member(string name) => new(problems, root, PropertyPaths.Member(Path, name), isSecret);

    public CheckPath Item(int index) => new(problems, root, PropertyPaths.Item(Path, index), isSecret);

    /// <summary>The given text in the form for a message.</summary>
    public string Show(string text) => isSecret || root.Secret ? "[secret]" : TextProblems.Quote(text);

    /// <param name="code">The HC code.</param>
    /// <param name="problem">The problem and what to write instead; the text after the property's name.</param>
    /// <param name="valueMayHoldSecret">True when the engine must not print the value at this path.</param>
    public void Report(string code, string problem, bool valueMayHoldSecret = false) =>
        problems.Add(root, Path, code, problem, valueMayHoldSecret || isSecret);

    /// <summary>The same, for a check that ends with the problem.</summary>
    /// <returns>Null, in the place of the normalised value.</returns>
    public T? Refuse<T>(string code, string problem, bool valueMayHoldSecret = false)
        where T : class
    {
        Report(code, problem, valueMayHoldSecret);
        return null;
    }
}
