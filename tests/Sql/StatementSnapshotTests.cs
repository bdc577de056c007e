using System.IO;
using System.Runtime.CompilerServices;
using RuleCompiler.Documents;
using RuleCompiler.Runtime.Tests.Proofs;
using RuleCompiler.Trainer.Export.Sql;
using Xunit;

namespace RuleCompiler.Sql;

/// <summary>
/// The statements of each dialect for one document, read by a person. What differs is written beside as <c>NAME.received.sql</c>: read the
/// difference, and accept it by renaming received to verified.
/// </summary>
public class StatementSnapshotTests
{
    [Theory]
    [InlineData("postgres")]
    [InlineData("duckdb")]
    [InlineData("sqlite")]
    [InlineData("clickhouse")]
    [InlineData("spark")]
    [InlineData("trino")]
    [InlineData("bigquery")]
    [InlineData("snowflake")]
    [InlineData("mysql")]
    public void TheStatementIsWhatWasRead(string dialect) => Holds(dialect, dialect, null);

    [Theory]
    [InlineData("postgres")]
    [InlineData("duckdb")]
    public void TheStatementWithReasonsIsWhatWasRead(string dialect) => Holds(dialect + ".reasons", dialect, new SqlReasons(2));

    private static void Holds(string name, string dialect, SqlReasons? reasons)
    {
        var names = new SqlNames { Table = "applications", Keys = EquatableArray.Of("id") };
        var received = SqlStatement.Of(RuleDocumentReader.Read(HingeDocuments.Loan), SqlDialects.Of(dialect), names, reasons);
        var file = Path.Combine(Folder(), name + ".verified.sql");
        var other = Path.Combine(Folder(), name + ".received.sql");
        if (File.Exists(file) && File.ReadAllText(file) == received)
        {
            File.Delete(other);
            return;
        }

        File.WriteAllText(other, received);
        Assert.Fail($"{Path.GetFileName(other)} differs from {Path.GetFileName(file)}.");
    }

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Snapshots");
}
