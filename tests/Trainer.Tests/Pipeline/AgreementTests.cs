using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>Rules that are not rounded are the trained hinge form itself, everywhere in the ranges and on every boundary.</summary>
public class AgreementTests
{
    private const int RandomRows = 100_000;
    private const int BoundaryRows = 500;

    /// <summary>The digits that are asked for where rounding shall not matter; more than 15 are not written.</summary>
    private const int ManyDigits = 13;

    /// <summary>
    /// Relative to the largest output: each coefficient is off by at most 1e-13 of the largest effect, a handful of them add up, and both
    /// sides round their sums. A rule that fires on the wrong side of a boundary by so little answers within the same, since the function
    /// is continuous.
    /// </summary>
    private const double Tolerance = 1e-10;

    [Fact]
    public void InterpreterAndHingeFormAgreeAfterTheNote()
    {
        var options = Trained.NoteOptions;
        var data = Dataset.Read(Tables.Xor, null, CsvFile.Target("out1", "out2", "out3"), null, 1);
        var problem = new LearningProblem(data, fitsSquares: true, EquatableArray<ClassWeight>.Empty);
        var training = new NoteTraining(problem, options);
        var result = training.Run(options, RunContext.None);
        Assert.True(result.Learned);
        Check(problem, CurveEncoding.Without(data.Features), training.ToHingeForm(result.Settled));
    }

    [Theory]
    [InlineData("banknote")]
    [InlineData("mixed")]
    [InlineData("regression")]
    [InlineData("classes")]
    public void InterpreterAndHingeFormAgreeAtEveryStopOfTheCollapse(string table)
    {
        var problem = new LearningProblem(Trained.Named(table).Data, fitsSquares: false, EquatableArray<ClassWeight>.Empty);
        var options = new TrainingOptions { Hidden = EquatableArray.Of(6, 6) };
        var search = new CurveSearch(problem, ModelPrice.OfLearned, options, RunContext.None, new Dictionary<int, int>());
        var first = search.Run(search.Straight());
        var training = new AutoTraining(problem, first, options, RunContext.None);
        var starts = training.RunStarts();
        var candidates = training.Tune(starts, starts[0], 3);
        Assert.True(candidates.Count > 2);
        foreach (var candidate in candidates)
            Check(problem, first.Problem.Encoding, candidate.Form);
    }

    private static void Check(LearningProblem problem, CurveEncoding encoding, HingeForm form)
    {
        var data = problem.Data;
        var tree = RegionEnumerator.Enumerate(form.OnFirst(data.Features.Features), data.Features.Box.ToInputBox()).Tree!;
        var document = new RuleSystemBuilder(data, encoding, problem.Decision, form, tree, maxRules: 1000)
            .Build(ManyDigits, "Exact", string.Empty)!;
        Assert.Equal(tree.Regions.Count(), document.Rules.Count);
        var evaluator = new RuleEvaluator(document);
        // Rules ask only for what they use.
        var names = data.Features.Inputs.Select(i => i.Name).ToList();
        var asked = document.Inputs.Select(i => names.IndexOf(i.Name)).ToArray();
        var random = new Random(1);
        var fired = new bool[document.Rules.Count];
        var scale = 0.0;
        var worst = 0.0;
        void Compare(double[] point)
        {
            var outcome = evaluator.Evaluate(asked.Select(i => point[i]).ToArray());
            var outputs = new double[form.Outputs];
            form.Evaluate(CurvePoints.Encode(encoding, point), outputs);
            for (var k = 0; k < outputs.Length; k++)
            {
                var expected = data.Targets.ToOriginalUnits(k, [], outputs[k]).Bias;
                scale = Math.Max(scale, Math.Abs(expected));
                worst = Math.Max(worst, Math.Abs(expected - outcome.Outputs[k]));
            }

            fired[outcome.RuleIndex] = true;
        }

        foreach (var region in tree.Regions)
            Compare(data.Features.DecodePoint(region.Witness));
        for (var i = 0; i < RandomRows; i++)
            Compare(Point(random, data.Features.Inputs));
        var boundary = 0;
        for (var c = 0; c < document.Conditions.Count; c++)
        {
            for (var i = 0; i < BoundaryRows; i++)
            {
                var whole = Point(random, data.Features.Inputs);
                if (OnBoundary(document, evaluator, c, asked.Select(a => whole[a]).ToArray()) is not { } point)
                    continue;
                for (var a = 0; a < asked.Length; a++)
                    whole[asked[a]] = point[a];
                Compare(whole);
                boundary++;
            }
        }

        Assert.True(worst <= Tolerance * scale, $"{worst:R} apart, where outputs go up to {scale:R}");
        Assert.True(document.Conditions.Count == 0 || boundary > 0);
        Assert.All(fired, Assert.True);
    }

    private static double[] Point(Random random, EquatableArray<Input> inputs) => inputs.Select(i => i is NumberInput number
        ? number.Minimum.Value + (random.NextDouble() * (number.Maximum.Value - number.Minimum.Value))
        : (double)random.Next(((CategoryInput)i).Categories.Count)).ToArray();

    /// <summary>Moves a point onto the plane of a condition, along the number that moves it most.</summary>
    private static double[]? OnBoundary(RuleDocument document, RuleEvaluator evaluator, int condition, double[] point)
    {
        var steepest = document.Conditions[condition].Expression.Terms.OfType<NumberTerm>()
            .MaxBy(t => Math.Abs(t.Weight.Value)
            * (((NumberInput)document.Inputs[t.Input]).Maximum.Value - ((NumberInput)document.Inputs[t.Input]).Minimum.Value));
        if (steepest is null)
            return null;
        var moved = (double[])point.Clone();
        moved[steepest.Input] -= evaluator.EvaluateCondition(condition, point) / steepest.Weight.Value;
        // Outside the box the rules go on as they are, and a region that starts there is none of theirs.
        var range = (NumberInput)document.Inputs[steepest.Input];
        return moved[steepest.Input] >= range.Minimum.Value && moved[steepest.Input] <= range.Maximum.Value ? moved : null;
    }
}
