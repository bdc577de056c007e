using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Sources;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Originals;

/// <summary>Reads rows for a network that is collapsed, and makes its answers their targets where they have no labels.</summary>
public static class OriginalData
{
    /// <summary>
    /// Reads and prepares a file for a network, whose head tells what its outputs are where neither a person nor labels do.
    /// </summary>
    /// <param name="source">The network.</param>
    /// <param name="task">What a person says of its inputs and outputs.</param>
    /// <param name="path">The CSV file.</param>
    /// <param name="testPath">A file of test rows; null takes them from <paramref name="path"/>.</param>
    /// <param name="options">How to read both; names the targets, if there are any.</param>
    /// <param name="seed">The seed of the split.</param>
    /// <returns>The data, and the network with the outputs of their task.</returns>
    /// <exception cref="InputFileException">A file cannot be read, or data and network do not fit together.</exception>
    public static (Dataset Data, OriginalNetwork Network) Read(
        NetworkSource source, OriginalTask task, string path, string? testPath, TableOptions options, int seed)
    {
        var headed = source.Layers();
        if (headed.Features.Any(f => f.Categories is not null))
            throw new InputFileException(
                source.Path,
                "the network takes texts, which collapse does not learn from; rulec extract writes its rules with the texts as "
                    + "categories.");
        task = task with
        {
            OwnNames = source.Graph.HasOwnNames ? source.InputNames.ToEquatableArray() : EquatableArray<string>.Empty,
            Threshold = task.Threshold == 0 ? headed.Threshold : task.Threshold,
        };
        if (options.Targets.Count == 0 && task.Kind is null)
        {
            var labels = task.Labels.Count > 0 ? task.Labels : headed.Labels.ToEquatableArray();
            task = task with { Kind = KindOf(headed.Head, headed.Network.Outputs), Labels = labels };
        }

        var (data, original) = Read(path, testPath, options, source.Path, headed.Network, task, (ulong)seed);
        return (data, original with { Notes = source.NotesWithout(headed.LeftOut).Concat(original.Notes).ToEquatableArray() });
    }

    private static TaskKind? KindOf(NetworkHead head, int outputs) => head switch
    {
        NetworkHead.Threshold => TaskKind.Binary,
        NetworkHead.Sigmoid => outputs == 1 ? TaskKind.Binary : TaskKind.Bits,
        NetworkHead.Softmax or NetworkHead.LogSoftmax or NetworkHead.ArgMax => TaskKind.MultiClass,
        _ => null,
    };

    /// <summary>Reads and prepares a file.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="testPath">A file of test rows; null takes them from <paramref name="path"/>.</param>
    /// <param name="options">How to read both; names the targets, if there are any.</param>
    /// <param name="networkFile">The file of the network.</param>
    /// <param name="network">The network.</param>
    /// <param name="task">What a person says of its inputs and outputs.</param>
    /// <param name="seed">The seed of the split.</param>
    /// <returns>The data, and the network with the outputs of their task.</returns>
    /// <exception cref="InputFileException">A file cannot be read, or data and network do not fit together.</exception>
    public static (Dataset Data, OriginalNetwork Network) Read(
        string path, string? testPath, TableOptions options, string networkFile, PiecewiseNetwork network, OriginalTask task, ulong seed)
    {
        var names = OriginalColumns.NamesOf(path, options);
        var isByName = task.Columns.Count == 0 && task.OwnNames.Count == network.Inputs && task.OwnNames
            .All(n => names.Contains(n, StringComparer.Ordinal));
        var columns = OriginalColumns.Find(path, options, network.Inputs, isByName ? task.OwnNames : task.Columns);
        var others = names.Where(n => !columns.Contains(n, StringComparer.Ordinal) && !options.Targets.Contains(n, StringComparer.Ordinal));
        options = options with { Ignored = others.ToEquatableArray(), Kept = columns, CodesAreNumbers = true, TargetsAreNumbers = task.Kind == TaskKind.Regression };
        var table = TableReader.Read(path, options);
        var testTable = testPath is null ? null : TableReader.ReadLike(testPath, options, table);
        RequireNumbers(table, columns);
        if (testTable is not null)
            RequireNumbers(testTable, columns);
        var isTarget = options.Targets.Count == 0;
        var (learned, fitted) = Fit(
            networkFile, network, task, isTarget ? null : LearningTask.Infer(table, options.Targets, task.Kind), columns);
        var file = new DataFile(StandardStreams.ShownName(networkFile), FileFingerprint.OfBytes(networkFile));
        var original = new OriginalNetwork(file, fitted, columns, isTarget)
        {
            AnswersByLeast = task.IsLeast,
            Notes = isByName || task.Columns.Count > 0 || task.OwnNames.Count == 0
                ? EquatableArray<Note>.Empty
                : EquatableArray.Of(ByPosition(columns, task.OwnNames)),
        };
        if (isTarget)
        {
            table = WithAnswers(table, learned, original);
            testTable = testTable is null ? null : WithAnswers(testTable, learned, original);
            RequireDifferentAnswers(table, learned);
        }

        var data = Dataset.Prepare(table, testTable, learned, seed);
        var scale = ScoreScale.Measure(learned.Kind, original.Answer(table, data.Split.Train), fitted.Outputs);
        return (isTarget ? data with { Targets = data.Targets.In(scale.Unit, scale.Zero) } : data, original with { Scale = scale });
    }

    private static Note ByPosition(EquatableArray<string> columns, EquatableArray<string> names)
    {
        var first = Enumerable.Range(0, columns.Count).First(i => !string.Equals(columns[i], names[i], StringComparison.Ordinal));
        return new Note(
            "by-position",
            $"the columns are taken by their order, '{VisibleText.Of(columns[first], 30)}' as '{VisibleText.Of(names[first], 30)}' among "
                + "them; with the network's own names in the header their order does not count.")
        {
            Count = columns.Count,
        };
    }

    private static (LearningTask Task, PiecewiseNetwork Network) Fit(
        string file, PiecewiseNetwork network, OriginalTask task, LearningTask? ofData, EquatableArray<string> columns)
    {
        return InputFileException.Blaming(file, () =>
        {
            var learned = ofData is null ? task.OfAnswers(network, columns) : task.Ordered(ofData);
            return (learned, task.Fitted(network, learned));
        });
    }

    private static void RequireNumbers(Table table, EquatableArray<string> columns)
    {
        foreach (var name in columns)
        {
            var profile = table.Profile.Columns.First(c => string.Equals(c.Name, name, StringComparison.Ordinal));
            if (profile.Numbers is null)
            {
                var example = profile.MostFrequent.Count > 0
                    ? $" as '{VisibleText.Of(profile.MostFrequent[0].Category, 40)}'"
                    : string.Empty;
                throw new InputFileException(
                    table.Path,
                    $"the column '{VisibleText.Of(name)}' has no "
                        + $"numbers{(example.Length > 0 ? " but texts such" + example : string.Empty)}, and a network takes numbers; write "
                        + "it as the network was trained with, or leave it out with --ignore or --inputs.");
            }

            if (table.IndexOf(name) < 0)
                continue;
            var missing = Array.FindIndex(((NumberColumn)table[name]).Values, double.IsNaN);
            if (missing >= 0)
                throw table.Error(
                    missing,
                    $"the column '{VisibleText.Of(name)}' has no value here, and a network needs one; fill it in as was done for its "
                        + "training, or leave the row out.");
        }
    }

    private static Table WithAnswers(Table table, LearningTask task, OriginalNetwork network)
    {
        var answers = network.Answer(table, table.AllRows());
        var outputs = network.Network.Outputs;
        if (Array.FindIndex(answers, a => !double.IsFinite(a)) is >= 0 and var wrong)
            throw table.Error(
                wrong / outputs, "the network's answer for this row is not a finite number; look at its weights, or leave the row out.");
        var columns = task.Targets.Select((target, t) => AnswerColumn(target, t));
        return table with { Columns = table.Columns.Concat(columns).ToEquatableArray() };

        Column AnswerColumn(Target target, int t)
        {
            var rows = Enumerable.Range(0, table.RowCount);
            return task.Kind switch
            {
                TaskKind.Regression => new NumberColumn(target.Name, rows.Select(r => answers[(r * outputs) + t]).ToArray()),
                TaskKind.MultiClass => Labelled(target, rows.Select(r => First(answers.AsSpan(r * outputs, outputs)))),
                _ => Labelled(target, rows.Select(r => answers[(r * outputs) + t] >= 0 ? 1 : 0)),
            };
        }
    }

    private static CategoryColumn Labelled(Target target, IEnumerable<int> labels) =>
        new(target.Name, target.Labels, labels.ToArray(), null);

    private static int First(ReadOnlySpan<double> logits)
    {
        var best = 0;
        for (var k = 1; k < logits.Length; k++)
            best = logits[k] > logits[best] ? k : best;
        return best;
    }

    private static void RequireDifferentAnswers(Table table, LearningTask task)
    {
        foreach (var target in task.Targets)
        {
            var same = table[target.Name] is CategoryColumn labels
                ? labels.Codes.Distinct().Count() == 1 ? $"'{VisibleText.Of(labels.Categories[labels.Codes[0]])}'" : null
                : ((NumberColumn)table[target.Name]).Values is var values && Array.TrueForAll(values, v => v.Equals(values[0]))
                    ? LearningTask.LabelOf(values[0])
                    : null;
            if (same is not null)
                throw new InputFileException(
                    table.Path,
                    $"the network answers {same} for every row, so there is nothing to learn about it here; give rows for which its "
                        + "answers differ, and look at the order of the inputs.");
        }
    }
}
