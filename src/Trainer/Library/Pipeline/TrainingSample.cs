using System;
using System.Linq;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>The rows that models are fitted to and chosen by: all, or a sample where they are very many.</summary>
/// <remarks>
/// A fit reads its rows some hundred times, and there are many fits. What the rows of a table tell of a few hundred weights is
/// learned from far fewer: the error that a sample leaves in a figure falls with the square root of its size, and is of the same order
/// as that of the figure itself. The figures of the rules and their support are of all rows; those by which they were chosen are of the
/// sample of validation rows.
/// </remarks>
internal static class TrainingSample
{
    /// <summary>
    /// The most rows that models are fitted to. A share of so many rows is known to 0.2 %, which is less than the least gain for which a
    /// larger model is taken; more rows would take the time of the run and leave the rules as they are.
    /// </summary>
    public const int MostTrained = 100_000;

    /// <summary>The most rows that choose among models: half as many, since a choice is among few.</summary>
    public const int MostValidated = 50_000;

    /// <summary>Numbers have no classes: they are divided into this many quantiles, each of which has its share in the sample.</summary>
    private const int Quantiles = 100;

    /// <summary>
    /// Classes of which less than a row would be drawn have one each, unless they are more than this share of the sample: then they are
    /// drawn from as one class.
    /// </summary>
    private const double MostRare = 0.01;

    /// <summary>The training rows to fit to.</summary>
    public static DataPart OfTraining(Dataset data, ulong seed, int most = MostTrained) => Draw(data, data.Train, most, seed, 1);

    /// <summary>The validation rows to choose by.</summary>
    public static DataPart OfValidation(Dataset data, ulong seed, int most = MostValidated) => Draw(data, data.Validation, most, seed, 2);

    /// <summary>Says what is a sample; null where nothing is.</summary>
    public static string? Remark(Dataset data)
    {
        var (train, validation) = (data.Split.Train.Length, data.Split.Validation.Length);
        var trained = Said("trained on", MostTrained, train, "training rows");
        var chosen = Said("chosen by", MostValidated, validation, "validation rows");
        return trained is null ? chosen : chosen is null ? trained : $"{trained}, and {chosen}";
    }

    /// <summary>Says which figures are of the sample alone; nothing where all validation rows choose.</summary>
    public static string OfSampleAlone(Dataset data) => data.Split.Validation.Length <= MostValidated
        ? string.Empty
        : "; the validation figures of what there was to choose from are of the sample";

    private static string? Said(string what, int most, int rows, string name) => rows <= most
        ? null
        : $"{what} a sample of {ShownNumber.Integer(most)} of {ShownNumber.Integer(rows)} {name}";

    /// <summary>Draws rows so that each class has its share, as nearly as whole rows allow, and every class at least one row.</summary>
    private static DataPart Draw(Dataset data, DataPart part, int most, ulong seed, ulong stream)
    {
        if (part.Rows.Length <= most)
            return part;
        var classes = data.Task.IsClassification ? Dataset.ClassesOf(data.Task, part.Table, part.Rows) : QuantilesOf(data.Task, part);
        var members = new int[classes.Max() + 1];
        foreach (var c in classes)
            members[c]++;
        JoinRare(classes, members, most);
        var wanted = Quotas(members, most);
        var random = new Xoshiro256(Xoshiro256.Derive(Xoshiro256.Derive(seed, 0x5A3D), stream));
        var drawn = new int[wanted.Sum()];
        var next = 0;
        // Knuth's selection sampling: each row is taken with the probability that those still wanted have among those still to come.
        for (var r = 0; r < classes.Length; r++)
        {
            var c = classes[r];
            if (random.NextInt(members[c]--) >= wanted[c])
                continue;
            wanted[c]--;
            drawn[next++] = part.Rows[r];
        }

        return part with { Rows = drawn };
    }

    /// <summary>Makes one class of those that are rarer than a row of the sample, where they are very many.</summary>
    private static void JoinRare(int[] classes, int[] members, int most)
    {
        var rare = Array.ConvertAll(members, m => m > 0 && m * (long)most < classes.Length);
        if (rare.Count(r => r) <= MostRare * most)
            return;
        var joined = Array.IndexOf(rare, true);
        for (var r = 0; r < classes.Length; r++)
        {
            if (!rare[classes[r]] || classes[r] == joined)
                continue;
            members[classes[r]]--;
            members[joined]++;
            classes[r] = joined;
        }
    }

    /// <summary>How many rows of each class are taken: its share rounded down, then one more where the most was cut off.</summary>
    private static int[] Quotas(int[] members, int most)
    {
        var rows = members.Sum(m => (long)m);
        var quotas = Array.ConvertAll(members, m => m == 0 ? 0 : (int)Math.Max(1, m * (long)most / rows));
        var left = most - quotas.Sum();
        foreach (var c in Enumerable.Range(0, members.Length).Where(c => quotas[c] < members[c])
            .OrderByDescending(c => members[c] * (long)most % rows).ThenBy(c => c).Take(Math.Max(0, left)))
            quotas[c]++;
        return quotas;
    }

    private static int[] QuantilesOf(LearningTask task, DataPart part)
    {
        var values = task.Values(part.Table, 0, part.Rows);
        var order = Enumerable.Range(0, values.Length).ToArray();
        // Equal values keep the order of the rows, so that the quantiles do not hang on how they are sorted.
        Array.Sort(order, (a, b) => values[a].CompareTo(values[b]) is var c and not 0 ? c : a.CompareTo(b));
        var quantiles = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
            quantiles[order[i]] = (int)((long)i * Quantiles / order.Length);
        return quantiles;
    }
}
