using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using RuleCompiler.Trainer.Queries;

namespace RuleCompiler.Tool.Shared;

/// <summary>A query in the place of the file that has the table.</summary>
internal sealed class QueryArguments
{
    private readonly IFileSymbol _data;
    private readonly ConnectionOption _connection = new();

    /// <param name="data">What names the file; it need not be given any more.</param>
    public QueryArguments(IFileSymbol data)
    {
        _data = data;
        if (data is Argument argument)
            argument.Arity = ArgumentArity.ZeroOrOne;
        if (data is Option option)
            option.Required = false;
    }

    /// <summary>The query.</summary>
    public Option<string?> Query { get; } = new("--query")
    {
        Description = "A statement such as SELECT, whose rows are the table in the place of a file; it is asked of --connection.",
        HelpName = "sql",
    };

    /// <summary>Adds where it is asked, and what has to be given with what.</summary>
    public void AddTo(Command command)
    {
        command.Add(_connection);
        command.Validators.Add(result =>
        {
            var (hasQuery, hasConnection) = (result.GetValue(Query) is not null, result.GetValue(_connection) is not null);
            var hasFile = (_data is Argument argument ? result.GetResult(argument) : (SymbolResult?)result.GetResult((Option)_data))
                is { Tokens.Count: > 0 };
            if (hasQuery && hasFile)
                result.AddError($"--query stands in the place of {_data.Shown}; give one of them.");
            else if (hasQuery && !hasConnection)
                result.AddError("--query is asked of a database; name it with --connection.");
            else if (hasConnection && !hasQuery)
                result.AddError("--connection is where --query is asked; give --query too, or omit it.");
            else if (!hasQuery && !hasFile)
                result.AddError($"name the table with {_data.Shown}, or ask a database for it with --query and --connection.");
        });
    }

    /// <summary>Has the rows ready for whoever reads them.</summary>
    public void Provide(ParseResult result)
    {
        if (result.GetValue(Query) is { } query)
            QueryTable.Provide(query, result.GetRequiredValue(_connection)!);
    }

    /// <summary>The name under which the table is read.</summary>
    public string PathOf(ParseResult result) => _data.Paths(result).FirstOrDefault() ?? QueryTable.Name;
}
