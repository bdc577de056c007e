using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Export.Workbook;
using Xunit;

namespace RuleCompiler.Office;

/// <summary>Workbooks as files: what Office takes, what is said without calculating, and what texts of a document stay.</summary>
public partial class WorkbookTests
{
    [Fact]
    public void OfficeTakesThem()
    {
        foreach (var document in Documents.All)
        {
            if (TryWrite(document, null) is not { } file)
                continue;
            using var stream = new MemoryStream(file);
            using var book = SpreadsheetDocument.Open(stream, isEditable: false);
            var errors = new OpenXmlValidator(FileFormatVersions.Office2019).Validate(book).ToArray();
            Assert.True(
                errors.Length == 0,
                document.Name + ": " + string.Join("\n", errors.Take(3).Select(e => $"{e.Path?.XPath} {e.Description}")));
            Assert.Equal(["Rules", "Curves and values", "Try it", "Check", "Steps"], Cells.Of(file).Sheets);
        }
    }

    [Fact]
    public void TheSameRulesAreTheSameBytes()
    {
        var document = Documents.Sample("Adult");
        Assert.Equal(Write(document), Write(document));
        using var archive = new ZipArchive(new MemoryStream(Write(document)));
        Assert.All(archive.Entries, e => Assert.Equal(1980, e.LastWriteTime.Year));
    }

    /// <summary>A reader that does not calculate sees the answers of the evaluator, and that all rows agree.</summary>
    [Fact]
    public void ValuesOfTheFileAreTheAnswers()
    {
        var (written, refused, reasoned) = (0, 0, 0);
        foreach (var document in Documents.All)
        {
            var rows = new UsualRows(document);
            foreach (var row in StartRows.Of(document, 6))
            {
                if (TryWrite(document, row) is not { } file)
                {
                    refused++;
                    break;
                }

                written++;
                var cells = Cells.Of(file);
                AllAgree(cells);
                if (Answers.IsTooLarge(cells))
                    continue;
                reasoned += RuleWorkbook.WhyNoReasons(document) is null ? 1 : 0;
                Answers.Hold(document, row, cells);
            }
        }

        Assert.True(written > 200 && refused < 20 && reasoned > 60, $"{written} {refused} {reasoned}");
    }

    [Fact]
    public void EachRuleIsTriedWhereItIsFound()
    {
        foreach (var document in Documents.Samples.Append(Documents.Loan))
        {
            var cells = Cells.Of(Write(document));
            var tried = cells.Values.Where(v => v.Key.Sheet == "Check" && v.Key.Address.StartsWith('B'))
                .Select(v => v.Value as string).ToHashSet();
            Assert.All(document.Rules, r => Assert.Contains(FormattableString.Invariant($"rule {r.Id}"), tried));
        }
    }

    [Fact]
    public void NoTextOfADocumentIsPartOfAFormula()
    {
        var cells = Cells.Of(Write(Documents.HostileNames));
        // What formulas are made of: functions and cells, whole numbers, and texts of ours.
        Assert.All(cells.Formulas, f => Assert.Matches(Ours(), f.Value));
        foreach (var text in Documents.Hostile)
        {
            var shown = CellText.Of(text);
            Assert.True(
                cells.Values.Any(v => v.Value is string s && s == shown && !cells.Formulas.ContainsKey(v.Key)),
                $"There is no text {shown}.");
        }

        Assert.All(cells.Formulas, f => Assert.True(f.Value.Length < 8_192));
    }

    [Fact]
    public void TextsThatCellsCannotHoldAreCutAndSay()
    {
        var text = CellText.Of(new string('x', 40_000));
        Assert.InRange(text.Length, 32_000, 32_767);
        Assert.EndsWith("(cut here: a cell holds no more)", text, StringComparison.Ordinal);
        Assert.Equal("a\\u0001\\u202E\\u0009", CellText.Of("a\u0001\u202E\t"));
        Assert.Equal("_x005F_x0041_ _x00_", CellText.Stored("_x0041_ _x00_"));
        Assert.Equal(["a\\u0001", "a\\u0001 (2)"], CellText.Distinct(["a\\u0001", "a\u0001"]));
    }

    [Fact]
    public void RulesThatAreTooLargeAreRefused()
    {
        var error = Assert.Throws<RuleCompilerException>(() => Write(WithInputs(4_000)));
        Assert.Contains("too large for a workbook", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<RuleCompilerException>(() => Write(WithConditions(1_500)));
        Assert.Contains("a formula would be longer than spreadsheets allow", error.Message, StringComparison.Ordinal);
        // A sum that no formula has room for goes on in the next cell, and a path in another function.
        AllAgree(Cells.Of(Write(WithInputs(400))));
        AllAgree(Cells.Of(Write(WithConditions(260))));
    }

    // Each rule has the conditions of the one before on its path, and one more.
    private static RuleDocument WithConditions(int count)
    {
        var tree = Enumerable.Range(0, count).Reverse().Aggregate(
            (TreeNode)new Leaf(count), (below, c) => new Branch(c, new Leaf(c), below));
        return WithInputs(1) with
        {
            Conditions = Enumerable.Range(0, count).Select(c => new Condition(
                c + 1, new Expression(Number.From(-c / (double)count), EquatableArray.Of<Term>(new NumberTerm(0, Number.From(1)))), null))
                .ToEquatableArray(),
            Tree = tree,
            Rules = Enumerable.Range(0, count + 1).Select(r => new Rule(
                r + 1, Rule.Alone([new Expression(Number.From(r), EquatableArray<Term>.Empty)]), EquatableArray<int>.Empty, null, null))
                .ToEquatableArray(),
        };
    }

    private static RuleDocument WithInputs(int count)
    {
        var inputs = Enumerable.Range(0, count)
            .Select(i => (Input)new NumberInput($"x{i}", null, null, Number.Zero, Number.From(1), null)).ToEquatableArray();
        var sum = new Expression(Number.Zero, inputs.Select((_, i) => (Term)new NumberTerm(i, Number.From(1))).ToEquatableArray());
        return new RuleDocument(
            "Wide", string.Empty, inputs, EquatableArray.Of(new Output("y")), new ValueDecision(), EquatableArray<Condition>.Empty,
            new Leaf(0),
            EquatableArray.Of(new Rule(1, Rule.Alone([sum]), EquatableArray<int>.Empty, null, null)), null);
    }

    /// <summary>That the sheet of rows to check says so, of as many as there are.</summary>
    internal static void AllAgree(Cells cells)
    {
        var verdict = Assert.IsType<string>(cells.At("Check", "A2"));
        Assert.Matches("^All [0-9]+ rows agree$|^The only row agrees$", verdict);
    }

    internal static byte[] Write(RuleDocument document)
    {
        using var stream = new MemoryStream();
        RuleWorkbook.Write(document, stream);
        return stream.ToArray();
    }

    /// <summary>The file; null where the numbers of the document are too large for a spreadsheet.</summary>
    internal static byte[]? TryWrite(RuleDocument document, double[]? start)
    {
        using var stream = new MemoryStream();
        try
        {
            if (start is null)
                RuleWorkbook.Write(document, stream);
            else
                RuleWorkbook.Write(document, stream, start);
        }
        catch (RuleCompilerException e)
        {
            Assert.Contains("too large for a spreadsheet", e.Message, StringComparison.Ordinal);
            return null;
        }

        return stream.ToArray();
    }

    [GeneratedRegex(
        """
        ^(?:
          (?:IF|AND|OR|NOT|TRIM|EXACT|SUMPRODUCT|ISNUMBER|ISERROR|INDEX|MATCH|EXP|ABS|SIGN|MAX|SUM)\( | 'Curves\ and\ values'! |
          'Try\ it'! | Check! | Steps! | \$?[A-Z]{1,3}\$?[0-9]+ | "[A-Za-z0-9\ ,:]*" | [0-9]+ | [-+*/<>=(),:&]
        )+$
        """,
        RegexOptions.IgnorePatternWhitespace,
        10_000)]
    private static partial Regex Ours();
}
