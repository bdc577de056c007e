using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Tool.Shared.Runs;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Train;

/// <summary>The options that only <c>rulec train</c> has.</summary>
internal static class TrainOptions
{
    private const int MaxUnits = 4096;
    private const double MaxNoise = 100;
    private const double LeastClassWeight = 0.001;
    private const double MostClassWeight = 1000;
    private const string Network = "network";

    /// <summary>Makes them, in the order of the help.</summary>
    public static OptionDefinition<RunOptions>[] All()
    {
        var model = OptionDefinition.Word<RunOptions, ModelKind>(
            "--model", "What the rules are made from: a network, a decision tree, or one linear model.",
            [(Network, ModelKind.Network), ("tree", ModelKind.Tree), ("linear", ModelKind.Linear)], Network,
            (run, kind) => run with { Training = run.Training with { Model = kind } });
        var ofNetworks = OfNetworks((Option<string>)model.Option);
        model.Option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is "tree" or "linear"
                && ofNetworks.FirstOrDefault(o => result.GetResult(o.Option) is { Implicit: false }) is { } given)
                result.AddError($"{given.Option.Name} is for networks; omit it, or omit --model.");
        });
        return
        [
            OptionDefinition.Columns<RunOptions>(
                "--target",
                "The column to predict; several separated by commas.",
                (run, names) => run with { Table = run.Table with { Targets = names } }),
            model,
            OptionDefinition.Columns<RunOptions>(
                "--ignore", "A column to leave out.", (run, names) => run with { Table = run.Table with { Ignored = names } }),
            OptionDefinition.Columns<RunOptions>(
                "--increasing",
                "A number that no output may fall with: held in training, claimed by the document and proved.",
                (run, names) => run with { Training = run.Training with { Increasing = names } }),
            OptionDefinition.Columns<RunOptions>(
                "--decreasing",
                "A number that no output may rise with.",
                (run, names) => run with { Training = run.Training with { Decreasing = names } }),
            OptionDefinition.Columns<RunOptions>(
                "--category",
                "A column whose values are categories.",
                (run, names) => run with { Table = run.Table with { Categories = names } }),
            OptionDefinition.Columns<RunOptions>(
                "--number",
                "A column whose values are numbers although they look like codes.",
                (run, names) => run with { Table = run.Table with { Numbers = names } }),
            Policies(),
            Special(),
            OptionDefinition.Columns<RunOptions>(
                "--keep",
                "A column to keep although it looks like an identifier or free text.",
                (run, names) => run with { Table = run.Table with { Kept = names } }),
            OptionDefinition.Word<RunOptions, bool>(
                "--unknown",
                "How to treat a category that does not occur in training: refuse it, or count it as another, the most frequent one.",
                [("refuse", true), ("other", false)],
                "other",
                (run, refuses) => run with { Categories = run.Categories with { RefusesUnknown = refuses } }),
            OptionDefinition.Number<RunOptions, int>(
                "--max-categories", "The largest number of categories to distinguish per input; the rarest of more count as one.",
                CategoryOptions.Default.MaxCategories, CategoryOptions.LeastMaxCategories, 1_000_000,
                (run, n) => run with { Categories = run.Categories with { MaxCategories = n } }, decides: true),
            ClassWeights(),
            .. ofNetworks,
        ];
    }

    private static OptionDefinition<RunOptions>[] OfNetworks(Option<string> model)
    {
        var hidden = new Option<LayerSizes>("--hidden")
        {
            Description = "The units of each hidden layer.",
            HelpName = "n,n",
            DefaultValueFactory = _ => new LayerSizes(EquatableArray.Of(16, 16)),
            CustomParser = ParseHidden,
            Arity = ArgumentArity.ExactlyOne,
        };
        var schedule = OptionDefinition.Word<RunOptions, Schedule>(
            "--schedule", "How PReLUs become linear: by the note's rule, or under a growing force.",
            [("note", Schedule.Note), ("auto", Schedule.Auto)],
            "auto",
            (run, kind) => run with { Training = run.Training with { Schedule = kind } });
        return
        [
            OptionDefinition.Word<RunOptions, bool>(
                "--monotone",
                "Which numbers have a direction: those that are asked for, or also those whose curve is nearly monotone.",
                [("auto", true), ("asked", false)],
                "asked",
                (run, finds) => run with { Training = run.Training with { FindsDirections = finds } }),
            new(
                hidden,
                (run, reading) => run with { Training = run.Training with { Hidden = HiddenOf(reading) } },
                reading => HiddenOf(reading) is { Count: > 0 } units ? string.Join(',', units.Select(OptionDefinition.Text)) : null),
            schedule with
            {
                Record = reading => IsNetwork(reading) ? reading.Result.GetRequiredValue((Option<string>)schedule.Option) : null,
            },
            OptionDefinition.Number<RunOptions, double>(
                "--noise", "Standard deviation of noise on the inputs, drawn afresh for every batch.", 0.0, 0, MaxNoise,
                (run, n) => run with { Training = run.Training with { Noise = n } }, decides: true),
            OptionDefinition.OptionalNumber<RunOptions, long>(
                "--max-steps",
                "The largest number of training steps.",
                1,
                long.MaxValue,
                (run, n) => run with { Training = run.Training with { MaxSteps = n } },
                decides: true),
        ];

        bool IsNetwork(OptionReading reading) => reading.Result.GetRequiredValue(model) == Network;

        EquatableArray<int> HiddenOf(OptionReading reading) =>
            IsNetwork(reading) ? reading.Result.GetRequiredValue(hidden).Units : EquatableArray<int>.Empty;
    }

    private static OptionDefinition<RunOptions> Policies() => OptionDefinition.Of(
        new FileOption("--policies", FileUse.Read)
        {
            Description = "Policies that the rules are to keep to: what can be held is held in training, and what is broken all the same "
                + "is told, with exit code 1.",
            HelpName = "file",
        },
        (RunOptions run, string? file) => run with { Policies = file },
        file => file is null ? null : FileFingerprint.WithName(file));

    private static OptionDefinition<RunOptions> Special()
    {
        var special = OptionDefinition.Texts<RunOptions>(
            "--special",
            "values",
            "Values of numbers that are no quantities and may add a number of their own: -9,-8 in all numbers that have them, income=-9 in "
                + "one; the word missing is for what is missing.",
            (run, values) => run with { Table = run.Table with { Special = values } });
        special.Option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => !TableOptions.IsSpecial(t.Value[(t.Value.LastIndexOf('=') + 1)..])))
                result.AddError(
                    "--special is a list of numbers, or the word missing, for one column as in income=-9,-8; not "
                        + $"'{Documents.VisibleText.Of(token.Value)}'.");
        });
        return special;
    }

    private static OptionDefinition<RunOptions> ClassWeights()
    {
        var option = TableArguments.List(
            "--class-weight", "label=n", "The cost of an error on rows with a label; 1 for labels that are not named.");
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.SelectMany(t => ColumnList.Split(t.Value)).Where(t => ReadClassWeight(t) is null))
                result.AddError(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"--class-weight is a label and a number from {LeastClassWeight} to {MostClassWeight} such as bad=5, not "
                            + $"'{Documents.VisibleText.Of(token)}'."));
        });
        return new(
            option,
            (run, reading) => run with { Training = run.Training with { ClassWeights = Weights(reading) } },
            reading => OptionDefinition.Lines(
                Weights(reading).Select(w => $"{w.Label}={OptionDefinition.Text(w.Weight)}").ToEquatableArray()));

        EquatableArray<ClassWeight> Weights(OptionReading reading) =>
            TableArguments.Names(reading.Result, option).Select(w => ReadClassWeight(w)!).ToEquatableArray();
    }

    private static ClassWeight? ReadClassWeight(string text) => Assignment.Of(text) is { } pair
        && double.TryParse(pair.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
        && weight is >= LeastClassWeight and <= MostClassWeight
            ? new ClassWeight(pair.Name.Trim(), weight)
            : null;

    private static LayerSizes? ParseHidden(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var units = text.Split(',').Select(t => int.TryParse(t.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)
            .ToArray();
        if (units.All(n => n is >= 1 and <= MaxUnits))
            return new LayerSizes(units.ToEquatableArray());
        result.AddError(
            string.Create(
                CultureInfo.InvariantCulture,
                $"--hidden is a list of layer sizes from 1 to {MaxUnits} such as 16,16, not '{Documents.VisibleText.Of(text)}'."));
        return null;
    }

    /// <summary>The units of each hidden layer, shown as they are given.</summary>
    private sealed record LayerSizes(EquatableArray<int> Units)
    {
        public override string ToString() => string.Join(',', Units);
    }
}
