using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Tests.Support;
using RuleCompiler.Runtime.Tests.Documents;
using RuleCompiler.Runtime.Tests.Proofs;
using RuleCompiler.Sql;
using Xunit;
using SmallHinges = RuleCompiler.Runtime.Tests.Proofs.RandomHinges;
using WideHinges = RuleCompiler.Generator.Tests.Support.RandomHinges;

namespace RuleCompiler.Trainer.Tests.Export.Onnx;

/// <summary>Rules as an ONNX graph answer with the rules, labels and bits of the evaluator, in ONNX Runtime.</summary>
public class DifferentialTests
{
    /// <summary>Rows that are run alone as well.</summary>
    private const int Single = 20;

    private const int RandomDocumentsOfEachKind = 40;

    private static readonly string[] Samples = ["Adult", "Banknote", "GermanCredit", "GeneSwitch", "Xor"];

    private static int Rows =>
        int.TryParse(Environment.GetEnvironmentVariable("RULEC_ONNX_ROWS"), CultureInfo.InvariantCulture, out var rows) ? rows : 500;

    [Fact]
    public void SamplesAgree() => Agree(Samples.Select(sample => RuleDocumentReader.Read(
        File.ReadAllText(Path.Combine(SourceTree.Root, "samples", sample, sample + ".rules.json")))).Append(
        RuleDocumentReader.Read(HingeDocuments.Loan)));

    [Fact]
    public void DocumentsOfVersion1Agree() => Agree(Enumerable.Range(0, RandomDocumentsOfEachKind).Select(RandomDocuments.Make));

    [Fact]
    public void DocumentsOfSmallNumbersAgree() => Agree(Small().Take(RandomDocumentsOfEachKind));

    /// <summary>With special values at awkward places, curves, several outputs and all kinds of decisions.</summary>
    [Fact]
    public void DocumentsOfVersion2Agree() => Agree(Enumerable.Range(0, RandomDocumentsOfEachKind).Select(seed =>
        new WideHinges(new Random(seed)) { IsCoarse = seed % 2 == 0, HasAwkwardSpecials = seed % 3 > 0 }
            .Next("Random" + seed.ToString(CultureInfo.InvariantCulture), (Shape)(seed % 5), 1 + (seed % 4))));

    private static void Agree(IEnumerable<RuleDocument> documents)
    {
        var (compared, refused) = (0, 0);
        foreach (var document in documents)
        {
            var rows = new RandomRows(document, 7).Make(Rows, plain: 0.8);
            var answers = new RuntimeAnswers(document);
            foreach (var level in new[] { GraphOptimizationLevel.ORT_DISABLE_ALL, GraphOptimizationLevel.ORT_ENABLE_ALL })
            {
                using var model = new RuntimeModel(document, level);
                answers.Compare(rows, model.Run(rows));
                foreach (var row in rows.Take(Single))
                    answers.Compare([row], model.Run([row]));
            }

            (compared, refused) = (compared + answers.Compared, refused + answers.Refused);
        }

        Assert.True(compared > refused && refused > 0, $"{compared} {refused}");
    }

    // The reader refuses some, since a condition may be used nowhere.
    private static IEnumerable<RuleDocument> Small()
    {
        for (var seed = 0; ; seed++)
        {
            RuleDocument document;
            try
            {
                document = RuleDocumentReader.Read(SmallHinges.Make(new Random(seed)));
            }
            catch (RuleDocumentException)
            {
                continue;
            }

            yield return document;
        }
    }
}
