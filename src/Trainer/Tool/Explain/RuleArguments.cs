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

    private readonly Option<bool> _reasons = new("--reasons")
    {
        Description = "Of rules, give the principal reasons for the decision too: the inputs that most set the row apart from the "
            + "reference towards it, by the codes and texts of the document.",
    };

    private readonly Option<int?> _mostReasons = NumberOptions.Optional(
        "--most-reasons", "Of rules, how many reasons to give at most, 4 where --reasons alone is given.", 1, int.MaxValue);

    public void AddTo(Command command)
    {
        foreach (var option in Options())
            command.Add(option);
    }

    public AskedRow Read(ParseResult result, AskedRow row) => row with
    {
        Set = (result.GetValue(_set) ?? []).ToEquatableArray(),
        Reference = result.GetValue(_reference),
        MostReasons = result.GetValue(_mostReasons) ?? (result.GetValue(_reasons) ? AskedRow.UsualReasons : null),
    };

    /// <summary>Networks have no such options.</summary>
    public void Refuse(ParseResult result, string model)
    {
        if (Options().FirstOrDefault(o => result.GetResult(o) is { Implicit: false }) is { } given)
            throw new InputFileException(model, $"{given.Name} is for rules, and this is a network; omit it.");
    }

    private Option[] Options() => [_set, _reference, _reasons, _mostReasons];
}
