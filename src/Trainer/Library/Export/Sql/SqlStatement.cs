using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>
/// The rules of a document as one SQL statement: each row of a table gets its rule, label and outputs, with the same bits.
/// </summary>
public static class SqlStatement
{
    internal const string Label = "label";
    internal const string Probability = "probability";
    internal const string Reason = "reason";

    private const string Rule = "rule";
    private const string Refused = "refused";
    private const string Outside = "outside";

    /// <summary>More rules would nest deeper than engines allow.</summary>
    private const int MaxDepth = 200;

    /// <summary>Writes the statement.</summary>
    /// <param name="document">The document.</param>
    /// <param name="dialect">The engine that is to run it.</param>
    /// <param name="names">What tables and columns are called.</param>
    /// <param name="reasons">The principal reasons that it gives; null for none.</param>
    /// <returns>The statement, lines ending in a line feed.</returns>
    /// <exception cref="RuleCompilerException">
    /// The engine or a single statement cannot do exactly what the rules say, or a name is of nothing or of two columns.
    /// </exception>
    public static string Of(RuleDocument document, SqlDialect dialect, SqlNames names, SqlReasons? reasons = null)
    {
        if (Depth(document) is var depth and > MaxDepth)
            throw new RuleCompilerException(string.Create(
                CultureInfo.InvariantCulture,
                $"A rule has {depth} conditions on its path; engines take no more than {MaxDepth} that stand inside each other."));
        var limits = SqlLimits.Of(document, dialect);
        var terms = reasons is null ? null : new SqlTerms(document, new SqlSums(document, dialect));
        var (sums, answer) = (new SqlSums(document, dialect, terms), new SqlAnswer(document, dialect));
        var shares = reasons is null ? null : new SqlShares(document, dialect, sums, limits, reasons.Reference);
        var ranking = shares is null ? null : new SqlRanking(document, dialect, shares, reasons!.AtMost);
        SqlColumn[] answers =
        [
            new(Rule, Rule), .. answer.Labels(), .. document.Outputs.Select((o, k) => new SqlColumn(o.Name, SqlSums.Output(k))),
            .. answer.Probabilities(), .. ranking?.Answers() ?? [], new(Refused, Refused), new(Outside, Outside),
        ];
        names.Check(document, answers.Select(c => c.Name).ToArray());
        var inputs = new SqlInputs(document, dialect, names, limits);
        var keys = names.Keys.Select((k, i) => new SqlColumn(Key(i), dialect.Identifier(k))).ToArray();
        var stages = new List<SqlStage>
        {
            new("given", "The values as the table has them; NULL for NaN.", [], [.. keys, .. inputs.Given()]),
            new(
                "known",
                "Categories by their numbers; -1 for one that is not declared.",
                [.. keys.Select(k => k.Name), .. inputs.GivenNumbers()],
                inputs.Positions().ToArray()),
            new(
                "accepted",
                "The values that count: what is missing or unknown is replaced, or the row is refused.",
                keys.Select(k => k.Name).ToArray(),
                [.. inputs.Accepted(), new(Refused, inputs.Refused()), new(Outside, inputs.Outside())]),
        };
        if (terms?.Columns.ToArray() is { Length: > 0 } added)
            Add("added", "What terms add.", added);
        foreach (var (level, position) in Levels(document).Select((l, i) => (l, i)))
        {
            Add("conditions" + SqlDialect.Integer(position + 1), "Conditions, each once.", level.Select(c => new SqlColumn(
                SqlSums.Condition(c),
                sums.Of(document.Conditions[c].Expression),
                "Condition " + SqlDialect.Integer(document.Conditions[c].Id))));
        }

        Add("ruled", "The rule that holds.", [new SqlColumn(Rule, answer.Rule())]);
        Add("scored", "The outputs.", document.Outputs.Select((o, k) => new SqlColumn(
            SqlSums.Output(k), sums.OfOutput(k), SqlText.Remark(o.Name))));
        string[] kept =
        [
            .. keys.Select(k => k.Name), Refused, Outside, Rule, .. document.Outputs.Select((_, k) => SqlSums.Output(k)),
            .. answer.Steps().SelectMany(s => s.Added).Select(c => c.Name),
        ];
        foreach (var step in answer.Steps())
            Add(step.Name, step.Remark, step.Added);
        foreach (var step in shares is null ? [] : shares.Steps().Concat(ranking!.Steps()))
            stages.Add(step with { Columns = [.. kept, .. step.Columns] });
        var last = new SqlStage("answers", string.Empty, [], Answers(dialect, names, answers).ToArray());
        return Text(document, dialect, names, stages, last);

        void Add(string name, string remark, IEnumerable<SqlColumn> added) =>
            stages.Add(new SqlStage(name, remark, stages[^1].All.ToArray(), added.ToArray()));
    }

    /// <summary>What is answered of a row; nothing but the reason where it is refused.</summary>
    private static IEnumerable<SqlColumn> Answers(SqlDialect dialect, SqlNames names, SqlColumn[] answers)
    {
        for (var i = 0; i < names.Keys.Count; i++)
            yield return new SqlColumn(dialect.Identifier(names.Keys[i]), Key(i));
        foreach (var answer in answers)
            yield return new SqlColumn(
                dialect.Identifier(names.Answer(answer.Name)),
                answer.Expression == Refused ? Refused : $"CASE WHEN {Refused} IS NULL THEN {answer.Expression} END");
    }

    private static string Text(RuleDocument document, SqlDialect dialect, SqlNames names, List<SqlStage> stages, SqlStage last)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"-- The rules of {SqlText.Remark(document.Name)}, for {dialect.Title}.\n");
        if (names.View is { } view)
            text.Append(CultureInfo.InvariantCulture, $"CREATE VIEW {SqlNames.Path(dialect, view)} AS\n");
        var table = SqlNames.Path(dialect, names.Table);
        if (dialect.HasNamedSubqueries)
        {
            for (var s = 0; s < stages.Count; s++)
            {
                text.Append("-- ").Append(stages[s].Remark).Append('\n');
                text.Append(s == 0 ? "WITH " : string.Empty).Append(stages[s].Name).Append(" AS").Append(dialect.Materialized)
                    .Append(" (\n");
                Append(stages[s].Lines(s == 0 ? table : stages[s - 1].Name, dialect.Fence), "  ");
                text.Append(s + 1 < stages.Count ? "),\n" : ")\n");
            }

            Append(last.Lines(stages[^1].Name, string.Empty), string.Empty);
        }
        else
        {
            var from = table;
            foreach (var stage in stages)
                from = "(\n" + string.Concat(stage.Lines(from, dialect.Fence).Select(l => "  " + l + "\n")) + ") AS " + stage.Name;
            Append(last.Lines(from, string.Empty), string.Empty);
        }

        // A query may go into another; a view is a statement by itself.
        return names.View is null ? text.ToString() : text.ToString().TrimEnd('\n') + ";\n";

        void Append(IEnumerable<string> lines, string indent)
        {
            foreach (var line in lines)
                text.Append(indent).Append(line).Append('\n');
        }
    }

    private static string Key(int position) => "k" + SqlDialect.Integer(position + 1);

    /// <summary>The conditions by how many others they need one after the other.</summary>
    private static IEnumerable<int[]> Levels(RuleDocument document)
    {
        var levels = new int[document.Conditions.Count];
        for (var c = 0; c < levels.Length; c++)
            levels[c] = document.Conditions[c].Expression.Adjustments.Select(a => levels[a.Condition] + 1).DefaultIfEmpty(0).Max();
        return Enumerable.Range(0, levels.Length).GroupBy(c => levels[c]).OrderBy(g => g.Key).Select(g => g.ToArray());
    }

    private static int Depth(RuleDocument document) => new RulePaths(document).Max(p => p.Count);
}
