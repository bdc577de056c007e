using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Runtime.Tests.Documents;
using RuleCompiler.Runtime.Tests.Proofs;
using RuleCompiler.Sql.Engines;
using RuleCompiler.Trainer.Export.Sql;
using Xunit;

namespace RuleCompiler.Sql;

/// <summary>Rules as SQL answer with the rules, labels and bits of the evaluator, in real engines.</summary>
public class DifferentialTests : EngineTests
{
    private static readonly string[] Samples = ["Adult", "Banknote", "GermanCredit", "GeneSwitch", "Xor"];

    private static int Rows =>
        int.TryParse(Environment.GetEnvironmentVariable("RULEC_SQL_ROWS"), CultureInfo.InvariantCulture, out var rows) ? rows : 2_000;

    private protected override void Holds(Engine engine)
    {
        var (compared, refused, unable) = (0, 0, 0);
        foreach (var document in Documents())
        {
            string sql;
            try
            {
                sql = SqlStatement.Of(document, engine.Dialect, Names(document));
            }
            catch (RuleCompilerException e)
            {
                Assert.Matches("U\\+0000|overflows|too small|would be called", e.Message);
                unable++;
                continue;
            }

            var rows = new RandomRows(document, 7).Make(Rows, plain: 0.8);
            engine.Load(document.Inputs.Select((input, i) => (ColumnOf(input.Name, i), input.IsNumber)), rows);
            var expected = new ExpectedAnswers(document);
            var seen = 0;
            foreach (var (row, answer) in engine.Ask(sql))
            {
                seen++;
                var wanted = expected.Of(Array.ConvertAll(rows[row], v => v is double number ? engine.Stored(number) : v));
                if (wanted is null || answer["refused"] is not null)
                {
                    refused++;
                    Refused(engine, wanted, answer, rows[row]);
                }
                else
                {
                    compared++;
                    Compare(document, wanted, answer, rows[row]);
                }
            }

            Assert.Equal(rows.Length, seen);
        }

        Assert.True(compared > 20 * refused / 10, $"{compared} {refused}");
        Assert.True(unable < 30, $"{unable}");
    }

    private static void Refused(Engine engine, ExpectedAnswer? wanted, Dictionary<string, object?> answer, object?[] row)
    {
        var why = (string?)answer["refused"];
        if (wanted is not null && engine.Dialect.AbortsOnOverflow)
            Assert.Matches("is too (large|near to 0) for", why);
        else
            Assert.True(wanted is null && why is not null, $"{Shown(row)}: {why}");
        Assert.All(answer.Where(a => a.Key != "refused"), a => Assert.Null(a.Value));
    }

    private static void Compare(RuleDocument document, ExpectedAnswer wanted, Dictionary<string, object?> answer, object?[] row)
    {
        var at = Shown(row);
        Assert.True(wanted.Rule == Integer(answer["rule"]), $"{document.Name} {at}: rule {wanted.Rule}, not {answer["rule"]}");
        Assert.True(wanted.Outside == Integer(answer["outside"]),
            $"{document.Name} {at}: outside {wanted.Outside}, not {answer["outside"]}");
        for (var k = 0; k < wanted.Outputs.Length; k++)
        {
            var value = answer[ColumnOf(document.Outputs[k].Name, k)] is { } number
                ? Convert.ToDouble(number, CultureInfo.InvariantCulture) : double.NaN;
            Assert.True(
                BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(wanted.Outputs[k])
                    || (double.IsNaN(value) && double.IsNaN(wanted.Outputs[k])),
                FormattableString.Invariant($"{document.Name} {at}: output {k + 1} is {value:R} and not {wanted.Outputs[k]:R}"));
        }

        if (!document.Decision.IsClass)
            return;
        var labels = answer.Where(a => a.Key.StartsWith("label", StringComparison.Ordinal)).Select(a => (string?)a.Value).ToArray();
        Assert.True(wanted.Labels.SequenceEqual(labels), $"{document.Name} {at}: {string.Join(";", labels)}");
        if (wanted.Probabilities.Length == 0 || wanted.Outputs.Any(o => !double.IsFinite(o)))
            return;
        var probabilities = answer.Where(a => a.Key.StartsWith("probability", StringComparison.Ordinal))
            .Select(a => (double)a.Value!).ToArray();
        var right = wanted.Chosen is { } chosen ? [wanted.Probabilities[chosen]] : wanted.Probabilities;
        Assert.Equal(right.Length, probabilities.Length);
        for (var k = 0; k < right.Length; k++)
            Assert.InRange(probabilities[k] - right[k], -1e-14, 1e-14);
    }

    // No engine has names with U+0000, so that inputs and outputs are then called otherwise.
    private static SqlNames Names(RuleDocument document) => Engine.Names with
    {
        Columns = document.Inputs.Select((input, i) => new NamedText(input.Name, ColumnOf(input.Name, i))).ToEquatableArray(),
        Answers = document.Outputs.Select((output, k) => new NamedText(output.Name, ColumnOf(output.Name, k))).ToEquatableArray(),
    };

    private static string ColumnOf(string name, int position) => name.Contains('\0', StringComparison.Ordinal)
        ? name.Replace('\0', '0') + position.ToString(CultureInfo.InvariantCulture)
        : name;

    private static IEnumerable<RuleDocument> Documents()
    {
        foreach (var sample in Samples)
            yield return RuleDocumentReader.Read(
                File.ReadAllText(Path.Combine(SourceTree.Root, "samples", sample, sample + ".rules.json")));
        yield return RuleDocumentReader.Read(HingeDocuments.Loan);
        var made = 0;
        for (var seed = 0; made < 30; seed++)
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
            yield return document;
        }

        for (var seed = 0; seed < 30; seed++)
            yield return RandomDocuments.Make(seed);
    }

    private static int Integer(object? value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);

    private static string Shown(object?[] row) =>
        string.Join(", ",
            row.Select(v => v is double d ? d.ToString("R", CultureInfo.InvariantCulture)
                : v is null ? "NULL" : $"'{VisibleText.Of((string)v)}'"));
}
