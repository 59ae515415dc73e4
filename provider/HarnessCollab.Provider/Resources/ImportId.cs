namespace HarnessCollab.Provider.Resources;

/// <summary>
/// Import and get accept only the canonical id. If one object had two spellings, the engine would import the second as a replacement and then delete
/// the object itself.
/// </summary>
internal static class ImportId
{
    /// <summary>Accepts only the canonical spelling of an id.</summary>
    /// <exception cref="PluginException">The text means an id, but has another spelling.</exception>
    public static void RefuseOtherSpelling(ReadRequest request, Session session)
    {
        if (request.Purpose != ReadPurpose.Refresh && session.Store.SuggestId(request.Id) is { } canonical)
        {
            throw new PluginException(
                ErrorCodes.NotAnId,
                $"{TextProblems.Quote(request.Id)} is not the canonical spelling of the id; use {canonical} for import and get.");
        }
    }

    /// <summary>The error for a name where an id is required.</summary>
    public static PluginException IsAName(string given, string label, string id) => new(
        ErrorCodes.NotAnId, $"{TextProblems.Quote(given)} is a {label}; import and get need the id, which is {id}.");
}
