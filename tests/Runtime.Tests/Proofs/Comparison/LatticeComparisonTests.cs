using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Proofs.Comparison;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Proofs.Comparison;

/// <summary>What a comparison finds is what is seen at all rows that can differ in anything, evaluated exactly.</summary>
public class LatticeComparisonTests
{
    private const int Pairs = 1_000;

    [Fact]
    public void CellsAreThoseThatAreSeenAtAllRows()
    {
        var random = new Random(20261127);
        var classes = new Dictionary<DifferenceClass, int>();
        for (var n = 0; n < Pairs;)
        {
            var text = LatticeDocuments.Make(random);
            var other = n % 4 == 0 ? LatticeDocuments.Make(random) : Mutation.Of(text, random, inLists: false) ?? text;
            if (Mutation.TryRead(text) is not { } old || Mutation.TryRead(other) is not { } @new
                || old.Decision.GetType() != @new.Decision.GetType())
                continue;
            n++;
            var difference = DocumentComparison.Compare(old, @new, new ComparisonOptions { Points = 0, SearchedCells = 0 });
            classes[difference.Class] = classes.GetValueOrDefault(difference.Class) + 1;
            Assert.Null(difference.Undecided);
            var (answers, scores) = Seen(old, @new);
            if (difference.Class > DifferenceClass.Arithmetic && answers.Count + scores.Count > 0)
            {
                Assert.Equal(answers, difference.Cells.Select(c => Key(c, old)).ToHashSet());
                Assert.Equal(scores, difference.ScoreCells.Select(c => (c.OldRule, c.NewRule)).ToHashSet());
            }
            else
            {
                Assert.Empty(answers);
                Assert.Empty(scores);
            }
        }

        // Each class occurs often enough to have been tried.
        Assert.All(
            new[] { DifferenceClass.Equal, DifferenceClass.Arithmetic, DifferenceClass.Scores, DifferenceClass.Decisions },
            c => Assert.True(classes.GetValueOrDefault(c) >= 20, $"{c}: {classes.GetValueOrDefault(c)}"));
    }

    private static (int Old, int New, string From, string To) Key(ChangedCell cell, RuleDocument document) =>
        document.Decision.IsClass ? (cell.OldRule, cell.NewRule, cell.OldAnswer, cell.NewAnswer) : (cell.OldRule, cell.NewRule, "", "");

    // Where answers differ, and where scores do, by the rules of all rows.
    private static (HashSet<(int, int, string, string)> Answers, HashSet<(int, int)> Scores) Seen(RuleDocument old, RuleDocument @new)
    {
        var (before, after) = (new ExactEvaluator(old, Reading.Written), new ExactEvaluator(@new, Reading.Written));
        var (answers, scores) = (new HashSet<(int, int, string, string)>(), new HashSet<(int, int)>());
        var names = old.Inputs.Concat(@new.Inputs).Select(i => i.Name).Distinct().ToArray();
        foreach (var row in Rows(names, old, @new))
        {
            var (o, n) = (before.Evaluate(Own(old, names, row)), after.Evaluate(Own(@new, names, row)));
            var (from, to) = (Label(old, o.Outputs), Label(@new, n.Outputs));
            var (oldRule, newRule) = (old.Rules[o.Rule].Id, @new.Rules[n.Rule].Id);
            var isScore = o.Outputs.Zip(n.Outputs, (x, y) => x != y).Any(different => different);
            if (from != to || (isScore && !old.Decision.IsClass))
                answers.Add((oldRule, newRule, from, to));
            if (isScore && old.Decision.IsClass)
                scores.Add((oldRule, newRule));
        }

        return (answers, scores);
    }

    private static double[] Own(RuleDocument document, string[] names, double[] row) =>
        document.Inputs.Select(i => row[Array.IndexOf(names, i.Name)]).ToArray();

    private static string Label(RuleDocument document, Rational[] outputs) => document.Decision.Match(
        _ => "",
        threshold => outputs[0] >= Rational.Parse(threshold.Bits[0].Threshold.Text) ? threshold.Bits[0].AtOrAbove : threshold.Bits[0].Below,
        argmax => argmax.Labels[Array.IndexOf(outputs, outputs.Max())]);

    private static IEnumerable<double[]> Rows(string[] names, RuleDocument old, RuleDocument @new)
    {
        var values = names.Select(name => new[] { old, @new }.SelectMany(d => d.Inputs.Where(i => i.Name == name)).SelectMany(i => i.Match(
            number => LatticeDocuments.Halves.Concat(number.Specials.Select(s => s.InRow)),
            category => category.Categories.Select((_, c) => (double)c))).Distinct().ToArray()).ToArray();
        return values.Aggregate(
            (IEnumerable<double[]>)[[]], (rows, some) => rows.SelectMany(row => some.Select(x => row.Append(x).ToArray())).ToArray());
    }
}
