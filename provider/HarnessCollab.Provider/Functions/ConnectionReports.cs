using HarnessCollab.Jira;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Functions;

/// <summary>The report of a connection test as a function returns it.</summary>
internal static class ConnectionReports
{
    public static readonly PropertySet Members = new();

    private static readonly PropertySet StepMembers = new();
    private static readonly Property<string> StepName = StepMembers.Text(
        "name",
        "What was asked of Jira: `serverInfo`, `myself`, `mypermissions`, `project KEY` or, without named projects, `projects`; "
            + "`delegate` where one tested.",
        required: true);
    private static readonly Property<string> Outcome = StepMembers.Text(
        "outcome", "`passed`, `failed`, `inconclusive` or `skipped`.", required: true);
    private static readonly Property<double> Milliseconds = StepMembers.Number(
        "milliseconds", "How long it took, waiting included; 0 when skipped.", 0, double.MaxValue, "milliseconds", required: true);

    private static readonly PropertySet FindingMembers = new();
    private static readonly Property<string> Code = FindingMembers.Text(
        "code", "`HC4xxx`; each has a section in the diagnostics page.", required: true);
    private static readonly Property<string> SeverityText = FindingMembers.Text("severity", "`info`, `warning` or `error`.", required: true);
    private static readonly Property<string> AtFault = FindingMembers.Text("property", "The argument at fault, when there is one.");
    private static readonly Property<string> Message = FindingMembers.Text("message", "What was seen.", required: true);
    private static readonly Property<string> Action = FindingMembers.Text("action", "What to do about it.", required: true);

    private static readonly Property<string> VerdictText = Members.Text(
        "verdict", "`passed`, `failed`, or `inconclusive` where Jira's answer is not known.", required: true);
    private static readonly Property<string> DeploymentType = Members.Add(JiraCollaborationProviderProperties.DeploymentType);
    private static readonly Property<string> AccountId = Members.Add(JiraCollaborationProviderProperties.AccountId);
    private static readonly Property<string> Version = Members.Text("version", "Jira's version, as it says itself.");

    private static readonly Property<ImmutableArray<PropertyMap>> Steps = Members.NestedList(
        "steps", "What was tried, in order.", new ObjectType("ConnectionTestStep", "One step of a connection test.", StepMembers), required: true);

    private static readonly Property<ImmutableArray<PropertyMap>> Findings = Members.NestedList(
        "findings",
        "What was found out.",
        new ObjectType("ConnectionTestFinding", "Something that a connection test found out.", FindingMembers),
        required: true);

    /// <param name="credential">The kind of the credential that was tested; null without one.</param>
    public static PropertyMap Encode(ConnectionReport report, CredentialKind? credential) => PropertyMap.From(Property.Present(
        (VerdictText, OutputEncoder.StatusOf(report.Verdict)),
        (DeploymentType, report.DeploymentType),
        (AccountId, report.AccountId),
        (Version, report.Version))
        .Append(new(Steps.Name, Steps.Write([.. report.Steps.Select(Encode)])))
        .Append(new(Findings.Name, Findings.Write([.. report.Findings.Select(finding => Encode(finding, credential))]))));

    /// <summary>The argument that a finding is about, or null. Findings name properties of the resource.</summary>
    /// <param name="credential">The kind of the credential that was tested; null without one.</param>
    public static string? NameOf(Finding finding, CredentialKind? credential) => finding.Property switch
    {
        null => null,
        "credential" => JiraCollaborationProviderProperties.PropertyOf(credential ?? CredentialKind.ApiToken).Name,
        var path => path[(path.LastIndexOf('.') + 1)..],
    };

    private static PropertyMap Encode(TestStep step) => PropertyMap.Of(
        (StepName.Name, StepName.Write(step.Name)),
        (Outcome.Name, Outcome.Write(step.Outcome switch
        {
            StepOutcome.Passed => "passed",
            StepOutcome.Failed => "failed",
            StepOutcome.Inconclusive => "inconclusive",
            _ => "skipped",
        })),
        (Milliseconds.Name, Milliseconds.Write(Math.Round(step.Duration.TotalMilliseconds))));

    private static PropertyMap Encode(Finding finding, CredentialKind? credential) => PropertyMap.From(Property.Present(
        (Code, finding.Code),
        (SeverityText, finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" }),
        (AtFault, NameOf(finding, credential)),
        (Message, finding.Message),
        (Action, finding.Action)));
}
