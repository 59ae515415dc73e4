using System.Collections.Immutable;
using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Steps;

/// <summary>Counts what happened to resources, as summaries show it.</summary>
internal sealed class ChangeCounter
{
    private readonly Lock _lock = new();
    private ImmutableSortedDictionary<string, int> _counts = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, int> Counts
    {
        get
        {
            lock (_lock)
            {
                return _counts;
            }
        }
    }

    /// <summary>Counts one step; halves of replacements, reads and default providers do not count.</summary>
    public void Add(StepOp op, string urn)
    {
        if (Urns.IsDefaultProvider(urn) || op is StepOp.CreateReplacement or StepOp.DeleteReplaced or StepOp.Read or StepOp.ReadReplacement
            or StepOp.ImportReplacement or StepOp.DiscardReplaced or StepOp.RemovePendingReplace)
        {
            return;
        }

        lock (_lock)
        {
            var name = StepOps.Name(op);
            _counts = _counts.SetItem(name, _counts.GetValueOrDefault(name) + 1);
        }
    }
}
