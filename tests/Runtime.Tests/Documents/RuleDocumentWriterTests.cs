using System;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Documents;

public class RuleDocumentWriterTests
{
    /// <summary>How the example is written: members in the format's order, small values on one line.</summary>
    private const string Written =
        """
        {
          "version": 1,
          "name": "Sign \u202e\"x\"",
          "summary": "",
          "inputs": [
            {
              "name": "x",
              "unit": "m/s\u0009²",
              "range": [ -1.50, 1e3 ]
            },
            {
              "name": "c",
              "categories": [ "a\\b", "" ],
              "other": ""
            }
          ],
          "outputs": [
            { "name": "y" }
          ],
          "decision": {
            "kind": "value"
          },
          "conditions": [
            {
              "id": 1,
              "expression": {
                "bias": -0,
                "weights": {
                  "x": 1.0,
                  "c": {
                    "": 2
                  }
                }
              },
              "source": { "level": 1, "neuron": 2, "slope": 0.25 }
            }
          ],
          "tree": {
            "condition": 1,
            "negative": { "rule": 2 },
            "positive": { "rule": 1 }
          },
          "rules": [
            {
              "id": 1,
              "expressions": [
                {
                  "bias": 1,
                  "weights": {}
                }
              ],
              "implied": [ 1 ],
              "support": { "rows": 3, "share": 0.750, "error": 0.1 },
              "witness": { "x": 0.5, "c": "a\\b" }
            },
            {
              "id": 2,
              "expressions": [
                {
                  "bias": 1E-05,
                  "weights": {}
                }
              ]
            }
          ],
          "provenance": {
            "tool": "rulec",
            "architecture": [ 2, 1 ],
            "metrics": {
              "rules": {
                "train": { "rmse": 0.1 }
              }
            },
            "frontier": [
              { "nonlinear": 0, "rules": 1, "meanTerms": 2, "validation": { "r2": 0.5, "rmse": 1 }, "test": { "r2": 0.4 } },
              { "nonlinear": 1, "rules": 2, "meanTerms": 1.50, "numbers": 9, "points": 0, "expectedLoss": 0.25, "price": 0.26, "chosen": true },
              { "nonlinear": 9, "meanTerms": 3 }
            ]
          }
        }

        """;

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    [InlineData("tr-TR")]
    public void TheSameDocumentIsTheSameBytesUnderEveryCulture(string culture)
    {
        var expected = Written.ReplaceLineEndings("\n");
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(expected, RuleDocumentWriter.Write(RuleDocumentReader.Read(Written)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void WhatIsWrittenIsReadBackEqual()
    {
        Prop.ForAll(RandomDocuments.Seeds(), seed =>
        {
            var document = RandomDocuments.Make(seed);
            var text = RuleDocumentWriter.Write(document);
            var read = RuleDocumentReader.Read(Encoding.UTF8.GetBytes(text));
            return read.Equals(document) && read.GetHashCode() == document.GetHashCode()
                && string.Equals(RuleDocumentWriter.Write(read), text, StringComparison.Ordinal);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(11, 1));
    }

    [Fact]
    public void EveryCharacterOfAFileCanBeSeen()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var text = RuleDocumentWriter.Write(RandomDocuments.Make(seed));
            Assert.DoesNotContain('\r', text);
            Assert.EndsWith("}\n", text, StringComparison.Ordinal);
            for (var i = 0; i < text.Length; i++)
            {
                Assert.True(
                    VisibleText.IsVisible(text, i, out var length) || text[i] == '\n', $"U+{(int)text[i]:X4} at {i} of document {seed}.");
                i += length - 1;
            }
        }
    }

    [Fact]
    public void DigitsAreKeptAsTheyWereWritten()
    {
        var weights = new[] { "0.10", "1e-5", "-1E+05", "100000000000000000000", "-0", "0.1234567890123456789" };
        foreach (var digits in weights)
        {
            var text = ExampleDocument.Text.Replace("\"bias\": -25", "\"bias\": " + digits, StringComparison.Ordinal);
            Assert.Contains("\"bias\": " + digits + ",", RuleDocumentWriter.Write(RuleDocumentReader.Read(text)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void HalfASurrogatePairIsNotWritten()
    {
        var document = ExampleDocument.Read() with { Summary = "half \uD83D" };
        Assert.Throws<ArgumentException>(() => RuleDocumentWriter.Write(document));
    }
}
