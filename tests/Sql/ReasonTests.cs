using System;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Runtime.Tests.Proofs;
using RuleCompiler.Sql.Engines;
using RuleCompiler.Trainer.Export.Sql;
using Xunit;

namespace RuleCompiler.Sql;

/// <summary>Principal reasons in a statement are those of the evaluator, in the same order.</summary>
public class ReasonTests : EngineTests
{
    private const int AtMost = 3;

    private static int Rows =>
        int.TryParse(Environment.GetEnvironmentVariable("RULEC_SQL_ROWS"), CultureInfo.InvariantCulture, out var rows) ? rows : 1_000;

    [Theory]
    [InlineData("Banknote", "Conditions adjust each other, so that reasons have to be found step by step")]
    [InlineData("GeneSwitch", "Conditions adjust each other")]
    public void WhatOneStatementCannotDoIsRefused(string sample, string says) => Assert.StartsWith(
        says, Assert.Throws<RuleCompilerException>(() => Statement(Sample(sample), new DuckDb().Dialect, new SqlReasons(1))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void AReferenceIsFoundByItsName()
    {
        using var engine = new DuckDb();
        var document = Sample("GermanCredit");
        Compare(engine, document, document.References[1].Name);
        Assert.Contains("no reference 'nobody'", Assert.Throws<RuleCompilerException>(
            () => Statement(document, engine.Dialect, new SqlReasons(1) { Reference = "nobody" })).Message, StringComparison.Ordinal);
        Assert.Contains("names none by default", Assert.Throws<RuleCompilerException>(
            () => Statement(document with { References = EquatableArray<Reference>.Empty }, engine.Dialect, new SqlReasons(1))).Message,
            StringComparison.Ordinal);
    }

    private protected override void Holds(Engine engine)
    {
        var compared = new[] { "Adult", "GermanCredit", "Xor" }.Select(Sample).Append(RuleDocumentReader.Read(HingeDocuments.Loan))
            .Concat(StraightDocuments.Make(60)).Sum(document => Compare(engine, document, null));
        Assert.True(compared > 20 * Rows, $"{compared} rows with reasons");
    }

    /// <summary>How many rows have a reason.</summary>
    private static int Compare(Engine engine, RuleDocument document, string? reference)
    {
        string sql;
        try
        {
            sql = Statement(document, engine.Dialect, new SqlReasons(AtMost) { Reference = reference });
        }
        catch (RuleCompilerException e) when (engine.Dialect.AbortsOnUnderflow)
        {
            Assert.Matches("overflows|too small|cannot calculate with the numbers of this reference", e.Message);
            return 0;
        }

        var rows = new RandomRows(document, 3).Make(Rows, plain: 0.8);
        engine.Load(document.Inputs.Select(input => (input.Name, input.IsNumber)), rows);
        var evaluator = new RuleEvaluator(document);
        var readers = new ExpectedAnswers(document);
        var scores = document.Decision.ComparesOutputs ? 1 : document.Outputs.Count;
        var compared = 0;
        foreach (var (row, answer) in engine.Ask(sql))
        {
            if (answer["refused"] is not null)
            {
                Assert.All(answer.Where(a => a.Key.StartsWith("reason", StringComparison.Ordinal)), a => Assert.Null(a.Value));
                continue;
            }

            var values = readers.Values(Array.ConvertAll(rows[row], v => v is double number ? engine.Stored(number) : v));
            for (var score = 0; score < scores; score++)
            {
                var reasons = reference is null
                    ? evaluator.Reasons(values, score, AtMost) : evaluator.Reasons(values, reference, score, AtMost);
                var suffix = scores > 1 ? "_" + document.Outputs[score].Name : string.Empty;
                var seen = Enumerable.Range(1, AtMost)
                    .Select(n => (string?)answer["reason" + n.ToString(CultureInfo.InvariantCulture) + suffix])
                    .TakeWhile(code => code is not null);
                Assert.True(
                    reasons.Select(r => r.Code).SequenceEqual(seen),
                    $"{document.Name}, row {row}, score {score}: {string.Join(" ", reasons)} and not {string.Join(" ", seen)}: "
                        + string.Join("; ", rows[row]));
                compared += reasons.Count > 0 ? 1 : 0;
            }
        }

        return compared;
    }

    private static string Statement(RuleDocument document, SqlDialect dialect, SqlReasons reasons) =>
        SqlStatement.Of(document, dialect, Engine.Names, reasons);

    private static RuleDocument Sample(string name) => RuleDocumentReader.Read(
        File.ReadAllText(Path.Combine(SourceTree.Root, "samples", name, name + ".rules.json")));
}
