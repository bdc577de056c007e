using System;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Reports;
using RuleCompiler.Trainer.Reports.Pages;
using RuleCompiler.Trainer.Rules;

namespace RuleCompiler.Trainer.Cli;

/// <summary>Rules that a network was collapsed to, and the network, with the same inputs and outputs.</summary>
/// <remarks>
/// Such rules ask only for the inputs that they use, and their outputs are what decides: of two logits their difference, of costs the
/// negative.
/// </remarks>
internal static class CollapsedRules
{
    /// <summary>The network with the outputs of the rules; other rules than those of a collapse have the network's own.</summary>
    /// <exception cref="ArgumentException">It has other outputs.</exception>
    public static PiecewiseNetwork Outputs(RuleDocument document, HeadedNetwork headed)
    {
        var network = headed.Network;
        return document.Provenance?.Network is not null && NetworkAnswers.LastOf(document, network.Outputs, headed.Threshold) is { } last
            ? new PiecewiseNetwork([.. network.Layers, last])
            : network;
    }

    /// <summary>The rules over all inputs of the network, in its order.</summary>
    /// <param name="path">The file of the rules.</param>
    /// <param name="document">The rules.</param>
    /// <param name="inputs">How many inputs the network has.</param>
    /// <param name="boxFrom">A CSV file that says in which ranges the inputs lie that the rules do not ask for; null without one.</param>
    /// <exception cref="InputFileException">These ranges are not known.</exception>
    public static RuleDocument Inputs(string path, RuleDocument document, int inputs, string? boxFrom)
    {
        var names = RecordedOptions.NetworkInputs(document.Provenance);
        var others = names.Where(n => !document.Inputs.Any(i => i.Name == n)).ToArray();
        if (names.Count != inputs || (others.Length == 0 && names.SequenceEqual(document.Inputs.Select(i => i.Name))))
            return document;
        if (others.Length > 0 && boxFrom is null)
        {
            var shown = string.Join(", ", others.Take(5).Select(n => $"'{VisibleText.Of(n, 30)}'")) + (others.Length > 5 ? ", …" : string.Empty);
            throw new InputFileException(
                path, $"the rules do not ask for {ShownNumber.Count(others.Length, "input")} of the network ({shown}), whose ranges they therefore do not tell; give the rows of the collapse with --box-from data.csv.");
        }

        var box = others.Length == 0 ? null : BoxChoice.OfRows(boxFrom!, names, TableOptions.Default);
        return document.WithInputs(names.Select((name, i) => document.Inputs.FirstOrDefault(own => own.Name == name)
            ?? new NumberInput(name, null, null, Number.From(box!.Lower[i]), Number.From(box.Upper[i]), null)).ToEquatableArray());
    }
}
