using System;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;
using RuleCompiler.Runtime.Tests.Proofs;
using RuleCompiler.Trainer.Export.Points;

namespace RuleCompiler.Trainer.Tests.Export.Points;

/// <summary>Documents that are made into points, and rows of them.</summary>
internal static class PointsDocuments
{
    /// <summary>A score of two numbers and a category without conditions, so that the bound is reached.</summary>
    public const string Additive = """
        {"version":2,"name":"Additive","summary":"",
        "inputs":[{"name":"age","range":[18,80],"step":1,"missing":40},{"name":"rate","range":[0,1],"special":[{"value":-1,"name":"none"}]},
        {"name":"job","categories":["a","b","c"],"other":"c"}],
        "outputs":[{"name":"paid"}],
        "decision":{"kind":"threshold","scores":"logit","thresholds":[{"threshold":0.4,"below":"no","atOrAbove":"yes"}]},
        "conditions":[],"common":[{"bias":-1.03,"weights":{"age":{"curve":[[25,-0.63],[40,0.21],[60,0.21,0.47]]},
        "rate":{"weight":1.37,"special":{"none":0.11}},"job":{"a":0.31,"b":-0.77}}}],
        "tree":{"rule":1},"rules":[{"id":1}]}
        """;

    /// <summary>The threshold of a document.</summary>
    public static ThresholdBit Threshold(RuleDocument document) => document.Decision.Match(
        _ => throw new InvalidOperationException(), t => t.Bits[0], _ => throw new InvalidOperationException());

    /// <summary>Makes a points table.</summary>
    public static PointsResult Convert(RuleDocument document, PointsOptions? options = null) =>
        PointsConversion.Of(document, options ?? new PointsOptions(), "rulec 0.0.0");

    /// <summary>A sample of the repository.</summary>
    public static RuleDocument Sample(string name) =>
        RuleDocumentReader.Read(File.ReadAllText(Path.Combine(SourceTree.Root, "samples", name, name + ".rules.json")));

    /// <summary>A row inside the ranges, often at a border of the points or next to one.</summary>
    public static double[] Row(Random random, PointsResult result, bool onSteps)
    {
        var document = result.Document;
        var row = HingeDocuments.Row(random, document);
        for (var i = 0; i < row.Length; i++)
        {
            if (!document.Inputs[i].Match(n => n.FindSpecial(row[i]) < 0, _ => false))
                continue;
            var number = document.Inputs[i].Match(n => n, _ => throw new InvalidOperationException());
            var borders = result.Cards.SelectMany(c => c.Tables).Where(t => t.Input == number.Name).SelectMany(t => t.Rows)
                .Where(r => r.From is not null).Select(r => r.From!.Value.Value).ToArray();
            if (borders.Length > 0 && random.Next(2) == 0)
            {
                var border = borders[random.Next(borders.Length)];
                row[i] = random.Next(2) == 0 ? border : Math.BitDecrement(border);
            }

            if (onSteps && InputSteps.Of(number) is { } step)
                row[i] = Math.Clamp(Math.Round(row[i] / step.ToDouble()) * step.ToDouble(), number.Minimum.Value, number.Maximum.Value);
            if (number.FindSpecial(row[i]) >= 0 || !number.IsInRange(row[i]))
                row[i] = number.Maximum.Value;
        }

        return row;
    }

    /// <summary>The output of rows in exact numbers; the digits of their doubles are the numbers.</summary>
    public static Func<double[], Rational> Exact(RuleDocument document)
    {
        var geometry = new DocumentGeometry(document);
        return row => geometry.Evaluate(ToRow(document, row), 0);
    }

    private static ExactRow ToRow(RuleDocument document, double[] row) => new(
        document.Inputs.Select((input, i) => input.Match(
            number => number.FindSpecial(row[i]) is >= 0 and var special
                ? ExactValue.Chosen(special)
                : ExactValue.Of(Rational.Parse(Number.From(row[i]).Text)),
            _ => ExactValue.Chosen((int)row[i]))).ToArray());
}
