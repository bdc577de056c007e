using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Originals;

/// <summary>A network that was trained elsewhere, as it is collapsed.</summary>
/// <param name="File">Its file.</param>
/// <param name="Network">
/// The network. Its outputs are those of the task: a value per target, the log-odds of the second label, or a logit per label.
/// </param>
/// <param name="Columns">The columns that are its inputs, in order.</param>
/// <param name="IsTarget">Whether its own answers are what is learned; otherwise labels are.</param>
public sealed record OriginalNetwork(DataFile File, PiecewiseNetwork Network, EquatableArray<string> Columns, bool IsTarget)
{
    /// <summary>How large its scores are, and how they are learned.</summary>
    public ScoreScale Scale { get; init; } = ScoreScale.AsTheyAre;

    /// <summary>Whether the least of its outputs is its answer; <see cref="Network"/> has them negated, so that the largest is.</summary>
    public bool AnswersByLeast { get; init; }

    /// <summary>What a person should know of how its file and the table's columns were taken.</summary>
    public EquatableArray<Note> Notes { get; init; } = EquatableArray<Note>.Empty;

    /// <summary>What the network answers for rows.</summary>
    /// <param name="table">
    /// A table with its columns, none of them missing in a row; a column that never varies may have been left out.
    /// </param>
    /// <param name="rows">The rows.</param>
    /// <returns>rows × outputs, row by row.</returns>
    internal double[] Answer(Table table, int[] rows)
    {
        var columns = Columns.Select(name => ValuesOf(table, name)).ToArray();
        var x = new double[columns.Length];
        var answers = new double[rows.Length * Network.Outputs];
        for (var r = 0; r < rows.Length; r++)
        {
            for (var i = 0; i < x.Length; i++)
                x[i] = columns[i](rows[r]);
            Network.Evaluate(x).CopyTo(answers, r * Network.Outputs);
        }

        return answers;
    }

    /// <summary>A column of a table, or the one value of a column that was left out because it has no other.</summary>
    internal static Func<int, double> ValuesOf(Table table, string name)
    {
        if (table.IndexOf(name) >= 0)
        {
            var values = ((NumberColumn)table[name]).Values;
            return row => values[row];
        }

        var value = table.Profile.Columns.First(c => string.Equals(c.Name, name, StringComparison.Ordinal)).Numbers!.Minimum;
        return _ => value;
    }
}
