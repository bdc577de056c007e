using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Sql.Engines;
using RuleCompiler.Trainer.Export.Sql;
using Xunit;

namespace RuleCompiler.Sql;

/// <summary>Engines like to paste a subquery into every use; conditions that adjust each other would then double with each.</summary>
public class PlanTests
{
    private const int Conditions = 5;

    // Stands in the first condition, on which all others depend, and nowhere else.
    private const string Mark = "1234567";

    [Fact]
    public void DuckDbCalculatesEachConditionOnce()
    {
        using var engine = new DuckDb();
        // Its plan has names and no numbers: each step of the statement has stayed a projection by itself.
        Assert.True(Times(engine, "EXPLAIN (FORMAT json) ", "\"PROJECTION\"") > Conditions);
    }

    [Fact]
    public void SqliteCalculatesEachConditionOnce()
    {
        using var engine = new Sqlite();
        Assert.InRange(Times(engine, "EXPLAIN ", Mark), 1, 2);
    }

    [Fact]
    [Trait("Category", "Server")]
    public void PostgresCalculatesEachConditionOnce()
    {
        using var engine = new Postgres();
        Assert.InRange(Times(engine, "EXPLAIN VERBOSE ", Mark), 1, 2);
    }

    [Fact]
    public void SqliteCalculatesSharesOnce()
    {
        using var engine = new Sqlite();
        GrowsWithTheStatement(engine, "EXPLAIN ", 30);
    }

    [Fact]
    [Trait("Category", "Server")]
    public void PostgresCalculatesSharesOnce()
    {
        using var engine = new Postgres();
        GrowsWithTheStatement(engine, "EXPLAIN VERBOSE ", 6);
    }

    // Reasons are a chain of many steps; if each were pasted into the next, the plan would be thousands of times as long.
    private static void GrowsWithTheStatement(Database engine, string explain, int most)
    {
        var document = RuleDocumentReader.Read(
            File.ReadAllText(Path.Combine(SourceTree.Root, "samples", "GermanCredit", "GermanCredit.rules.json")));
        engine.Load(document.Inputs.Select(i => (i.Name, i.IsNumber)), new RandomRows(document, 1).Make(100, 1));
        var statement = SqlStatement.Of(document, engine.Dialect, Engine.Names, new SqlReasons(4));
        Assert.InRange(engine.Text(explain + statement).Length, statement.Length / 4, most * statement.Length);
    }

    private static int Times(Database engine, string explain, string text)
    {
        var document = Chain();
        engine.Load(document.Inputs.Select(i => (i.Name, i.IsNumber)), new RandomRows(document, 1).Make(100, 1));
        var plan = engine.Text(explain + SqlStatement.Of(document, engine.Dialect, Engine.Names));
        return plan.Split(text).Length - 1;
    }

    /// <summary>Conditions each of which is adjusted by the one before it.</summary>
    private static RuleDocument Chain()
    {
        var conditions = Enumerable.Range(1, Conditions).Select(c =>
        {
            var bias = c == 1 ? "-0." + Mark : "-0.3";
            var sign = c % 2 == 0 ? "-" : string.Empty;
            var adjusted = c == 1 ? string.Empty : Text($",'adjustments':{{'{c - 1}':0.7}}");
            return Text($"{{'id':{c},'expression':{{'bias':{bias},'weights':{{'x':{sign}0.{c}1}}{adjusted}}}}}");
        });
        var adjustments = string.Join(',', Enumerable.Range(1, Conditions).Select(c => Text($"'{c}':0.{c}3")));
        var rules = new List<string>();
        var tree = Node(1);
        return RuleDocumentReader.Read(("{'version':2,'name':'Chain','inputs':[{'name':'x','range':[-9,9]},{'name':'z','range':[-9,9]}],"
            + "'outputs':[{'name':'y'}],'decision':{'kind':'value'},'conditions':[" + string.Join(',', conditions)
            + "],'common':[{'bias':0.5,'weights':{'z':1},'adjustments':{" + adjustments + "}}],'tree':" + tree + ",'rules':["
            + string.Join(',', rules) + "]}").Replace('\'', '"'));

        string Node(int condition)
        {
            if (condition <= Conditions)
                return Text($"{{'condition':{condition},'negative':{Node(condition + 1)},'positive':{Node(condition + 1)}}}");
            var id = rules.Count + 1;
            rules.Add(Text($"{{'id':{id},'expressions':[null]}}"));
            return Text($"{{'rule':{id}}}");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
