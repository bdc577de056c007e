using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Recourses;
using RuleCompiler.Runtime.Tests.Policies;
using RuleCompiler.Runtime.Tests.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Recourses;

/// <summary>A solver that others wrote, z3, says the same of the cost of changes, of documents too large to try everything.</summary>
public class RecourseSolverTests
{
    private const int Cases = 300;

    [Fact]
    [Trait("Category", "Solver")]
    public void SolverAgreesOnTheCost()
    {
        var questions = new List<(string Told, string Expected, string Text)>();
        var (found, none) = (0, 0);
        for (var seed = 1; found + none < Cases; seed++)
        {
            var random = new Random(seed);
            if (PolicyPropertyTests.Read(RandomHinges.Make(random, random.Next(4, 8))) is not { } read)
                continue;
            var document = OffTheBorders(read, random);
            var text = RuleDocumentWriter.Write(document);
            document = RuleDocumentReader.Read(text);
            if (document.Inputs.All(i => i.Actionable is null or Actionable.No))
                continue;
            var row = document.Inputs.Select(
                i => i.Match(
                    n => random.Next(8) == 0 && n.Specials.Count > 0 ? -9 : random.Next(0, 15) * 0.25,
                    c => random.Next(c.Categories.Count))).ToArray();
            var costs = document.Inputs.Select(_ => (long)random.Next(1, 50)).ToArray();
            var options = document.Inputs.Select((input, i) => (input.Name, Cost: costs[i])).Aggregate(
                RecourseOptions.Default.WithMostChanges(random.Next(1, 5)), (o, c) => o.WithCost(c.Name, c.Cost));
            var answer = new RecourseFinder(document).Find(row, options);
            Assert.NotEqual(RecourseStatus.Undecided, answer.Status);
            Assert.True(new RecourseChecker(document).Check(answer.Certificate, row, options).Holds);
            var evaluator = new RuleEvaluator(document);
            var isYes = evaluator.Classify(evaluator.Evaluate(row).Outputs) == 0;
            var told = $"seed {seed}: {answer.Status} {answer.Cost} {string.Join(' ', row)}\n{answer.Certificate}\n{text}";
            void Ask(long? atMost, string expected) => questions.Add(
                (told, expected, SmtText.OfChange(text, row, isYes, options.MostChanges, costs, atMost)));
            if (answer.Status == RecourseStatus.None)
            {
                none++;
                Ask(null, "unsat");
                continue;
            }

            found++;
            Ask(answer.Cost, "sat");
            Ask(answer.Cost - 1, "unsat");
        }

        var answers = SolverTests.Solve(string.Join("(reset)\n", questions.Select(q => q.Text)));
        Assert.Equal(questions.Count, answers.Length);
        Assert.All(questions.Zip(answers), q => Assert.True(q.Second == q.First.Expected, $"{q.Second} {q.First.Told}"));
        Assert.True(found > Cases / 3 && none > Cases / 20, $"{found} found, {none} without");
    }

    // Sums of small numbers are never exactly 0, so that rounding decides nothing; and inputs can change.
    private static RuleDocument OffTheBorders(RuleDocument document, Random random) => document with
    {
        Inputs = document.Inputs.Select(input => input.Match<Input>(
            number => number with
            {
                Actionable = (Actionable)random.Next(4),
                Step = Number.From(random.Next(2) == 0 ? 0.25 : 0.1),
            },
            category => category with
            {
                Order = EquatableArray<int>.Empty,
                Actionable = Actionable.Both,
                Directions = EquatableArray<Direction>.Empty,
            })).ToEquatableArray(),
        Conditions = document.Conditions.Select(c => c with
        {
            Expression = c.Expression with { Bias = Number.From(c.Expression.Bias.Value + 0.0137) },
        }).ToEquatableArray(),
        Common = document.Common.Select(c => c is null ? null : c with { Bias = Number.From(c.Bias.Value + 0.00371) }).ToEquatableArray(),
    };
}
