using System.CommandLine;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline.Explaining;

namespace RuleCompiler.Tool.Explain;

/// <summary>The options of <c>rulec explain</c> that only rules have.</summary>
internal sealed class RuleArguments
{
    private readonly Option<string[]> _set = TableArguments.List(
        "--set",
        "input=value",
        "Of rules, the value of an input, as in age=34, instead of that in the row; without a file all others are missing.");

    private readonly Option<string?> _reference = new("--reference")
    {
        Description = "Of rules, what shares are measured from: a row of the file, counted from 1, or the name of a reference of the "
            + "document; by default the document's default.",
        HelpName = "row|name",
    };

    public void AddTo(Command command)
    {
        foreach (var option in Options())
            command.Add(option);
    }

    public AskedRow Read(ParseResult result, AskedRow row) => row with
    {
        Set = (result.GetValue(_set) ?? []).ToEquatableArray(),
        Reference = result.GetValue(_reference),
    };

    /// <summary>Networks have no such options.</summary>
    public void Refuse(ParseResult result, string model)
    {
        if (Options().FirstOrDefault(o => result.GetResult(o) is not null) is { } given)
            throw new InputFileException(model, $"{given.Name} is for rules, and this is a network; omit it.");
    }

    private Option[] Options() => [_set, _reference];
}
