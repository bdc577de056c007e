using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Export.Workbook;
using Xunit;

namespace RuleCompiler.Office;

/// <summary>What is made of what people type: blanks, capitals, names of special values, texts for numbers and numbers for texts.</summary>
public sealed class TypedTests
{
    private const string Sizes = """
        {
          "version": 2, "name": "Sizes",
          "inputs": [
            { "name": "size", "categories": [ "1", "2.0", "(missing)" ] },
            { "name": "pay", "range": [ 0, 9 ],
              "special": [ { "value": "NaN", "name": "not asked" }, { "value": 3, "name": "three", "inside": true } ] }
          ],
          "outputs": [ { "name": "y" } ], "decision": { "kind": "value" }, "conditions": [], "tree": { "rule": 1 },
          "common": [ { "bias": 0, "weights": {
            "size": { "1": 100, "2.0": 200, "(missing)": 300 },
            "pay": { "weight": 1, "special": { "not asked": 10, "three": 20 } } } } ],
          "rules": [ { "id": 1 } ]
        }
        """;

    /// <summary>Of the loan the age, the income, the debt and the housing; what becomes of one of them, by its position.</summary>
    private static readonly (object?[] Typed, int Input, string Says)[] Loans =
    [
        ([30.0, 20.0, 10.0, "own"], 3, ""),
        ([30.0, 20.0, 10.0, " own "], 3, "counts as own"),
        ([30.0, 20.0, 10.0, "OWN"], 3, "none of the categories: counts as other"),
        ([30.0, 20.0, 10.0, null], 3, "none of the categories: counts as other"),
        ([30.0, 20.0, 10.0, 7.0], 3, "none of the categories: counts as other"),
        ([30.0, "no record", 10.0, "own"], 1, "special value: no record"),
        ([30.0, "  no record", 10.0, "own"], 1, "special value: no record"),
        ([30.0, -9.0, 10.0, "own"], 1, "special value: no record"),
        ([30.0, "No record", 10.0, "own"], 1, "a text and no number: refused"),
        ([30.0, "20", 10.0, "own"], 1, "a text and no number: refused"),
        ([30.0, null, 10.0, "own"], 1, "missing: refused"),
        ([30.0, 20.0, null, "own"], 2, "missing: counts as 31"),
        ([30.0, 20.0, "  ", "own"], 2, "missing: counts as 31"),
        ([30.0, 20.0, -1.0, "own"], 2, "missing: counts as 31"),
        ([91.0, 20.0, 10.0, "own"], 0, "outside of the range: the rules extrapolate"),
        ([90.0, 20.0, 10.0, "own"], 0, ""),
    ];

    private static readonly (object?[] Typed, double? Score)[] Sized =
    [
        (["1", 5.0], 105), ([1.0, 5.0], 105), ([2.0, 5.0], 205), (["2.0", 5.0], 205), ([null, 5.0], 305), (["NA", 5.0], 305),
        (["NA ", 5.0], 305), (["na", 5.0], null), ([3.0, 5.0], null), (["1", null], 110), (["1", " "], 110),
        (["1", 3.0], 120), (["1", "three"], 120),
        (["1", "not asked"], 110), (["1", "four"], null),
    ];

    [Fact]
    public void WhatIsTypedIsReadAsItIsSaid() => Hold(files => files.Select(Cells.Of).ToArray());

    [Fact]
    [Trait("Category", "Office")]
    public void SpreadsheetsReadItSo()
    {
        using var office = new LibreOffice();
        Hold(office.Calculate);
    }

    private static void Hold(Func<byte[][], IReadOnlyList<Cells>> read)
    {
        var loan = Documents.Loan;
        var cells = read(Loans.Select(l => Write(loan, l.Typed)).ToArray());
        for (var n = 0; n < Loans.Length; n++)
        {
            var (typed, input, says) = Loans[n];
            var at = string.Join(", ", typed);
            Assert.True(says == ((string?)cells[n].Beside("Try it", loan.Inputs[input].Name, "F") ?? string.Empty), $"{at}: {says}");
            var isRefused = says.EndsWith("refused", StringComparison.Ordinal);
            Assert.True(isRefused == cells[n].Beside("Try it", "Label", "B") is null or "", at);
            Assert.True(isRefused == cells[n].Beside("Try it", "Not answered, because", "B") is string { Length: > 0 }, at);
        }

        var sizes = RuleDocumentReader.Read(Sizes);
        cells = read(Sized.Select(s => Write(sizes, s.Typed)).ToArray());
        for (var n = 0; n < Sized.Length; n++)
        {
            var score = cells[n].Beside("Try it", "y", "B");
            Assert.True(Equals(Sized[n].Score, score as double?), $"{string.Join(", ", Sized[n].Typed)}: {score}");
        }
    }

    private static byte[] Write(RuleDocument document, object?[] typed)
    {
        using var stream = new MemoryStream();
        RuleWorkbook.Write(
            document, stream, typed.Select(t => t switch
            {
                double number => CellValue.Of(number),
                string text => CellValue.Of(text),
                _ => CellValue.Empty,
            }).ToArray());
        return stream.ToArray();
    }
}
