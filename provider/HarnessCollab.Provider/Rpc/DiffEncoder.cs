using HarnessCollab.Protocol.Wire;
using HarnessCollab.Provider.Resources;

namespace HarnessCollab.Provider.Rpc;

/// <summary>Encodes a diff so that paths, top-level names, replacements and stables always agree.</summary>
internal static class DiffEncoder
{
    public static DiffResponse Encode(DiffResult result)
    {
        var response = new DiffResponse
        {
            Changes = result.Differences.Count == 0 ? DiffResponse.Types.DiffChanges.DiffNone : DiffResponse.Types.DiffChanges.DiffSome,
            HasDetailedDiff = true,
            DeleteBeforeReplace = result.DeleteBeforeReplace,
            Stables = { result.Stables },
        };
        foreach (var difference in result.Differences)
        {
            response.DetailedDiff[difference.Path] = new PropertyDiff { Kind = KindOf(difference), InputDiff = true };
            if (!response.Diffs.Contains(difference.Property.Name))
            {
                response.Diffs.Add(difference.Property.Name);
            }

            if (difference.Replaces)
            {
                response.Replaces.Add(difference.Path);
            }
        }

        return response;
    }

    private static PropertyDiff.Types.Kind KindOf(Difference difference) => (difference.Kind, difference.Replaces) switch
    {
        (DifferenceKind.Add, false) => PropertyDiff.Types.Kind.Add,
        (DifferenceKind.Add, true) => PropertyDiff.Types.Kind.AddReplace,
        (DifferenceKind.Delete, false) => PropertyDiff.Types.Kind.Delete,
        (DifferenceKind.Delete, true) => PropertyDiff.Types.Kind.DeleteReplace,
        (_, false) => PropertyDiff.Types.Kind.Update,
        (_, true) => PropertyDiff.Types.Kind.UpdateReplace,
    };
}
