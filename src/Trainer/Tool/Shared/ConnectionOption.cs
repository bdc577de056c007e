using System.Collections.Generic;
using System.CommandLine;
using RuleCompiler.Trainer.Queries;

namespace RuleCompiler.Tool.Shared;

/// <summary>The database that a query is asked of; where that is a file, it is one that is read.</summary>
internal sealed class ConnectionOption : Option<string?>, IFileSymbol
{
    public ConnectionOption()
        : base("--connection")
    {
        Description = "Where --query is asked: postgres://USER@HOST/DATABASE, Host=…;Database=…, sqlite:FILE, duckdb:FILE, duckdb: alone "
            + "for files that the query names; env:NAME takes it from a variable, so that a password is in no history.";
        HelpName = "database";
    }

    public FileUse Use => FileUse.Read;

    public string Shown => Name;

    public IEnumerable<string> Paths(ParseResult result) =>
        result.GetValue(this) is { } connection && QueryTable.FileOf(connection) is { } file ? [file] : [];
}
