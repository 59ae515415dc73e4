namespace HarnessCollab.Provider.Declarations;

/// <summary>
/// Collects all problems with the inputs of one resource or with the provider's configuration, so that they are reported together.
/// </summary>
/// <param name="subject">The owner of the properties, for messages: "JiraCollaborationProvider 'jira'".</param>
internal sealed class CheckProblems(string subject)
{
    // Users choose the keys of maps, of any length.
    private const int MaxPathLength = 200;

    // A mistake in a loop of the program causes thousands of problems; nobody reads more than this.
    private const int MaxShown = 100;

    private readonly List<CheckProblem> _problems = [];

    public IReadOnlyList<CheckProblem> All => _problems.Count <= MaxShown
        ? _problems
        : [.. _problems.Take(MaxShown), new(
            "", "", $"{ErrorCodes.MoreProblems}: {Subject} has {_problems.Count - MaxShown} more problems of this kind; correct these first.")];

    public bool Any => _problems.Count > 0;

    public string Subject { get; } = subject;

    public bool Has(string property) => _problems.Exists(problem => problem.Root == property);

    /// <summary>Adds a problem of one property.</summary>
    public void Add(Property property, string code, string problem, bool valueMayHoldSecret = false) =>
        Add(property, property.Name, code, problem, valueMayHoldSecret);

    /// <summary>The same for a part of a property.</summary>
    public void Add(Property root, string path, string code, string problem, bool valueMayHoldSecret = false)
    {
        // The engine prints the value of a named property, even a secret, and prints "{<nil>}" for a path: so we only name plain top-level scalars.
        var nameOnWire = !valueMayHoldSecret && !root.Secret && root.Type.IsScalar && path == root.Name ? root.Name : "";
        _problems.Add(new CheckProblem(root.Name, nameOnWire, $"{code}: '{TextProblems.Line(path, MaxPathLength)}' of {Subject} {problem}"));
    }

    /// <summary>Adds a problem whose text is already complete.</summary>
    public void AddText(string text) => _problems.Add(new CheckProblem("", "", text));

    /// <summary>Adds a problem that belongs to no single property, or to a missing one.</summary>
    public void Add(string code, string problem, string root = "") => _problems.Add(new CheckProblem(root, "", $"{code}: {problem}"));
}

/// <param name="Root">The top-level property at fault, or empty.</param>
/// <param name="WireProperty">The property that is sent to the engine; empty unless the engine may print its value.</param>
/// <param name="Text">The complete message.</param>
internal sealed record CheckProblem(string Root, string WireProperty, string Text);
