using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Benchmarks;

/// <summary>A sample's document with inputs that people can change, and rows of its table.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Document">The document.</param>
/// <param name="Table">The table.</param>
internal sealed record RecourseDocuments(string Name, RuleDocument Document, string Table)
{
    private static readonly Dictionary<string, (Actionable Way, string Step)> Adult = new()
    {
        ["hours_per_week"] = (Actionable.Both, "1"),
        ["education_num"] = (Actionable.Up, "1"),
        ["occupation"] = (Actionable.Both, "1"),
        ["workclass"] = (Actionable.Both, "1"),
        ["capital_gain"] = (Actionable.Up, "500"),
        ["capital_loss"] = (Actionable.Both, "10"),
    };

    private static readonly Dictionary<string, (Actionable Way, string Step)> GermanCredit = new()
    {
        ["duration_months"] = (Actionable.Both, "1"),
        ["credit_amount"] = (Actionable.Both, "100"),
        ["installment_rate"] = (Actionable.Both, "1"),
        ["savings_account"] = (Actionable.Both, "1"),
        ["checking_account"] = (Actionable.Both, "1"),
        ["other_debtors"] = (Actionable.Both, "1"),
    };

    /// <summary>The documents: each as it is, and with three conditions on numbers more, which make rules of it.</summary>
    public static IEnumerable<RecourseDocuments> All(string samples)
    {
        foreach (var (name, table, meanings) in new[]
        {
            ("Adult", "adult-test.csv", Adult), ("GermanCredit", "german-credit.csv", GermanCredit),
        })
        {
            var document = RuleDocumentReader.Read(File.ReadAllText(Path.Combine(samples, name, name + ".rules.json")));
            document = document with
            {
                Inputs = document.Inputs.Select(i => meanings.TryGetValue(i.Name, out var m) ? With(i, m.Way, m.Step) : i)
                    .ToEquatableArray(),
            };
            var path = Path.Combine(samples, name, table);
            yield return new RecourseDocuments(name, document, path);
            yield return new RecourseDocuments(name + ", more conditions", WithConditions(document), path);
        }
    }

    /// <summary>Rows of the table, and again with one value of another row each, until there are enough.</summary>
    public IReadOnlyList<double[]> Rows(int count)
    {
        using var reader = PointReader.Open(Table, new TableOptions(), Document);
        var evaluator = new RuleEvaluator(Document);
        var rows = new List<double[]>();
        while (rows.Count < count && reader.Read())
            rows.Add(reader.Point);
        var random = new Random(1);
        for (var read = rows.Count; rows.Count < count;)
        {
            var row = (double[])rows[random.Next(read)].Clone();
            var input = random.Next(row.Length);
            row[input] = rows[random.Next(read)][input];
            rows.Add(row);
        }

        return rows;
    }

    private static Input With(Input input, Actionable way, string step) => input.Match<Input>(
        number => number with { Actionable = way, Step = Number.TryParse(step, out var size) ? size : throw new FormatException(step) },
        category => category with { Actionable = way });

    // Each compares some numbers, in units of their ranges, and bends the outputs: with the old ones up to sixteen rules.
    private static RuleDocument WithConditions(RuleDocument document)
    {
        const int More = 3;
        var first = document.Conditions.Count;
        var numbers = document.Inputs.Select((input, i) => (input, i)).Where(n => n.input.IsNumber)
            .Select(n => (n.i, Number: document.Inputs.NumberAt(n.i))).ToArray();
        var conditions = document.Conditions.ToList();
        for (var c = 0; c < More; c++)
        {
            var terms = numbers.Where((_, n) => (n + c) % 2 == 0).Select((n, k) => (Term)new NumberTerm(
                n.i, Short(((k + c) % 2 == 0 ? 1 : -1) * (2 + c) / n.Number.Width))).ToArray();
            conditions.Add(new Condition(
                document.Conditions.Select(d => d.Id).DefaultIfEmpty(0).Max() + c + 1,
                new Expression(Number.From(-0.2 * c), terms.ToEquatableArray()),
                null));
        }

        var common = document.CommonOf(0)!;
        common = common with
        {
            Adjustments = common.Adjustments.Concat(Enumerable.Range(0, More).Select(
                c => new Adjustment(first + c, Number.From(0.5 - (0.4 * c))))).ToEquatableArray(),
        };
        var rules = new List<Rule>();
        var tree = Tree(0, document.Conditions.Count + More, rules);
        return document with
        {
            Conditions = conditions.ToEquatableArray(),
            Common = EquatableArray.Of<Expression?>(common),
            Tree = tree,
            Rules = rules.ToEquatableArray(),
        };
    }

    private static TreeNode Tree(int condition, int conditions, List<Rule> rules)
    {
        if (condition < conditions)
            return new Branch(condition, Tree(condition + 1, conditions, rules), Tree(condition + 1, conditions, rules));
        rules.Add(new Rule(
            rules.Count + 1, EquatableArray.Of<Expression?>((Expression?)null), EquatableArray<int>.Empty, null, null));
        return new Leaf(rules.Count - 1);
    }

    private static Number Short(double value) =>
        Number.TryParse(value.ToString("G4", CultureInfo.InvariantCulture), out var number)
            ? number
            : Number.From(value);
}
