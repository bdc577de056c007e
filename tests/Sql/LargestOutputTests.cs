using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Sql.Engines;
using RuleCompiler.Trainer.Export.Sql;
using Xunit;

namespace RuleCompiler.Sql;

/// <summary>Which output decides where one of them is the difference of two infinities.</summary>
public class LargestOutputTests
{
    // At 1e308 each the middle sum is NaN, or that which is left of it where x and z differ.
    private static readonly RuleDocument Document = RuleDocumentReader.Read(
        """
        { "version": 2, "name": "L", "inputs": [ { "name": "x", "range": [ 0, 1 ] }, { "name": "z", "range": [ 0, 1 ] } ],
          "outputs": [ { "name": "first" }, { "name": "middle" }, { "name": "last" } ],
          "decision": { "kind": "argmax", "labels": [ "a", "b", "c" ] }, "conditions": [], "tree": { "rule": 1 },
          "rules": [ { "id": 1, "expressions": [
            { "bias": 1, "weights": { "x": 0 } }, { "bias": 0, "weights": { "x": 100, "z": -100 } },
            { "bias": 2, "weights": { "x": 0 } } ] } ] }
        """);

    private static readonly object?[][] Rows = [[1e308, 1e308], [1e308, 0.0], [0.0, 1e308], [0.03, 0.0], [0.0, 0.0]];

    [Fact]
    public void DuckDbTakesTheSame()
    {
        using var engine = new DuckDb();
        Holds(engine);
    }

    [Fact]
    public void SqliteTakesTheSame()
    {
        using var engine = new Sqlite();
        Holds(engine);
    }

    [Fact]
    [Trait("Category", "Server")]
    public void ClickHouseTakesTheSame()
    {
        using var engine = new ClickHouse();
        Holds(engine);
    }

    private static void Holds(Engine engine)
    {
        engine.Load(Document.Inputs.Select(i => (i.Name, i.IsNumber)), Rows);
        var rules = new RuleEvaluator(Document);
        var expected = Rows.Select(r => rules.LabelsFor(rules.Evaluate(Array.ConvertAll(r, v => (double)v!)).Outputs)[0]).ToArray();
        Assert.Equal(["c", "b", "c", "b", "c"], expected);
        var seen = engine.Ask(SqlStatement.Of(Document, engine.Dialect, Engine.Names))
            .OrderBy(a => a.Row).Select(a => (string?)a.Answer["label"]);
        Assert.Equal(expected, seen);
    }
}
