using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Sources;

namespace RuleCompiler.Tool.Extract;

/// <summary>The options that give the box of a network that has none in its file.</summary>
internal sealed class BoxArguments
{
    private readonly Option<(double Low, double High)[]> _ranges = new("--box")
    {
        Description = "The range of the inputs to examine, low,high: one for all inputs, or repeated, one for each in order.",
        HelpName = "low,high",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => result.Tokens.Select(t => Parse(result, t.Value)).ToArray(),
    };

    private readonly FileOption _from = new(
        "--box-from",
        FileUse.Read)
    { Description = "A table: each input is examined between its smallest and its largest value there.", HelpName = "data" };

    public void AddTo(Command command)
    {
        command.Add(_ranges);
        command.Add(_from);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_ranges) is not null && result.GetResult(_from) is not null)
                result.AddError("--box and --box-from both give the ranges; omit one of them.");
        });
    }

    public BoxChoice Read(ParseResult result) => new(result.GetValue(_ranges) ?? [], result.GetValue(_from));

    private static (double Low, double High) Parse(ArgumentResult result, string text)
    {
        var parts = text.Split(',');
        if (parts.Length == 2 && TryParse(parts[0], out var low) && TryParse(parts[1], out var high) && low <= high)
            return (low, high);
        result.AddError($"--box is a range of two numbers, the lower one first, such as --box=-1,1; not '{VisibleText.Of(text)}'.");
        return default;
    }

    private static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
