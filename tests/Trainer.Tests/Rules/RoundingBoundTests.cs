using System;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;
using RuleCompiler.Runtime.Tests.Proofs;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Rules;

/// <summary>What is computed in doubles is as near to what the written digits mean, exactly, as the bound says.</summary>
public sealed class RoundingBoundTests
{
    private const int Rows = 200;

    [Theory]
    [MemberData(nameof(VerifiedDocuments.Samples), MemberType = typeof(VerifiedDocuments))]
    public void DoublesOfTheSamplesAreWithinTheBound(string file) => Hold(VerifiedDocuments.Read(File.ReadAllText(file)), new Random(7));

    [Theory]
    [InlineData(HingeDocuments.Loan)]
    [InlineData(HingeDocuments.Curved)]
    [InlineData(HingeDocuments.Own)]
    public void DoublesOfCurvesAndSpecialValuesAreWithinTheBound(string text) => Hold(VerifiedDocuments.Read(text), new Random(8));

    [Fact]
    public void DoublesOfRandomDocumentsAreWithinTheBound()
    {
        var (random, held) = (new Random(9), 0);
        for (var n = 0; n < 400; n++)
        {
            RuleDocument document;
            try
            {
                document = RuleDocumentReader.Read(RandomHinges.Make(random));
            }
            catch (RuleDocumentException)
            {
                continue;
            }

            Hold(document, random);
            held++;
        }

        Assert.True(held > 100, $"{held} documents");
    }

    private static void Hold(RuleDocument document, Random random)
    {
        var (evaluator, exact, bound) = (
            new RuleEvaluator(document), new ExactEvaluator(document, Reading.Written), new RoundingBound(document));
        for (var r = 0; r < Rows; r++)
        {
            var row = HingeDocuments.Row(random, document);
            // The bound holds inside the ranges, and a rounded quantity may be outside.
            if (document.Inputs.Where((input, i) => input.Match(n => n.FindSpecial(row[i]) < 0 && !n.IsInRange(row[i]), _ => false)).Any())
                continue;
            var (computed, meant) = (evaluator.Evaluate(row), exact.Evaluate(row));
            // On a border doubles may say that the row is on the other side.
            if (computed.RuleIndex != meant.Rule)
                continue;
            for (var k = 0; k < document.Outputs.Count; k++)
            {
                var error = (Rational.From(computed.Outputs[k]) - meant.Outputs[k]).ToDouble();
                var most = bound.Of(meant.Rule, k);
                Assert.True(
                    Math.Abs(error) <= most,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{document.Name}, {string.Join(" ", row)}: {Math.Abs(error):R} is above {most:R}"));
            }
        }
    }
}
