using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Tests.Support;
using RuleCompiler.Tool;
using RuleCompiler.Tool.Shared;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>
/// The same file of rows, answered by <c>rulec predict</c> and by generated code whose caller reads the cells as a .NET developer does: a
/// number by <c>double.TryParse</c>, NaN where it is none, and a category by the generated <c>TryParse</c>. Every way of calling and the
/// interpreter give the same rule and the same bits, or refuse the same rows.
/// </summary>
public sealed class CsvAgreementTests : IDisposable
{
    private const int Rows = 600;

    private readonly string _folder = Directory.CreateTempSubdirectory("csv-agreement-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("-9", "-8")]
    [InlineData("-9.0", "+8e0", "unknown")]
    [InlineData("age=-9", "pay=0", "job=none", "grade=-1")]
    [InlineData("-9,5", "code=77", "n.v.")]
    public void RecordedMarksAreReadByAll(params string[] marks) => AssertAgree(Text(string.Join("\\n", marks)), marks);

    [Fact]
    public void DeclaredMarksAreReadByAll() =>
        AssertAgree(Text("-9\\n-8").Replace(
            "\"missing\": 31", "\"missing\": { \"value\": 31, \"marks\": [-9, -8.0, 1e300] }", StringComparison.Ordinal)
            .Replace("\"range\": [0, 5000]", "\"range\": [0, 5000], \"missing\": { \"marks\": [0] }", StringComparison.Ordinal),
            ["-9", "-8", "0", "1e300"]);

    [Fact]
    public void MarksThatAreTakenBackAreNumbersToAll() =>
        AssertAgree(
            Text("-9").Replace("\"missing\": 31", "\"missing\": { \"value\": 31, \"marks\": [] }", StringComparison.Ordinal), ["-9"]);

    [Fact]
    public void RulesWithoutMarksAgreeOnEmptyAndUnknownCells() => AssertAgree(Text(null), []);

    [Fact]
    public void TrainedRulesAgree()
    {
        var random = new Random(11);
        var data = Path.Combine(_folder, "train.csv");
        var lines = Enumerable.Range(0, 300).Select(_ =>
        {
            var (age, pay) = (random.Next(18, 80), random.Next(100, 5000));
            var hidden = random.Next(8);
            return $"{(hidden == 0 ? "-9" : age)},{(hidden == 1 ? "-8" : pay)},{(hidden == 2 ? "-9" : hidden == 3 ? "" : "abc"[random.Next(3)])},{random.Next(1, 4)},{(age * 50 > pay ? "yes" : "no")}";
        });
        File.WriteAllText(data, "age,pay,job,grade,good\n" + string.Join("\n", lines) + "\n");
        var document = Path.Combine(_folder, "trained.rules.json");
        Run(
            "train",
            data,
            "--target",
            "good",
            "--model",
            "tree",
            "--missing",
            "-9",
            "--missing",
            "pay=-8",
            "--category",
            "grade",
            "--max-rules",
            "6",
            "-o",
            document);
        var text = File.ReadAllText(document);
        Assert.Contains("\"marks\": [ -9, -8 ]", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Generation.Of(text).Diagnostics, d => d.Id == "RC0016");
        AssertAgree(text, ["-9", "-8"]);
    }

    private void AssertAgree(string text, string[] marks)
    {
        var document = RuleDocumentReader.Read(text);
        var cells = Cells(document, marks);
        var path = Path.Combine(_folder, "model.rules.json");
        var table = Path.Combine(_folder, "rows.csv");
        var answers = Path.Combine(_folder, "answers.csv");
        File.WriteAllText(path, text);
        File.WriteAllLines(table, cells.Select(c => string.Join(",", c)).Prepend(string.Join(",", document.Inputs.Select(i => i.Name))));
        Run("predict", path, table, "--details", "-o", answers);
        var predicted = File.ReadAllLines(answers).Skip(1).Select(Predicted).ToArray();
        Assert.Equal(cells.Length, predicted.Length);

        var code = Compiled(text, document);
        var evaluator = new RuleEvaluator(document);
        for (var r = 0; r < cells.Length; r++)
        {
            var row = string.Join(",", cells[r]);
            Assert.True(
                predicted[r] == Interpreted(evaluator, cells[r]),
                $"{row}: predict {predicted[r]}, interpreter {Interpreted(evaluator, cells[r])}");
            Assert.True(predicted[r] == code.One(cells[r]), $"{row}: predict {predicted[r]}, code {code.One(cells[r])}");
        }

        // Lanes of rows side by side, with what is replaced among them.
        var accepted = cells.Where((_, r) => predicted[r] is not null).ToArray();
        Assert.True(accepted.Length > Rows / 4, $"Only {accepted.Length} rows were answered.");
        Assert.True(predicted.Distinct().Count() > 2);
        var expected = predicted.Where(p => p is not null).ToArray();
        Assert.Equal(expected, code.Rows(accepted));
        Assert.Equal(expected, code.Columns(accepted));
    }

    private static string[][] Cells(RuleDocument document, string[] marks)
    {
        var random = new Random(7);
        string[] spelled = [.. marks.Select(m => m[(m.IndexOf('=', StringComparison.Ordinal) + 1)..]), "-9", "-9.0", "-9e0", "-8.00", "0", "-0", "-9.5", "77", "8"];
        string[] empty = ["", "NA", "?", "null"];
        return Enumerable.Range(0, Rows).Select(_ => document.Inputs.Select(input => (random.Next(10), input) switch
        {
            (0, NumberInput) => Plain(spelled[random.Next(spelled.Length)]),
            (0, _) => spelled[random.Next(spelled.Length)].Replace(',', '.'),
            (1, _) => empty[random.Next(empty.Length)],
            (2, CategoryInput) => ((string[])["zzz", "Nurse", "3.0", "2.00", "1e0", " nurse", "-1.0", "none"])[random.Next(8)],
            (_, CategoryInput category) => category.Categories[random.Next(category.Categories.Count)],
            _ => (random.Next(-20, 6000) * 0.5).ToString(CultureInfo.InvariantCulture),
        }).ToArray()).ToArray();

        // A text that is no mark of the column is refused by predict, and a caller has to say what it is.
        string Plain(string mark) => double.TryParse(mark, NumberStyles.Float, CultureInfo.InvariantCulture, out var _) ? mark : "";
    }

    private static string? Predicted(string line)
    {
        var fields = line.Split(',');
        return fields[1].Length == 0 ? null : fields[1] + ":" + Bits(double.Parse(fields[2], CultureInfo.InvariantCulture));
    }

    private static string? Interpreted(RuleEvaluator evaluator, string[] cells)
    {
        var row = evaluator.Document.Inputs
            .Select((input, i) => input is CategoryInput category ? new CategoryTexts(category).Find(cells[i].Trim())
            : double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN).ToArray();
        try
        {
            var outcome = evaluator.Evaluate(row);
            return evaluator.Document.Rules[outcome.RuleIndex].Id.ToString(CultureInfo.InvariantCulture) + ":" + Bits(outcome.Outputs[0]);
        }
        catch (InputRefusedException)
        {
            return null;
        }
    }

    private static string Bits(double value) => BitConverter.DoubleToInt64Bits(value).ToString("x", CultureInfo.InvariantCulture);

    private static void Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = Program.Run(args, new Streams(output, error));
        Assert.True(code == ExitCode.Done, error.ToString());
    }

    /// <summary>A document in the form of older versions: the provenance records the marks.</summary>
    private static string Text(string? recorded) =>
        """
        {
          "version": 1,
          "name": "Loan",
          "inputs": [
            { "name": "age", "range": [18, 80], "missing": 31 },
            { "name": "pay", "range": [0, 5000] },
            { "name": "debt", "range": [-5, 900], "missing": -0.5 },
            { "name": "job", "categories": ["(missing)", "nurse", "clerk", "none"], "other": "clerk" },
            { "name": "grade", "categories": ["1", "2", "3"], "other": "2" },
            { "name": "code", "categories": ["x", "77", "?"] }
          ],
          "outputs": [ { "name": "paid" } ],
          "decision": { "kind": "threshold", "thresholds": [ { "threshold": 0, "below": "no", "atOrAbove": "yes" } ] },
          "conditions": [ { "id": 1, "expression": { "bias": -40, "weights": { "age": 1, "debt": 0.1, "job": { "nurse": -9 } } } } ],
          "tree": { "condition": 1, "negative": { "rule": 1 }, "positive": { "rule": 2 } },
          "rules": [
            { "id": 1, "expressions": [ { "bias": -3, "weights": { "age": 0.07, "pay": 0.001, "job": { "(missing)": 0.3, "clerk": -0.1, "none": 5 }, "code": { "77": 1.1, "?": 2.2 } } } ] },
            { "id": 2, "expressions": [ { "bias": 0.5, "weights": { "debt": -0.013, "pay": 0.002, "grade": { "1": 0.1, "2": 0.2, "3": 0.3 } } } ] }
          ],
          "provenance": { "tool": "rulec 0.1.0"RECORDED }
        }
        """.Replace("RECORDED", recorded is null ? string.Empty : ", \"options\": { \"missing\": \"" + recorded + "\" }", StringComparison.Ordinal);

    private static Code Compiled(string text, RuleDocument document)
    {
        var generation = Generation.Of(text);
        Assert.Empty(generation.Errors);
        var names = new DocumentNames(document);
        var model = names.Class;
        var columns = string.Join(", ", names.Inputs.Select((_, i) => $"c{i}"));
        var caller = CompiledRules.Emit(generation.Sources, string.Join("\n", (string[])
        [
            "#pragma warning disable CS1591",
            "using System.Globalization;",
            "namespace Example.App {",
            $"public static partial class {model} {{ }}",
            "public static class CsvCaller {",
            "static double Number(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double "
                + "value) ? value : double.NaN;",
            $"static {model}.Input Parse(string[] cells) {{",
            .. names.Inputs.Select(
                (input, i) =>
                    input.Type == "double"
                        ? $"double v{i} = Number(cells[{i}]);"
                        : $"{model}.TryParse(cells[{i}].Trim(), out {model}.{input.Type} v{i});"),
            $"return new {model}.Input({string.Join(", ", names.Inputs.Select((_, i) => $"v{i}"))}); }}",
            "static string Text(int rule, double output) => rule.ToString(CultureInfo.InvariantCulture) + \":\" + "
                + "System.BitConverter.DoubleToInt64Bits(output).ToString(\"x\", CultureInfo.InvariantCulture);",
            "static string[] Texts(int[] rules, double[] outputs) { var texts = new string[rules.Length]; for (int r = 0; r < "
                + "texts.Length; r++) texts[r] = Text(rules[r], outputs[r]); return texts; }",
            "public static string One(string[] cells) {",
            $"var input = Parse(cells); try {{ string text = Text({model}.Rule(input), {model}.Score(input));",
            $"if (text != Text({model}.Rule({string.Join(", ", names.Inputs.Select(i => "input." + i.Property))}), "
                + $"{model}.Score({string.Join(", ", names.Inputs.Select(i => "input." + i.Property))}))) throw new "
                + "System.InvalidOperationException();",
            $"if (text != Text({model}.Explain(input).Rule, {model}.Explain(input).Outputs[0].Value)) throw new "
                + "System.InvalidOperationException();",
            "return text; } catch (System.ArgumentException) { return string.Empty; } }",
            "public static string[] Rows(string[][] rows) {",
            "var inputs = System.Array.ConvertAll(rows, Parse); var rules = new int[rows.Length]; var scores = new double[rows.Length]; "
                + $"{model}.Rule(inputs, rules); {model}.Score(inputs, scores);",
            "return Texts(rules, scores); }",
            "public static string[] Columns(string[][] rows) {",
            "var inputs = System.Array.ConvertAll(rows, Parse); var rules = new int[rows.Length]; var scores = new double[rows.Length];",
            .. names.Inputs.Select((input, i) => $"var c{i} = System.Array.ConvertAll(inputs, r => r.{input.Property});"),
            $"{model}.Rule({columns}, rules); {model}.Score({columns}, scores);",
            "return Texts(rules, scores); } } }",
        ]), Generation.Latest).GetType("Example.App.CsvCaller")!;
        return new Code(
            caller.GetMethod("One")!.CreateDelegate<Func<string[], string>>(),
            caller.GetMethod("Rows")!.CreateDelegate<Func<string[][], string[]>>(),
            caller.GetMethod("Columns")!.CreateDelegate<Func<string[][], string[]>>());
    }

    private sealed class Code(Func<string[], string> one, Func<string[][], string[]> rows, Func<string[][], string[]> columns)
    {
        public string? One(string[] cells) => one(cells) is { Length: > 0 } answer ? answer : null;

        public IEnumerable<string> Rows(string[][] cells) => rows(cells);

        public IEnumerable<string> Columns(string[][] cells) => columns(cells);
    }
}
