using HarnessCollab.Protocol.Codec;

namespace HarnessCollab.Provider.Declarations;

/// <summary>Where a value stands while it is checked, and where its problems go.</summary>
/// <param name="isSecret">True when the program marked the value secret: then it is in no message, whatever the declaration says.</param>
internal readonly struct CheckPath(CheckProblems problems, Property root, string path, bool isSecret = false)
{
    public string Path { get; } = path;

    public CheckPath Member(string name) => new(problems, root, PropertyPaths.Member(Path, name), isSecret);

    public CheckPath Item(int index) => new(problems, root, PropertyPaths.Item(Path, index), isSecret);

    /// <summary>A text that was given here, for a message.</summary>
    public string Show(string text) => isSecret || root.Secret ? "[secret]" : TextProblems.Quote(text);

    /// <param name="code">The HC code.</param>
    /// <param name="problem">What is wrong and what to write instead, beginning after the property's name.</param>
    /// <param name="valueMayHoldSecret">True when the engine must not print the value that stands there.</param>
    public void Report(string code, string problem, bool valueMayHoldSecret = false) =>
        problems.Add(root, Path, code, problem, valueMayHoldSecret || isSecret);
}
