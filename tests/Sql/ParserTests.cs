using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Runtime.Tests.Documents;
using RuleCompiler.Runtime.Tests.Proofs;
using RuleCompiler.Sql.Engines;
using RuleCompiler.Trainer.Export.Sql;
using Xunit;

namespace RuleCompiler.Sql;

/// <summary>Statements for engines that do not run here are read by parsers of their languages that others wrote.</summary>
[Trait("Category", "Node")]
public sealed class ParserTests : IDisposable
{
    private static readonly string Parser = Path.Combine(SourceTree.Root, "tests", "Sql", "Parsers", "bin", "parse.js");

    private readonly string _folder = Directory.CreateTempSubdirectory("statements").FullName;

    [Theory]
    [InlineData("spark")]
    [InlineData("trino")]
    public void EveryStatementIsOneOfTheLanguage(string dialect)
    {
        var written = new List<string>();
        foreach (var document in Documents())
        {
            foreach (var reasons in new[] { null, new SqlReasons(3) })
            {
                try
                {
                    Write(SqlStatement.Of(document, SqlDialects.Of(dialect), Engine.Names, reasons));
                }
                catch (RuleCompilerException e)
                {
                    Assert.Matches("U\\+0000|is no name|\\$\\{|would be called|step by step|measured from a reference", e.Message);
                }
            }
        }

        Assert.True(written.Count > 50, $"{written.Count} statements");
        Assert.Equal((0, string.Empty), Run(dialect, written));

        void Write(string statement)
        {
            written.Add(Path.Combine(_folder, written.Count.ToString(CultureInfo.InvariantCulture) + ".sql"));
            File.WriteAllText(written[^1], statement);
        }
    }

    [Theory]
    [InlineData("spark", "SELECT a FROM (t")]
    [InlineData("trino", "SELECT 'a FROM t")]
    public void WhatIsNoneIsFound(string dialect, string statement)
    {
        var file = Path.Combine(_folder, "wrong.sql");
        File.WriteAllText(file, statement);
        var (exitCode, found) = Run(dialect, [file]);
        Assert.Equal(1, exitCode);
        Assert.StartsWith(file + "(1,", found, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private static IEnumerable<RuleDocument> Documents() =>
        new[] { "Adult", "Banknote", "GermanCredit", "GeneSwitch", "Xor" }
            .Select(sample => RuleDocumentReader.Read(
                File.ReadAllText(Path.Combine(SourceTree.Root, "samples", sample, sample + ".rules.json"))))
            .Append(RuleDocumentReader.Read(HingeDocuments.Loan))
            .Concat(StraightDocuments.Make(12))
            .Concat(Enumerable.Range(0, 60).Select(RandomDocuments.Make));

    private static (int ExitCode, string Found) Run(string dialect, IEnumerable<string> files)
    {
        if (!File.Exists(Parser))
            throw new InvalidOperationException("These tests ask parsers: run npm install and npm run build in tests/Sql/Parsers.");
        var start = new ProcessStartInfo("node", [Parser, dialect, .. files]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var node = Process.Start(start)!;
        var found = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return (node.ExitCode, found);
    }
}
