using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Samples;

/// <summary>Classifies the held-out banknotes with the compiled rules, and shows why for the first ones.</summary>
internal static class Program
{
    private static int Main()
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "banknote-test.csv"))
            .Skip(1)
            .Select(line => line.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray())
            .ToArray();

        var right = 0;
        foreach (var row in rows)
        {
            var label = Banknote.Classify(variance: row[0], skewness: row[1], curtosis: row[2], entropy: row[3]);
            right += (int)label == (int)row[4] ? 1 : 0;
        }

        foreach (var row in rows.Take(3))
        {
            var note = new Banknote.Input { Variance = row[0], Skewness = row[1], Curtosis = row[2], Entropy = row[3] };
            Console.WriteLine(FormattableString.Invariant(
                $"variance {row[0]}, skewness {row[1]}, curtosis {row[2]}, entropy {row[3]}: rule {Banknote.Rule(note)}, score {Banknote.Score(note):0.00}, class {(int)Banknote.Classify(note)}"));
        }

        Console.WriteLine();
        Console.WriteLine(Banknote.Rules);
        Console.WriteLine(
            FormattableString.Invariant($"{right} of {rows.Length} held-out banknotes classified rightly by the compiled rules."));
        return right >= 0.99 * rows.Length ? 0 : 1;
    }
}
