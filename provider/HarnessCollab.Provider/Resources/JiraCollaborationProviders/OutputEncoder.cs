using HarnessCollab.Jira;
using HarnessCollab.Provider.Resources.EncryptedTexts;
using static HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>
/// Makes outputs from inputs, record and test result. Values that change by themselves (versions, titles, times) are left out, because they would
/// appear as drift.
/// </summary>
internal static class OutputEncoder
{
    public const string Passed = "passed";
    public const string Failed = "failed";
    public const string Inconclusive = "inconclusive";
    public const string Untested = "untested";

    /// <summary>The outputs of an existing object.</summary>
    /// <param name="revision">The revision to show; the old one when nothing that we manage has changed.</param>
    public static PropertyMap Encode(PropertyMap inputs, string storeId, JiraAccountRecord record, string revision, PropertyValue connection) => Plan(
        PropertyMap.From(inputs.Concat(IdentityOf(record))),
        identifier: null,
        PropertyValue.Of(storeId),
        PropertyValue.Of(record.SecretId),
        UsageScopeDeclaration.Write(record.UsageScope),
        PropertyValue.Of(revision),
        connection);

    /// <summary>The outputs of an object that a preview creates or changes; null means not known yet.</summary>
    /// <param name="identifier">Null in stores without identifiers.</param>
    public static PropertyMap Plan(
        PropertyMap inputs,
        PropertyValue? identifier,
        PropertyValue? storeId,
        PropertyValue? secretId,
        PropertyValue? usageScope,
        PropertyValue? revision,
        PropertyValue? connection) =>
        PropertyMap.From(
        [
            .. inputs,
            .. identifier is null ? [] : new[] { KeyValuePair.Create(Identifier.Name, identifier) },
            new(StoreId.Name, storeId ?? PropertyValue.Unknown),
            new(SecretId.Name, secretId ?? PropertyValue.Unknown),
            new(JiraCollaborationProviderProperties.UsageScope.Name, usageScope ?? PropertyValue.Unknown),
            new(Revision.Name, revision ?? PropertyValue.Unknown),
            new(Connection.Name, connection ?? PropertyValue.Unknown),
        ]);

    // The identifier that the store derived, and the scope of the object.
    private static IEnumerable<KeyValuePair<string, PropertyValue>> IdentityOf(JiraAccountRecord record) => Property.Present(
        (Identifier, record.Fields.Identifier), (OrgId, record.Fields.OrgId), (ProjectId, record.Fields.ProjectId));

    /// <summary>The word for a verdict.</summary>
    public static string StatusOf(Verdict verdict) => verdict switch
    {
        Verdict.Passed => Passed,
        Verdict.Failed => Failed,
        _ => Inconclusive,
    };

    /// <summary>The result of a test; "untested" without a report.</summary>
    public static PropertyValue EncodeConnection(ConnectionReport? report) => PropertyValue.Of(PropertyMap.From(Property.Present(
        (ConnectionStatus, report is null ? Untested : StatusOf(report.Verdict)),
        (DeploymentType, report?.DeploymentType),
        (AccountId, report?.AccountId))));
}
