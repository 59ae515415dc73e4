using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;
using static HarnessCollab.Provider.Resources.EncryptedTexts.EncryptedTextProperties;

namespace HarnessCollab.Provider.Resources.EncryptedTexts;

/// <summary>Read, for its three callers: refresh, <c>.Get</c> and import.</summary>
internal static class EncryptedTextReader
{
    public static async Task<ReadResult?> ReadAsync(ReadRequest request, Session session, CancellationToken cancellationToken)
    {
        var storeId = await StoreGuard.EnsureSameAsync(session, request.OldOutputs, ResourceName.Of(request.Urn), cancellationToken);
        ImportId.RefuseOtherSpelling(request, session);
        var record = await session.Store.FindTextAsync(request.Id, cancellationToken);
        if (record is null)
        {
            await RefuseNameAsync(request, session, cancellationToken);
            return null;
        }

        if (request.Purpose == ReadPurpose.Import)
        {
            RefuseManaged(record, session);
            session.Memory.Imported(request.Urn, record.Id);
        }

        if (request.Purpose != ReadPurpose.Refresh)
        {
            // The manager that is the default anyway need not stand in the program.
            var known = EncryptedText.IdentifierOf(record) is { } identifier ? PropertyMap.Of((Identifier.Name, identifier)) : PropertyMap.Empty;
            known = record.SecretManager is { } manager && manager != session.Store.Capabilities.SecretManager ? known.With(SecretManager.Name, PropertyValue.Of(manager)) : known;
            var found = InputsOf(record, known, knownRevision: null, session);
            return new ReadResult(record.Id, found, EncryptedText.Encode(found, EncryptedText.IdentifierOf(record), EncryptedText.SecretManagerOf(record), PropertyValue.Of(storeId!), PropertyValue.Of(record.Revision)));
        }

        session.Memory.Refreshed(request.Urn, record.Id);
        var inputs = InputsOf(record, request.OldInputs, request.OldOutputs.Find(Revision.Name)?.AsString(), session);
        var changed = DefaultDiff.Compare(Inputs, request.OldInputs, inputs);
        await Drift.MentionAsync(changed, Value, record.UpdatedBy, record.UpdatedAt, request.Urn, session);
        var revision = changed.Count == 0 && request.OldOutputs.Find(Revision.Name) is { } before ? before : PropertyValue.Of(record.Revision);
        return new ReadResult(record.Id, inputs, EncryptedText.Encode(inputs, EncryptedText.IdentifierOf(record), EncryptedText.SecretManagerOf(record), PropertyValue.Of(storeId!), revision));
    }

    // The value stays only where it is still the stored one; left out, the next preview adds it again.
    private static PropertyMap InputsOf(EncryptedTextRecord record, PropertyMap olds, string? knownRevision, Session session)
    {
        var entries = new List<KeyValuePair<string, PropertyValue>>
        {
            new(Name.Name, Marked(Name, PropertyValue.Of(record.Name))),
            new(EncryptedTextProperties.UsageScope.Name, Marked(EncryptedTextProperties.UsageScope, UsageScopeDeclaration.Write(record.UsageScope))),
        };
        if (Value.Read(olds) is { IsKnown: true, Value: var value } && session.Store.Compare(record.Mark, new SecretText(value), knownRevision) != CredentialMatch.Differs)
        {
            entries.Add(new(Value.Name, Value.Write(value)));
        }

        foreach (var kept in new Property[] { Identifier, SecretManager, ForceDelete })
        {
            if (olds.Find(kept.Name) is { } given)
            {
                entries.Add(new(kept.Name, given));
            }
        }

        if (record.Labels.Description is { } description)
        {
            entries.Add(new(Description.Name, Marked(Description, PropertyValue.Of(description))));
        }

        if (!record.Labels.Tags.IsEmpty)
        {
            entries.Add(new(Tags.Name, Marked(Tags, Tags.Write(record.Labels.Tags))));
        }

        if (record.Reference is { } reference)
        {
            entries.Add(new(Reference.Name, Marked(Reference, PropertyValue.Of(reference))));
        }

        return PropertyMap.From(entries);

        // What the program marked secret stays so.
        PropertyValue Marked(Property declared, PropertyValue found) => olds.Find(declared.Name) is SecretValue ? PropertyValue.SecretOf(found) : found;
    }

    private static async Task RefuseNameAsync(ReadRequest request, Session session, CancellationToken cancellationToken)
    {
        if (request.Purpose != ReadPurpose.Refresh && await session.Store.FindTextByNameAsync(request.Id, cancellationToken) is { } named)
        {
            throw ImportId.IsAName(request.Id, EncryptedText.NameKind.Label, named.Id);
        }
    }

    private static void RefuseManaged(EncryptedTextRecord record, Session session)
    {
        if (record.Managed)
        {
            throw new PluginException(
                StoreErrorCodes.EncryptedTextManaged,
                $"the encrypted text {TextProblems.Quote(record.Name)} ({record.Id}) in the store ({session.Store.Description}) belongs to a provider and goes with it, so it cannot be managed by itself. Import the provider.",
                StatusCode.FailedPrecondition);
        }
    }
}
