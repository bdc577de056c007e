using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Benchmarks.Peers;

/// <summary>Rows as the peers take them.</summary>
/// <param name="Features">For each row one value per feature.</param>
/// <param name="Targets">For each row the number to learn, or the position of its label.</param>
internal sealed record PeerRows(float[][] Features, double[] Targets);

/// <summary>A table as <c>rulec train TRAIN --test TEST --seed K</c> reads and divides it, in features for trees.</summary>
/// <remarks>
/// The columns that are left out, the missing values, the categories, and the validation rows are those of <c>rulec</c>. Numbers and
/// one-hot categories are the network's features. Trees can tell a missing number from the median that stands for it, so a feature says
/// which it is.
/// </remarks>
internal sealed class PeerTable
{
    private readonly Dataset _data;
    private readonly int[] _withMissing;

    private PeerTable(Dataset data)
    {
        _data = data;
        _withMissing = Enumerable.Range(0, data.Features.Inputs.Count).Where(IsMissingSomewhere).ToArray();
        Train = Rows(data.Train);
        Validation = Rows(data.Validation);
        Learned = new PeerRows([.. Train.Features, .. Validation.Features], [.. Train.Targets, .. Validation.Targets]);
        Test = Rows(data.Test);
    }

    /// <summary>The table as <c>rulec</c> learns from it.</summary>
    public Dataset Data => _data;

    /// <summary>What is learned.</summary>
    public TaskKind Task => _data.Task.Kind;

    /// <summary>The number of labels; 0 for a regression.</summary>
    public int Labels => Task == TaskKind.Regression ? 0 : _data.Task.Targets[0].Labels.Count;

    /// <summary>The number of columns that are inputs.</summary>
    public int Inputs => _data.Features.Inputs.Count;

    /// <summary>The number of features.</summary>
    public int Features => _data.Features.Features + _withMissing.Length;

    /// <summary>The rows to train on while options are chosen.</summary>
    public PeerRows Train { get; }

    /// <summary>The rows by which options are chosen, of the same file.</summary>
    public PeerRows Validation { get; }

    /// <summary>Both of them: all rows of the training file.</summary>
    public PeerRows Learned { get; }

    /// <summary>The rows that nothing is chosen by.</summary>
    public PeerRows Test { get; }

    public static PeerTable Read(string train, string test, string target, bool isRegression, ulong seed)
    {
        var options = TableOptions.Default with { Targets = EquatableArray.Of(target) };
        var data = Dataset.Read(train, test, options, isRegression ? TaskKind.Regression : null, seed);
        return data.Task.IsClassification != isRegression
            ? new PeerTable(data)
            : throw new ArgumentException($"The labels of {target} are numbers to rulec: this is a regression.", nameof(isRegression));
    }

    /// <summary>Whether an input is a number that some row of the training file does not have.</summary>
    private bool IsMissingSomewhere(int input) =>
        _data.Table[_data.Features.Inputs[input].Name] is NumberColumn number && Array.Exists(number.Values, double.IsNaN);

    private PeerRows Rows(DataPart part)
    {
        var encoded = _data.Features.Encode(part.Table, part.Rows);
        var points = _data.Features.ToPoints(part.Table, part.Rows);
        var features = points.Select(
            (point, r) => (float[])[.. encoded.AsSpan(r * _data.Features.Features, _data.Features.Features), .. Marks(point)]);
        var targets = Task == TaskKind.Regression
            ? _data.Task.Values(part.Table, 0, part.Rows)
            : _data.Task.Labels(part.Table, 0, part.Rows).Select(label => (double)label);
        return new PeerRows(features.ToArray(), targets.ToArray());
    }

    private IEnumerable<float> Marks(double[] point) => _withMissing.Select(i => double.IsNaN(point[i]) ? 1f : 0f);
}
