using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Sql.Engines;
using RuleCompiler.Trainer.Export.Sql;
using Xunit;

namespace RuleCompiler.Sql;

/// <summary>A view over a table that the engine made of a file, as README shows it.</summary>
public class ViewTests
{
    [Fact]
    public void WhatReadmeShowsDecidesEveryRow()
    {
        var folder = Path.Combine(SourceTree.Root, "samples", "Adult");
        var file = Path.Combine(folder, "adult-test.csv");
        var document = RuleDocumentReader.Read(File.ReadAllText(Path.Combine(folder, "Adult.rules.json")));
        using var engine = new DuckDb();
        engine.Execute($"CREATE TABLE people AS SELECT * FROM {engine.Dialect.Text(file)}");
        engine.Execute(SqlStatement.Of(document, engine.Dialect, new SqlNames { Table = "people", View = "decided" }, new SqlReasons(2)));
        var answers = engine.Text("SELECT label, count(*), avg(probability) > 0.5 FROM decided GROUP BY label ORDER BY label").Split('\n')
            .Select(line => line.Split('|')).ToArray();
        Assert.Equal(["<=50K", ">50K"], answers.Select(a => a[0]));
        Assert.Equal(["False", "True"], answers.Select(a => a[2]));
        Assert.Equal(File.ReadLines(file).Skip(1).Count(l => l.Length > 0),
            answers.Sum(a => int.Parse(a[1], System.Globalization.CultureInfo.InvariantCulture)));
        var refusals = engine.Text("SELECT reason1, count(*) FROM decided WHERE label = '<=50K' GROUP BY reason1").Split('\n');
        Assert.True(refusals.Length > 3, string.Join("; ", refusals));
        Assert.Equal("0", engine.Text("SELECT count(*) FROM decided WHERE refused IS NOT NULL"));
    }
}
