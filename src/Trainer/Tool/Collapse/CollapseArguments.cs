using System.CommandLine;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Tool.Shared.Runs;
using RuleCompiler.Trainer.Pipeline.Originals;

namespace RuleCompiler.Tool.Collapse;

/// <summary>The options that only <c>rulec collapse</c> has.</summary>
internal sealed class CollapseArguments
{
    private const double MostThreshold = 1e9;

    private readonly OptionDefinition<RunOptions> _target = OptionDefinition.Columns<RunOptions>(
        "--target",
        "The column with the true labels or values. Without one, the rules learn the network's own answers, on the rows and around them.",
        (run, names) => run with { Table = run.Table with { Targets = names } });

    private readonly OptionDefinition<RunOptions> _ignore = OptionDefinition.Columns<RunOptions>(
        "--ignore", "A column to leave out.", (run, names) => run with { Table = run.Table with { Ignored = names } });

    private readonly OptionDefinition<CollapseOptions> _inputs = OptionDefinition.Columns<CollapseOptions>(
        "--inputs", "The inputs in the network's order, separated by commas, if they are not the file's columns in order.",
        (options, names) => options with { Task = options.Task with { Columns = names } });

    private readonly OptionDefinition<CollapseOptions>[] _ofAnswers =
    [
        OptionDefinition.Names<CollapseOptions>(
            "--labels", "label", "What the outputs mean: the two labels of a question, such as no,yes, or one label per output, in order.",
            (options, labels) => options with { Task = options.Task with { Labels = labels } }),
        OptionDefinition.Word<CollapseOptions, bool>(
            "--decision",
            "Which output of several is the answer: the largest (argmax), or the smallest (argmin), for outputs that are costs.",
            [("argmax", false), ("argmin", true)],
            "argmax",
            (options, isLeast) => options with { Task = options.Task with { IsLeast = isLeast } }),
        OptionDefinition.Number<CollapseOptions, double>(
            "--threshold", "The second of two labels holds where the output is at least this.", 0.0, -MostThreshold, MostThreshold,
            (options, n) => options with { Task = options.Task with { Threshold = n } }, decides: true),
        OptionDefinition.Of(
            NetworkArguments.Output(), (CollapseOptions options, string? name) => options with { NetworkOutput = name }, name => name),
    ];

    /// <summary>Those that say what the columns of the table are.</summary>
    public OptionDefinition<RunOptions>[] OfTable => [_target, _ignore];

    /// <summary>Adds all of them, in the order of the help.</summary>
    public void AddTo(Command command)
    {
        command.Add(_target.Option);
        command.Add(_inputs.Option);
        command.Add(_ignore.Option);
        _ofAnswers.AddTo(command);
    }

    /// <summary>What was asked for.</summary>
    public CollapseOptions Read(string network, RunOptions run, OptionReading reading)
    {
        OptionDefinition<CollapseOptions>[] own = [_inputs, .. _ofAnswers];
        // A network is collapsed by the one schedule that needs no training from the start, and documents say so.
        var recorded = RecordedOrder.Sort([.. own.Recorded(reading), .. run.Recorded, new NamedText("schedule", "auto")]);
        return own.Read(new CollapseOptions(network, new OriginalTask { Kind = run.Task }, run with { Recorded = recorded }), reading);
    }
}
