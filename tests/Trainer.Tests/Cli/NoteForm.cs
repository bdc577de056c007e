using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>Calculates with what <c>rulec show --note</c> prints, and with nothing else of the rules.</summary>
internal sealed partial class NoteForm
{
    private readonly List<Case> _cases = [];
    private readonly Dictionary<string, int> _inputs;
    private readonly RuleDocument _names;

    /// <summary>Reads the text.</summary>
    /// <param name="blocks">The blocks that were printed.</param>
    /// <param name="names">The document, of which only the names of inputs and categories are looked at.</param>
    public NoteForm(string[][] blocks, RuleDocument names)
    {
        _names = names;
        _inputs = names.Inputs.Select((input, i) => (input.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        foreach (var block in blocks.Where(b => Heading().IsMatch(b[0])))
            _cases.Add(ReadCase(block));
    }

    /// <summary>How many rules were printed.</summary>
    public int Rules => _cases.Count;

    /// <summary>The number of the one rule that holds for a row, and its outputs.</summary>
    public (int Rule, double[] Outputs) Evaluate(double[] row)
    {
        var holds = Assert.Single(_cases, c => c.Tests.All(t => t.Sum.Evaluate(row) < 0 == t.IsNegative));
        return (holds.Rule, holds.Outputs.Select(o => o.Evaluate(row)).ToArray());
    }

    private Case ReadCase(string[] block)
    {
        var lines = new List<string>();
        foreach (var line in block.Skip(1).Where(l => !l.StartsWith("  (", StringComparison.Ordinal)))
        {
            if (line.StartsWith("       ", StringComparison.Ordinal))
                lines[^1] += " " + line.Trim();
            else
                lines.Add(line);
        }

        var tests = lines.Where(l => l.StartsWith("IF ", StringComparison.Ordinal)).Select(l => Test().Match(l)).ToArray();
        Assert.All(tests, t => Assert.True(t.Success));
        Assert.Equal(tests.Length == 0, lines.Remove("IN EVERY CASE"));
        var outputs = lines.Skip(tests.Length).Select(l => Output().Match(l)).ToArray();
        Assert.Equal(_names.Outputs.Select(o => o.Name), outputs.Select(o => Name(o.Groups["name"].Value)));
        return new Case(
            int.Parse(Heading().Match(block[0]).Groups["id"].Value, CultureInfo.InvariantCulture),
            tests.Select(t => (ReadSum(t.Groups["sum"].Value), t.Groups["side"].Value == "< 0")).ToArray(),
            outputs.Select(o => ReadSum(o.Groups["sum"].Value)).ToArray());
    }

    private Sum ReadSum(string text)
    {
        var terms = new List<Func<double[], double>>();
        double? bias = null;
        var at = 0;
        while (at < text.Length)
        {
            Assert.Null(bias);
            var part = Part().Match(text, at);
            Assert.True(part.Success && part.Index == at, text[at..]);
            at += part.Length;
            if (part.Groups["table"].Success)
                terms.Add(ReadTable(_inputs[Name(part.Groups["category"].Value)], part.Groups["table"].Value));
            else if (part.Groups["input"].Success)
                terms.Add(ReadTerm(_inputs[Name(part.Groups["input"].Value)], Number(part.Groups["weight"].Value)));
            else
                bias = Number(part.Groups["weight"].Value);
        }

        Assert.NotNull(bias);
        return new Sum(bias.Value, terms);
    }

    private static Func<double[], double> ReadTerm(int input, double weight) => row => weight * row[input];

    private Func<double[], double> ReadTable(int input, string text)
    {
        var categories = ((CategoryInput)_names.Inputs[input]).Categories;
        var table = new double[categories.Count];
        foreach (Match group in Group().Matches(text))
        {
            foreach (Match name in ShownName().Matches(group.Groups["names"].Value))
                table[categories.ToList().IndexOf(Name(name.Value))] = Number(group.Groups["weight"].Value);
        }

        return row => table[(int)row[input]];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A name as it stands in a document.</summary>
    private static string Name(string shown) => shown[0] != '"'
        ? shown
        : Escape().Replace(
            shown[1..^1],
            m => m.Value[1] == 'u'
                ? ((char)int.Parse(m.Value[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
                : m.Value[1..]);

    private const string NamePattern = @"(?:""(?:[^""\\]|\\.)*""|[^\s""\\{}\[\](),:;*+<>=]+)";
    private const string NumberPattern = @"[+-][0-9.]+(?:[eE][+-]?[0-9]+)?";

    [GeneratedRegex(@"^Rule (?<id>[0-9]+)(?:$|:)", RegexOptions.None, 10_000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^IF (?<sum>.*) (?<side>< 0|>= 0)$", RegexOptions.None, 10_000)]
    private static partial Regex Test();

    [GeneratedRegex($"^   (?<name>{NamePattern}) = (?<sum>.*)$", RegexOptions.None, 10_000)]
    private static partial Regex Output();

    [GeneratedRegex(
        @$"(?:\+(?<category>{NamePattern})\[(?<table>(?:{NamePattern}|[^\]""])*)\]|(?<weight>{NumberPattern})(?:\*(?<input>{NamePattern}))?)(?: |$)",
        RegexOptions.None,
        10_000)]
    private static partial Regex Part();

    [GeneratedRegex($@"(?<names>{NamePattern}(?:, {NamePattern})*): (?<weight>{NumberPattern})", RegexOptions.None, 10_000)]
    private static partial Regex Group();

    [GeneratedRegex(NamePattern, RegexOptions.None, 10_000)]
    private static partial Regex ShownName();

    [GeneratedRegex(@"\\(?:u[0-9A-F]{4}|.)", RegexOptions.None, 10_000)]
    private static partial Regex Escape();

    private sealed record Case(int Rule, (Sum Sum, bool IsNegative)[] Tests, Sum[] Outputs);

    private sealed record Sum(double Bias, List<Func<double[], double>> Terms)
    {
        public double Evaluate(double[] row) => Terms.Aggregate(Bias, (sum, term) => sum + term(row));
    }
}
