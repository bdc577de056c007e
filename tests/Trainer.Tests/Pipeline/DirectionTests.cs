using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>
/// Directions that were asked for are held in training, claimed by the document and proved; and no other document is let pass.
/// </summary>
public class DirectionTests
{
    /// <summary>A scheduled run raises it: RULECOMPILER_DIRECTIONS=200.</summary>
    private static readonly int TableCount =
        int.TryParse(
            Environment.GetEnvironmentVariable("RULECOMPILER_DIRECTIONS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var count) ? count : 24;

    /// <summary>Of the first tables so many are trained without their directions too.</summary>
    private const int FreeTables = 12;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, TableCount)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void DirectionsAreClaimedAndProvedAndHoldAndNoOtherDocumentPasses(int seed)
    {
        var (_, _, options) = DirectedTable.Of(seed);
        var document = Train(seed, options);
        Assert.Equal(document, RuleDocumentReader.Read(RuleDocumentWriter.Write(document)));
        var directed = Directed(document, options);
        Assert.Equal(directed.Select(d => d.Input), Claimed(document));
        if (directed.Count == 0)
            return;

        var proof = ClaimOf(document);
        Assert.Equal(Verdict.Proven, proof.Verdict);
        Assert.Equal(directed.Count * document.Outputs.Count, proof.Statements.Count);
        foreach (var (input, sign) in directed)
        {
            Assert.False(WrongWay.IsFound(document, input, sign, new Random(seed)), $"{document.Inputs[input].Name} moves the wrong way.");
            AssertRefused(document, input, sign, seed);
        }
    }

    /// <summary>Directions that hold by themselves would show nothing.</summary>
    [Fact]
    public void ManyTruthsAreAgainstTheirDirections()
    {
        var against = Enumerable.Range(1, FreeTables).Count(seed =>
        {
            var (_, _, options) = DirectedTable.Of(seed);
            var free = Train(seed, options with { Increasing = EquatableArray<string>.Empty, Decreasing = EquatableArray<string>.Empty });
            return Directed(free, options).Any(d => WrongWay.IsFound(free, d.Input, d.Sign, new Random(seed)));
        });
        Assert.InRange(against, FreeTables / 3, FreeTables);
    }

    [Theory]
    [InlineData("class", "x", "of several classes")]
    [InlineData("y", "class", "is a category, which has no order")]
    [InlineData("y", "z", "is no input of the rules")]
    public void WhatHasNoDirectionIsRefused(string target, string input, string says)
    {
        var error = Assert.Throws<InputFileException>(
            () => Trained.OfText(Tables.Classes, new TrainingOptions { Increasing = EquatableArray.Of(input) }, target));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    /// <summary>One number at a time is changed, and each change that rows show to be wrong has to be found wrong.</summary>
    private static void AssertRefused(RuleDocument document, int input, int sign, int seed)
    {
        var planted = WrongWay.Plants(document, input, sign).Where(d => WrongWay.IsFound(d, input, sign, new Random(seed))).ToArray();
        Assert.NotEmpty(planted);
        foreach (var wrong in planted)
        {
            var claim = ClaimOf(wrong);
            Assert.Equal(Verdict.Refuted, claim.Verdict);
            Assert.Contains(
                claim.Findings, f => f.Text.Contains($"where {document.Inputs[input].Name} alone rises", StringComparison.Ordinal));
        }
    }

    private static RuleDocument Train(int seed, TrainingOptions options)
    {
        var (text, targets, _) = DirectedTable.Of(seed);
        return Trained.OfText(text, options, targets).Document;
    }

    private static List<(int Input, int Sign)> Directed(RuleDocument document, TrainingOptions options) =>
        Enumerable.Range(0, document.Inputs.Count)
            .Select(i => (Position: i, document.Inputs[i].Name))
            .Select(i => (i.Position, options.Increasing.Contains(i.Name) ? 1 : options.Decreasing.Contains(i.Name) ? -1 : 0))
            .Where(d => d.Item2 != 0).ToList();

    private static IEnumerable<int> Claimed(RuleDocument document) => Enumerable.Range(0, document.Inputs.Count)
        .Where(i => document.Inputs[i].Directions.Any(d => d != Direction.Unclaimed));

    private static Claim ClaimOf(RuleDocument document) =>
        DocumentVerifier.Verify(document, ProvenDocument.Limit).Claims.Single(c => c.Kind == ClaimKind.Directions);
}
