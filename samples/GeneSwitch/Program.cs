using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Samples;

/// <summary>Holds the compiled rules of a network against the simulation that the network learned from.</summary>
internal static class Program
{
    private static int Main()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "gene-switch.csv"));
        var names = lines[0].Split(',');
        var cells = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        var right = cells.Count(
            cell => GeneSwitch.TextOf(GeneSwitch.Classify(ToInput(names, cell))) == cell[Array.IndexOf(names, "states")]);

        // Two strong genes that repress each other alike: either can win, so there are two states.
        var balanced = new GeneSwitch.Input
        {
            Log10StrengthX = 1.5,
            Log10ThresholdX = 0.5,
            HillX = 3,
            Log10DecayX = 0,
            Log10StrengthY = 1.5,
            Log10ThresholdY = 0.5,
            HillY = 3,
            Log10FeedbackThresholdY = 1,
            Log10DecayY = 0,
            Log10Growth = -1,
        };

        // With the second gene at a fifth of its strength, the first one always wins.
        var oneSided = balanced with { Log10StrengthY = 0.8 };

        Console.WriteLine(GeneSwitch.Rules);
        var asExpected = Decide("Balanced", balanced, GeneSwitch.Label.Two) & Decide("One-sided", oneSided, GeneSwitch.Label.One);
        Console.WriteLine(FormattableString.Invariant($"{right} of {cells.Length} simulated cells decided rightly by the compiled rules."));
        return asExpected && right >= 0.95 * cells.Length ? 0 : 1;
    }

    private static GeneSwitch.Input ToInput(string[] names, string[] cell)
    {
        double Value(string name) => double.Parse(cell[Array.IndexOf(names, name)], CultureInfo.InvariantCulture);
        return new GeneSwitch.Input
        {
            Log10StrengthX = Value("log10_strength_x"),
            Log10ThresholdX = Value("log10_threshold_x"),
            HillX = Value("hill_x"),
            Log10DecayX = Value("log10_decay_x"),
            Log10StrengthY = Value("log10_strength_y"),
            Log10ThresholdY = Value("log10_threshold_y"),
            HillY = Value("hill_y"),
            Log10FeedbackThresholdY = Value("log10_feedback_threshold_y"),
            Log10DecayY = Value("log10_decay_y"),
            Log10Growth = Value("log10_growth"),
        };
    }

    private static bool Decide(string who, in GeneSwitch.Input cell, GeneSwitch.Label expected)
    {
        var states = GeneSwitch.Classify(cell);
        Console.WriteLine(FormattableString.Invariant(
            $"{who}: {GeneSwitch.TextOf(states)} stable state(s), by rule {GeneSwitch.Rule(cell)} with a score of {GeneSwitch.Score(cell):0.00}"));
        Console.WriteLine(GeneSwitch.Explain(cell));
        return states == expected;
    }
}
