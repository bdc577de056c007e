using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Runtime.Tests.Documents;
using RuleCompiler.Runtime.Tests.Proofs;

namespace RuleCompiler.Office;

/// <summary>What is written as workbooks: samples, examples and random documents of both versions, with hostile names.</summary>
internal static class Documents
{
    private const int RandomOnes = 25;

    private static readonly string[] SampleNames = ["Adult", "Banknote", "GermanCredit", "GeneSwitch", "Xor"];

    /// <summary>A name that is a formula, where something takes it for one.</summary>
    public static readonly string[] Hostile =
    [
        "=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://example.com\",\"a\")", "_x0041_", "a\"b'c<d>&e;,",
        "\u0001\u202E\uFFFE", "  blanks  ", "'quoted", "TRUE", "1e5", "#REF!", "{=1}", "\r\n",
    ];

    public static IEnumerable<RuleDocument> Samples => SampleNames.Select(Sample);

    public static RuleDocument Loan => RuleDocumentReader.Read(HingeDocuments.Loan);

    public static RuleDocument Sample(string name) =>
        RuleDocumentReader.Read(File.ReadAllText(Path.Combine(SourceTree.Root, "samples", name, name + ".rules.json")));

    public static IEnumerable<RuleDocument> All =>
    [
        .. Samples, Loan, RuleDocumentReader.Read(HingeDocuments.Curved), RuleDocumentReader.Read(HingeDocuments.Own), HostileNames,
        .. RandomWithReference, .. Enumerable.Range(0, RandomOnes).Select(RandomDocuments.Make),
    ];

    /// <summary>Documents of version 2, each with a reference, so that most have reasons.</summary>
    public static IEnumerable<RuleDocument> RandomWithReference
    {
        get
        {
            var made = 0;
            for (var seed = 0; made < RandomOnes; seed++)
            {
                RuleDocument document;
                try
                {
                    document = RuleDocumentReader.Read(RandomHinges.Make(new Random(seed)));
                }
                catch (RuleDocumentException)
                {
                    continue;
                }

                made++;
                var random = new Random(seed);
                yield return document with
                {
                    References = EquatableArray.Of(
                        new Reference("where we begin", document.Inputs.Select(i => Value(i, random)).ToEquatableArray(), true)),
                };
            }
        }
    }

    /// <summary>Every text that a document has is one that tries to break out.</summary>
    public static RuleDocument HostileNames
    {
        get
        {
            var category = new CategoryInput(Hostile[1], Hostile[2], Hostile.ToEquatableArray(), 4)
            { Title = Hostile[5], Reason = new Reason(Hostile[3], Hostile[5]) };
            var number = new NumberInput(Hostile[0], Hostile[0], Hostile[7], Number.From(-9), Number.From(9), null)
            {
                Title = Hostile[5],
                Specials = Hostile.Select((h, n) => new SpecialValue(Number.From(100 + n), h, false)).ToEquatableArray(),
                Reason = new Reason(Hostile[4], Hostile[6]),
            };
            var common = new Expression(Number.From(-1), EquatableArray.Of<Term>(
                new NumberTerm(0, Number.From(0.5)),
                new CategoryTerm(1, Hostile.Select((_, n) => new CategoryWeight(n, Number.From(n / 4.0))).ToEquatableArray())));
            var condition = new Condition(
                1, new Expression(Number.From(1), EquatableArray.Of<Term>(new NumberTerm(0, Number.From(1)))), null)
            { Name = Hostile[0] };
            return new RuleDocument(
                Hostile[5],
                Hostile[0],
                EquatableArray.Of<Input>(number, category),
                EquatableArray.Of(new Output(Hostile[4])),
                new ThresholdDecision(ScoreKind.Logit, EquatableArray.Of(new ThresholdBit(Number.Zero, Hostile[0], Hostile[3]))),
                EquatableArray.Of(condition),
                new Branch(0, new Leaf(0), new Leaf(1)),
                EquatableArray.Of(
                    new Rule(1, EquatableArray.Of<Expression?>([null]), EquatableArray<int>.Empty, null, null),
                    new Rule(2, EquatableArray.Of<Expression?>([null]), EquatableArray<int>.Empty, null, null)),
                null)
            {
                Version = 2,
                Common = EquatableArray.Of<Expression?>(
                    common with { Adjustments = EquatableArray.Of(new Adjustment(0, Number.From(0.25))) }),
                References = EquatableArray.Of(new Reference(
                    Hostile[3], EquatableArray.Of<InputValue>(new NumberValue(Number.From(2)), new CategoryValue(7)), true)),
            };
        }
    }

    private static InputValue Value(Input input, Random random) => input.Match<InputValue>(
        number => new NumberValue(Number.From(Math.Round(number.Minimum.Value + (random.NextDouble() * number.Width), 2))) is var value
            && number.FindSpecial(value.InRow) < 0 && number.Marks.All(m => m.Value != value.InRow)
            ? value
            : new NumberValue(Number.From(number.Minimum.Value + (number.Width / 3))),
        category => new CategoryValue(random.Next(category.Categories.Count)));
}
