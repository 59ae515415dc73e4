namespace HarnessCollab.Stores;

/// <summary>What is wrong with one setting of the Harness store.</summary>
/// <param name="Setting">The setting: <c>endpoint</c>, <c>accountId</c>, <c>orgId</c>, <c>projectId</c> or <c>apiKey</c>.</param>
/// <param name="Text">The rest of the sentence: <c>is missing. …</c></param>
public sealed record HarnessSettingProblem(string Setting, string Text);
