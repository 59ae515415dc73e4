using Grpc.Core;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;

namespace HarnessCollab.Provider.Resources;

/// <summary>
/// Import and get take the id and nothing else: of two spellings of one object the engine would import a replacement and then delete
/// the object itself.
/// </summary>
internal static class ImportId
{
    /// <summary>Lets only the one spelling of an id pass.</summary>
    /// <exception cref="PluginException">It is spelt in another way that means an id.</exception>
    public static void RefuseOtherSpelling(ReadRequest request, Session session)
    {
        if (request.Purpose != ReadPurpose.Refresh && session.Store.SuggestId(request.Id) is { } canonical)
        {
            throw new PluginException(
                ErrorCodes.NotAnId,
                $"{TextProblems.Quote(request.Id)} is not how an id is spelt here; import and get take {canonical}.",
                StatusCode.InvalidArgument);
        }
    }

    /// <summary>The answer to a name where an id belongs.</summary>
    public static PluginException IsAName(string given, string label, string id) => new(
        ErrorCodes.NotAnId, $"{TextProblems.Quote(given)} is a {label}; import and get take the id, which is {id}.", StatusCode.InvalidArgument);
}
