using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Export.Workbook;
using Xunit;
using Xunit.Abstractions;

namespace RuleCompiler.Office;

/// <summary>A spreadsheet that calculates every formula anew comes to the answers of the evaluator.</summary>
[Trait("Category", "Office")]
public sealed class RecalculationTests(ITestOutputHelper output) : IDisposable
{
    private readonly LibreOffice _office = new();

    public void Dispose() => _office.Dispose();

    /// <summary>The others would pass without any calculation, since the file has all values.</summary>
    [Fact]
    public void EveryFormulaIsCalculatedAnew()
    {
        var file = WorkbookTests.Write(Documents.Loan);
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = archive.GetEntry("xl/worksheets/sheet4.xml")!;
            string text;
            using (var reader = new StreamReader(entry.Open()))
                text = reader.ReadToEnd();
            Assert.Contains("<v>All 50 rows agree</v>", text, StringComparison.Ordinal);
            entry.Delete();
            using var writer = new StreamWriter(archive.CreateEntry(entry.FullName).Open(), new UTF8Encoding(false));
            // One expected score is another, and what the file says of it is a lie.
            writer.Write(text.Replace("<v>All 50 rows agree</v>", "<v>a lie</v>", StringComparison.Ordinal));
        }

        Assert.Equal("a lie", Cells.Of(stream.ToArray()).At("Check", "A2"));
        Assert.Equal("All 50 rows agree", _office.Calculate([stream.ToArray()])[0].At("Check", "A2"));
    }

    /// <summary>A number of the rules that is changed is told by the rows that are checked.</summary>
    [Fact]
    public void RowsThatDifferAreCounted()
    {
        var document = Documents.Loan;
        var other = document with
        {
            Common = EquatableArray.Of<Expression?>(document.Common[0]! with { Bias = Number.From(-1.4001) }),
        };
        var (right, wrong) = (Parts(WorkbookTests.Write(document)), Parts(WorkbookTests.Write(other)));
        // The formulas and numbers of the one, with the answers of the other.
        right["xl/worksheets/sheet2.xml"] = wrong["xl/worksheets/sheet2.xml"];
        var verdict = Assert.IsType<string>(_office.Calculate([Zip(right)])[0].At("Check", "A2"));
        Assert.Matches("^[0-9]+ rows differ$", verdict);
        Assert.True(int.Parse(verdict.Split(' ')[0], CultureInfo.InvariantCulture) > 30, verdict);
    }

    [Fact]
    public void AllRowsAgreeAndTriedOnesAreAnsweredAsTheEvaluatorDoes()
    {
        var tried = new List<(RuleDocument Document, double[] Row, byte[] File)>();
        foreach (var document in Documents.All)
        {
            foreach (var row in StartRows.Of(document, RuleWorkbook.WhyNoReasons(document) is null ? 5 : 2))
            {
                if (WorkbookTests.TryWrite(document, row) is { } file)
                    tried.Add((document, row, file));
            }
        }

        var (largest, differs, compared) = (0.0, 0.0, 0);
        var calculated = _office.Calculate(tried.Select(t => t.File).ToArray());
        for (var n = 0; n < tried.Count; n++)
        {
            WorkbookTests.AllAgree(calculated[n]);
            differs = Math.Max(differs, Assert.IsType<double>(calculated[n].At("Check", "C7")));
            if (Answers.IsTooLarge(calculated[n]))
                continue;
            compared++;
            largest = Math.Max(largest, Answers.Hold(tried[n].Document, tried[n].Row, calculated[n]));
        }

        output.WriteLine(FormattableString.Invariant(
            $"{tried.Count} workbooks, {compared} rows: what is answered differs by up to {largest:g2}, checked scores by {differs:g2}"));
        Assert.True(compared > 120, $"{compared} of {tried.Count}");
    }

    private static Dictionary<string, byte[]> Parts(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        return archive.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var stream = e.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        });
    }

    private static byte[] Zip(Dictionary<string, byte[]> parts)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }
}
