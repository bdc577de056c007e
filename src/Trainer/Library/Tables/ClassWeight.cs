using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>How much an error on rows of one class costs; classes without a weight have 1.</summary>
/// <param name="Label">The class.</param>
/// <param name="Weight">Its weight, positive and finite.</param>
public sealed record ClassWeight(string Label, double Weight)
{
    /// <summary>The weight of each row's loss, scaled to a mean of 1 over the training rows.</summary>
    /// <param name="data">The data.</param>
    /// <param name="part">The rows.</param>
    /// <param name="weights">The weights of classes; none gives null.</param>
    /// <returns>One weight per row, or null where all are the same.</returns>
    /// <exception cref="InputFileException">The task has no classes, or not such a class, or a class occurs twice.</exception>
    public static float[]? OfRows(Dataset data, DataPart part, EquatableArray<ClassWeight> weights)
    {
        if (weights.Count == 0)
            return null;
        if (data.Task.Kind is not (TaskKind.Binary or TaskKind.MultiClass))
            throw new InputFileException(data.Table.Path, "class weights need one target with labels; omit --class-weight.");
        var labels = data.Task.Targets[0].Labels;
        var ofLabels = Enumerable.Repeat(1.0, labels.Count).ToArray();
        foreach (var group in weights.GroupBy(w => w.Label, StringComparer.Ordinal))
        {
            if (!labels.Contains(group.Key))
            {
                var known = string.Join(", ", labels.Take(20).Select(l => $"'{VisibleText.Of(l, 40)}'"));
                throw new InputFileException(
                    data.Table.Path,
                    $"--class-weight names '{VisibleText.Of(group.Key, 40)}', which '{VisibleText.Of(data.Task.Targets[0].Name)}' does not "
                        + $"have; its labels are {known}{(labels.Count > 20 ? ", …" : string.Empty)}.");
            }

            if (group.Count() > 1)
                throw new InputFileException(
                    data.Table.Path, $"--class-weight names '{VisibleText.Of(group.Key, 40)}' twice; give it one weight.");
            ofLabels[labels.ToList().IndexOf(group.Key)] = group.First().Weight;
        }

        var mean = data.Task.Labels(data.Train.Table, 0, data.Train.Rows).Average(l => ofLabels[l]);
        return data.Task.Labels(part.Table, 0, part.Rows).Select(l => (float)(ofLabels[l] / mean)).ToArray();
    }
}
