using Grpc.Core;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources;

/// <summary>Says who holds a name that is wanted, and what to do about it.</summary>
internal static class NameClash
{
    /// <summary>
    /// Decides about the row that holds a wanted name. A row that the same resource wrote last is left to the caller; a preview only
    /// warns when the holder gives the name up in this run.
    /// </summary>
    /// <exception cref="ProviderException">Someone else holds the name.</exception>
    public static async Task PassOrRefuseAsync(NameKind kind, NameHolder holder, string urn, bool isPreview, Session session)
    {
        if (holder.Owner == urn)
        {
            return;
        }

        var clash = Taken(kind, urn, holder, session);
        if (!isPreview || !WillBeFree(kind, holder, session))
        {
            throw clash;
        }

        await session.Log.WarnAsync(urn, clash.Message);
    }

    /// <param name="urn">The resource that wants the name.</param>
    public static ProviderException Taken(NameKind kind, string urn, NameHolder holder, Session session) => new(
        kind.TakenCode, $"{Held(kind, holder, session)} {WayOut(kind, urn, holder, session)}", StatusCode.AlreadyExists);

    /// <summary>Who holds a name; a whole sentence.</summary>
    public static string Held(NameKind kind, NameHolder holder, Session session) =>
        session.Store.Capabilities.NamesAreUnique
            ? $"the {kind.Label} {TextProblems.Quote(holder.Name)} is taken in the store ({session.Store.Description}): {holder.Id}, last written by {holder.UpdatedBy with { Urn = null }} "
                + $"at {Moment.Of(holder.UpdatedAt)}{(holder.Owner.Length > 0 ? $" for {holder.Owner}" : "")}."
            : $"the id {holder.Id} is taken in the store ({session.Store.Description}) by {TextProblems.Quote(holder.Name)}, last written at {Moment.Of(holder.UpdatedAt)}.";

    private static bool WillBeFree(NameKind kind, NameHolder holder, Session session) =>
        kind.Claims(session).NameOf(holder.Owner) is { } claimed && claimed != holder.Name;

    private static string WayOut(NameKind kind, string urn, NameHolder holder, Session session)
    {
        if (holder.Owner == urn)
        {
            return "This resource wrote it itself, and not as it is wanted now. In a forced replacement: run up without --replace, which updates it in place, or set the option deleteBeforeReplace. "
                + $"If state has lost it: {ImportOf(kind, urn, holder)}.";
        }

        if (WillBeFree(kind, holder, session))
        {
            return $"That resource takes another {kind.Label} in this run, but names cannot be exchanged in one step: give one of the two a third {kind.Label}, run up, then give it the final one.";
        }

        if (holder.Owner.Length > 0 && SameStack(holder.Owner, urn))
        {
            return $"If this is the same resource under a new name in the program, give it an alias of the old one ({NameOf(holder.Owner)}); otherwise choose another {kind.Label}.";
        }

        var another = session.Store.Capabilities.NamesAreUnique ? $"another {kind.Label}" : $"another {kind.Label} or an 'identifier' of its own";
        return $"Choose {another}, or take that one over: {ImportOf(kind, urn, holder)}.";
    }

    private static string ImportOf(NameKind kind, string urn, NameHolder holder) => $"pulumi import {kind.Token} {NameOf(urn)} {holder.Id} (or the import option with that id)";

    private static bool SameStack(string left, string right) => left.Split("::", 3) is [var a, var b, _] && right.Split("::", 3) is [var c, var d, _] && a == c && b == d;

    private static string NameOf(string urn) => urn.Split("::", 4) is [_, _, _, var name] ? name : urn;
}
