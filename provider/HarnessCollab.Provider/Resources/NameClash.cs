using Grpc.Core;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources;

/// <summary>Says who holds a name that is wanted, and what to do about it.</summary>
internal static class NameClash
{
    /// <param name="kind">"display name" or "name".</param>
    /// <param name="code">The code of the clash.</param>
    /// <param name="token">The resource type, for the import command.</param>
    /// <param name="urn">The resource that wants the name.</param>
    public static ProviderException Taken(string kind, string code, string token, string urn, NameHolder holder, Session session) => new(
        code,
        $"the {kind} {TextProblems.Quote(holder.Name)} is taken in the store ({session.Store.Description}): {holder.Id}, last written by {holder.UpdatedBy with { Urn = null }} "
        + $"at {Moment.Of(holder.UpdatedAt)}{(holder.Owner.Length > 0 ? $" for {holder.Owner}" : "")}. {WayOut(kind, token, urn, holder, session)}",
        StatusCode.AlreadyExists);

    /// <summary>Whether the holder gives the name up in this run: then a preview only warns.</summary>
    public static bool WillBeFree(NameHolder holder, Session session) =>
        session.Claims.NameOf(holder.Owner) is { } claimed && claimed != holder.Name;

    private static string WayOut(string kind, string token, string urn, NameHolder holder, Session session)
    {
        if (WillBeFree(holder, session))
        {
            return $"That resource takes another {kind} in this run, but names cannot be exchanged in one step: give one of the two a third {kind}, run up, then give it the final one.";
        }

        if (holder.Owner.Length > 0 && SameStack(holder.Owner, urn))
        {
            return $"If this is the same resource under a new name in the program, give it an alias of the old one ({NameOf(holder.Owner)}); otherwise choose another {kind}.";
        }

        return $"Choose another {kind}, or take that one over: pulumi import {token} {NameOf(urn)} {holder.Id} (or the import option with that id).";
    }

    private static bool SameStack(string left, string right) => left.Split("::", 3) is [var a, var b, _] && right.Split("::", 3) is [var c, var d, _] && a == c && b == d;

    private static string NameOf(string urn) => urn.Split("::", 4) is [_, _, _, var name] ? name : urn;
}
