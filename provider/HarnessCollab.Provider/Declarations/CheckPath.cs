using HarnessCollab.Protocol.Codec;

namespace HarnessCollab.Provider.Declarations;

/// <summary>Where a value stands while it is checked, and where its problems go.</summary>
internal readonly struct CheckPath(CheckProblems problems, Property root, string path)
{
    public string Path { get; } = path;

    public CheckPath Member(string name) => new(problems, root, PropertyPaths.Member(Path, name));

    public CheckPath Item(int index) => new(problems, root, PropertyPaths.Item(Path, index));

    /// <param name="code">The HC code.</param>
    /// <param name="problem">What is wrong and what to write instead, beginning after the property's name.</param>
    /// <param name="valueMayHoldSecret">True when the engine must not print the value that stands there.</param>
    public void Report(string code, string problem, bool valueMayHoldSecret = false) =>
        problems.Add(root, Path, code, problem, valueMayHoldSecret);
}
