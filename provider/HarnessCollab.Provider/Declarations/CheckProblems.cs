using HarnessCollab.Provider.Diagnostics;

namespace HarnessCollab.Provider.Declarations;

/// <summary>
/// Everything that is wrong with the inputs of one resource or with the provider's configuration, collected so that it is reported at once.
/// </summary>
/// <param name="subject">Whose properties these are, for texts: "JiraCollaborationProvider 'jira'".</param>
internal sealed class CheckProblems(string subject)
{
    // Keys of maps come from the user, at any length.
    private const int MaxPathLength = 200;

    // A program with a mistake in a loop has thousands; an answer of this many is read by somebody.
    private const int MaxShown = 100;

    private readonly List<CheckProblem> _problems = [];

    public IReadOnlyList<CheckProblem> All => _problems.Count <= MaxShown
        ? _problems
        : [.. _problems.Take(MaxShown), new(
            "", "", $"{ErrorCodes.MoreProblems}: {Subject} has {_problems.Count - MaxShown} more problems of this kind; mend these first.")];

    public bool Any => _problems.Count > 0;

    public string Subject { get; } = subject;

    public bool Has(string property) => _problems.Exists(problem => problem.Root == property);

    /// <summary>A problem of one property.</summary>
    public void Add(Property root, string path, string code, string problem, bool valueMayHoldSecret = false)
    {
        // The engine prints the value it finds under the name, secrets included, and "{<nil>}" for a path: only a plain top-level scalar is named.
        var nameOnWire = !valueMayHoldSecret && !root.Secret && root.Type.IsScalar && path == root.Name ? root.Name : "";
        _problems.Add(new CheckProblem(root.Name, nameOnWire, $"{code}: '{TextProblems.Line(path, MaxPathLength)}' of {Subject} {problem}"));
    }

    /// <summary>A problem whose text is complete already.</summary>
    public void AddText(string text) => _problems.Add(new CheckProblem("", "", text));

    /// <summary>A problem that belongs to no single property, or to one that is not there.</summary>
    public void Add(string code, string problem, string root = "") => _problems.Add(new CheckProblem(root, "", $"{code}: {problem}"));
}

/// <param name="Root">The top-level property at fault, or empty.</param>
/// <param name="WireProperty">What is sent as the property; empty unless its value may be printed.</param>
/// <param name="Text">The whole message.</param>
internal sealed record CheckProblem(string Root, string WireProperty, string Text);
