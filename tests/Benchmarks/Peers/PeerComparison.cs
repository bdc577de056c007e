using System;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Benchmarks.Peers;

/// <summary>
/// How good boosted trees and additive models are on the rows on which <c>rulec train TRAIN --test TEST --seed SEED</c> measures its rules:
/// <c>-- peers TRAIN.csv TEST.csv TARGET classes|regression SEED</c>.
/// </summary>
/// <remarks>
/// Prints the number of inputs, then a line per peer: its name, accuracy or R², AUC, and what was chosen, as leaves x rounds; - for what
/// there is not. Options are chosen by the loss on validation rows; the peer then learns all rows of the training file with them. Test
/// rows choose nothing.
/// </remarks>
internal static class PeerComparison
{
    public static void Run(ReadOnlySpan<string> args, TextWriter output)
    {
        if (args.Length != 5 || args[3] is not ("classes" or "regression"))
            throw new ArgumentException("peers TRAIN.csv TEST.csv TARGET classes|regression SEED");
        var seed = ulong.Parse(args[4], CultureInfo.InvariantCulture);
        var table = PeerTable.Read(args[0], args[1], args[2], args[3] == "regression", seed);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"inputs {table.Inputs}"));
        foreach (var peer in PeerModel.All)
        {
            if (Choose(peer, table) is not { } options)
            {
                output.WriteLine($"{peer.Name} - - -");
                continue;
            }

            var metrics = FittedPeer.Fit(peer, table, table.Learned, options)!.Measure(table.Test);
            var auc = metrics.FirstOrDefault(m => m.Name == "auc");
            var chosen = string.Create(CultureInfo.InvariantCulture, $"{options.Leaves}x{options.Rounds}");
            output.WriteLine($"{peer.Name} {Shown(metrics[0])} {(auc is null ? "-" : Shown(auc))} {chosen}");
        }
    }

    /// <summary>The options with the least loss on validation rows; null where the peer cannot learn the task.</summary>
    public static PeerOptions? Choose(PeerModel peer, PeerTable table)
    {
        var (best, least) = ((PeerOptions?)null, double.PositiveInfinity);
        foreach (var leaves in peer.Leaves)
        {
            // More rounds fit the training rows more closely: once that no longer helps on others, it will not help again.
            var before = double.PositiveInfinity;
            foreach (var rounds in PeerModel.Rounds)
            {
                var options = new PeerOptions(leaves, rounds);
                if (FittedPeer.Fit(peer, table, table.Train, options) is not { } fitted)
                    return null;
                var loss = fitted.Loss(table.Validation);
                if (loss < least)
                    (best, least) = (options, loss);
                if (!(loss < before))
                    break;
                before = loss;
            }
        }

        return best;
    }

    private static string Shown(NamedNumber metric) => metric.Value.Value.ToString("0.000000", CultureInfo.InvariantCulture);
}
