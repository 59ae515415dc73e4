using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Display;

/// <summary>The outputs of a step that are worth showing.</summary>
internal static class OutputsText
{
    /// <summary>The lines, or empty. A stack shows all its outputs after an update, and in a preview those that differ; a resource shows what is not among its inputs.</summary>
    public static string Of(StepMetadata step, int level, bool planning, bool refresh, bool showSames, Paint paint)
    {
        var isStack = step.Type == Urns.StackType;
        if (step.New is null || step.New.InitErrors.Length > 0 || (planning && !refresh && !isStack)
            || step.Op is StepOp.Delete or StepOp.DeleteReplaced or StepOp.Discard or StepOp.DiscardReplaced)
        {
            return "";
        }

        var outputs = step.New.Outputs;
        var text = new PropertyText(paint);
        if (step.Old is null)
        {
            text.Object(outputs.Where(entry => isStack || !Equals(step.New.Inputs.Find(entry.Key), entry.Value)), level);
            return text.ToString();
        }

        var diff = ValueDiff.OfMaps(step.Old.Outputs, outputs, unknowns: false);
        var sames = showSames || (isStack && !planning);
        if (diff.Count == 0 && !sames)
        {
            return "";
        }

        var names = outputs.Keys.Union(diff.Keys).Order(StringComparer.Ordinal).ToList();
        var width = names.Count == 0 ? 0 : names.Max(name => name.Length);
        foreach (var name in names.Where(name => refresh || isStack || !Equals(step.New.Inputs.Find(name), outputs.Find(name))))
        {
            if (diff.TryGetValue(name, out var difference))
            {
                text.Difference(name, width, difference, level);
            }
            else if (sames && outputs.Find(name) is { } value)
            {
                text.Member(name, width, value, level);
            }
        }

        return text.ToString();
    }
}
