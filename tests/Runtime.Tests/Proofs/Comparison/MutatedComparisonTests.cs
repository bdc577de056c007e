using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Proofs.Comparison;
using Xunit;
using Xunit.Abstractions;

namespace RuleCompiler.Runtime.Tests.Proofs.Comparison;

/// <summary>
/// Of documents that differ in one number, with curves, special values and adjustments, no class is less than what rows show that are
/// evaluated exactly. <c>RULEC_MUTATIONS=100000</c> tries more of them.
/// </summary>
public class MutatedComparisonTests(ITestOutputHelper output)
{
    private const int Usual = 400;
    private const int Rows = 20;

    [Fact]
    public void NoClassIsLessThanRowsShow()
    {
        var count = Environment.GetEnvironmentVariable("RULEC_MUTATIONS") is { Length: > 0 } asked
            ? int.Parse(asked, CultureInfo.InvariantCulture)
            : Usual;
        var random = new Random(1);
        var classes = new int[5];
        var (thin, cells) = (0, 0);
        for (var n = 0; n < count;)
        {
            var text = n % 2 == 0 ? RandomHinges.Make(random) : LatticeDocuments.Make(random);
            if (Mutation.TryRead(text) is not { } old || Mutation.Of(text, random, inLists: true) is not { } changed)
                continue;
            n++;
            var @new = VerifiedDocuments.Read(changed);
            var difference = DocumentComparison.Compare(old, @new, new ComparisonOptions { Points = 0, SearchedCells = 0 });
            classes[(int)difference.Class]++;
            Assert.True(difference.IsDecided, text + "\n" + changed);
            Assert.True(difference.Class != DifferenceClass.Equal, text + "\n" + changed);
            Assert.True(difference.Class >= Shown(old, @new, random), text + "\n" + changed);
            foreach (var cell in difference.Cells)
            {
                cells++;
                thin += cell.Witness.IsThin ? 1 : 0;
                if (!cell.Witness.IsThin)
                    Assert.True(IsShown(cell, old, @new), text + "\n" + changed);
            }
        }

        output.WriteLine(
            FormattableString.Invariant($"{count} pairs: {string.Join(", ", classes)} by class; {thin} of {cells} cells are thin."));
        Assert.All(new[] { DifferenceClass.Text, DifferenceClass.Arithmetic, DifferenceClass.Scores, DifferenceClass.Decisions }, c =>
            Assert.True(classes[(int)c] > 0, c.ToString()));
    }

    // By the names of inputs, as a person would try it.
    private static bool IsShown(ChangedCell cell, RuleDocument old, RuleDocument @new)
    {
        string Answer(RuleDocument document)
        {
            var evaluator = new RuleEvaluator(document);
            var values = cell.Witness.Values.Where(v => document.Inputs.Any(i => i.Name == v.Input))
                .ToDictionary(v => v.Input, v => v.Value);
            var outputs = evaluator.Evaluate(values).Outputs;
            return document.Decision.IsClass
                ? string.Join(", ", evaluator.LabelsFor(outputs))
                : string.Join(", ", outputs.Select(o => o.ToString("R", CultureInfo.InvariantCulture)));
        }

        return Answer(old) != Answer(@new);
    }

    private static DifferenceClass Shown(RuleDocument old, RuleDocument @new, Random random)
    {
        var (before, after) = (new ExactEvaluator(old, Reading.Written), new ExactEvaluator(@new, Reading.Written));
        var shown = DifferenceClass.Text;
        for (var n = 0; n < Rows; n++)
        {
            var row = HingeDocuments.Row(random, n % 2 == 0 ? old : @new);
            var (o, w) = (before.Evaluate(row), after.Evaluate(row));
            if (o.Outputs.Zip(w.Outputs, (x, y) => x != y).Any(different => different) && shown < DifferenceClass.Scores)
                shown = old.Decision.IsClass ? DifferenceClass.Scores : DifferenceClass.Decisions;
            if (Label(old, o.Outputs) != Label(@new, w.Outputs))
                return DifferenceClass.Decisions;
        }

        return shown;
    }

    private static string Label(RuleDocument document, Rational[] outputs) => document.Decision.Match(
        _ => string.Empty,
        threshold => outputs[0] >= Rational.Parse(threshold.Bits[0].Threshold.Text) ? "1" : "0",
        _ => Array.IndexOf(outputs, outputs.Max()).ToString(CultureInfo.InvariantCulture));
}
