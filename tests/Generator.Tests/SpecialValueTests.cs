using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Tests.Support;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Tests;
using RuleCompiler.Trainer.Tests.Pipeline;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>
/// Special values, wherever they lie: the interpreter and every way of calling generated code agree to the last bit at them and right
/// beside them.
/// </summary>
public class SpecialValueTests
{
    private const int RowsPerDocument = 400;
    private const int TrainedTables = 6;

    // A NaN of arithmetic, one with the other sign, and ones with bits of their own.
    private static readonly double[] NaNs =
    [
        double.NaN, -double.NaN, BitConverter.Int64BitsToDouble(0x7FF0_0000_0000_0001),
        BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_BEEF),
    ];

    [Theory]
    [InlineData(Shape.Binary, false)]
    [InlineData(Shape.Bits, true)]
    [InlineData(Shape.Argmax, false)]
    [InlineData(Shape.Value, true)]
    [InlineData(Shape.Values, false)]
    public void RandomDocumentsAgree(Shape shape, bool isOldest)
    {
        var random = new Random(8000 + (int)shape);
        var documents = Enumerable.Range(0, 8).Select(d => new RandomHinges(random) { IsCoarse = d % 2 == 1, HasAwkwardSpecials = true }
            .Next("Model" + d, shape, d == 5 ? 20 : random.Next(1, 5))).ToArray();
        var met = Compare(documents, random, isOldest);
        Assert.All(
            new (string What, int Count)[]
            {
                ("with a number beside a weight", met.BesideWeights), ("with a number beside a curve", met.BesideCurves),
                ("without a number", met.Without), ("NaN", met.NaNs), ("at a point of a curve", met.AtPoints), ("refused", met.Refused),
            },
            m => Assert.True(m.Count > 10, $"Only {m.Count} special values were {m.What}."));
    }

    /// <summary>What the trainer writes of them, from tables with codes, gaps or both, inside the ranges and outside.</summary>
    [Fact]
    public void TrainedDocumentsAgree()
    {
        var documents = Enumerable.Range(1, TrainedTables).Select(seed =>
        {
            var (text, special, options) = SpecialTable.Of(seed);
            using var file = new CsvFile(text);
            var data = Dataset.Read(file.Path, null, CsvFile.Target("y") with { Special = special }, null, 1);
            var head = new DocumentHead($"Model{seed - 1}", "rulec test", EquatableArray<NamedText>.Empty);
            return TrainRun.Run(data, options, head, RunContext.None).Document;
        }).ToArray();
        var met = Compare(documents, new Random(9), isOldest: false);
        Assert.True(met.BesideWeights + met.BesideCurves > 100, $"Only {met.BesideWeights + met.BesideCurves} had numbers of their own.");
        Assert.True(met.NaNs > 20, $"Only {met.NaNs} were missing.");
    }

    private static Met Compare(IReadOnlyList<RuleDocument> documents, Random random, bool isOldest)
    {
        var met = new Met();
        var compiled = CompiledBatches.Of(documents, isOldest ? Generation.Oldest : Generation.Latest, isExplained: false);
        foreach (var (document, code) in documents.Zip(compiled))
        {
            var evaluator = new RuleEvaluator(document);
            var places = document.Inputs.Select((input, i) => input.Match(number => Places(document, number, i), _ => [])).ToArray();
            var rows = Enumerable.Range(0, RowsPerDocument).Select(_ => document.Inputs.Select((input, i) => input.Match(
                _ => places[i][random.Next(places[i].Length)],
                category => random.Next(category.Categories.Count))).ToArray()).ToArray();
            var accepted = rows.Where(r => CallAgreement.IsAccepted(evaluator, r)).ToArray();
            Assert.NotEmpty(accepted);
            CallAgreement.Check(evaluator, accepted, code);
            foreach (var row in rows.Except(accepted).Take(20))
            {
                Assert.All(Enum.GetValues<Call>(), call => Assert.NotNull(code.Ask(call, [row]).Refusal));
                met.Refused++;
            }

            foreach (var row in accepted)
                met.Count(document, row);
        }

        return met;
    }

    /// <summary>Special values, twice as often as the doubles beside them, points of curves, the ends of the range and beyond.</summary>
    private static double[] Places(RuleDocument document, NumberInput input, int position)
    {
        var specials = input.Specials.Where(s => s.Value is not null).Select(s => s.InRow).ToArray();
        var points = TermsOf(document).OfType<CurveTerm>().Where(t => t.Input == position).SelectMany(t => t.Curve.Points)
            .Select(p => p.X.Value).Distinct().Take(4);
        return
        [
            .. specials, .. specials, .. specials.Select(Math.BitDecrement), .. specials.Select(Math.BitIncrement), .. points,
            .. input.Specials.Any(s => s.Value is null) ? NaNs : [], input.Minimum.Value, input.Maximum.Value, 0.0, -0.0,
            input.Maximum.Value + input.Width, (input.Minimum.Value / 3) + (input.Maximum.Value / 1.7),
        ];
    }

    private static IEnumerable<Term> TermsOf(RuleDocument document) => document.Conditions.Select(c => c.Expression)
        .Concat(document.Common.OfType<Expression>()).Concat(document.Rules.SelectMany(r => r.Own.OfType<Expression>()))
        .SelectMany(e => e.Terms);

    /// <summary>How many special values of accepted rows were of which kind.</summary>
    private sealed class Met
    {
        public int BesideWeights { get; private set; }

        public int BesideCurves { get; private set; }

        public int Without { get; private set; }

        public int NaNs { get; private set; }

        public int AtPoints { get; private set; }

        public int Refused { get; set; }

        public void Count(RuleDocument document, double[] row)
        {
            NaNs += row.Count(double.IsNaN);
            foreach (var term in TermsOf(document))
            {
                var special = document.Inputs[term.Input].Match(number => number.FindSpecial(row[term.Input]), _ => -1);
                if (special < 0)
                    continue;
                var curve = term as CurveTerm;
                var own = curve?.Specials ?? (term as NumberTerm)!.Specials;
                if (own.All(s => s.Special != special))
                    Without++;
                else if (curve is null)
                    BesideWeights++;
                else
                    BesideCurves++;
                AtPoints += curve is not null && curve.Curve.Points.Any(p => p.X.Value.Equals(row[term.Input])) ? 1 : 0;
            }
        }
    }
}
