using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Recourses;

/// <summary>A certificate as it is written: a question, what is claimed, and the words that prove each case.</summary>
/// <param name="Head">The lines of the question, as text.</param>
/// <param name="Meaning">The hash of what the document means.</param>
/// <param name="Row">The row as it was given.</param>
/// <param name="Wanted">The words of what is wanted.</param>
/// <param name="MostChanges">How many inputs may change.</param>
/// <param name="Costs">What a step of each input costs.</param>
/// <param name="Sides">The side conditions.</param>
/// <param name="AtLeast">What every change costs at least, as is claimed.</param>
/// <param name="Change">The row after the change and its cost; null where none is claimed.</param>
/// <param name="Cases">The words of each case.</param>
internal sealed record RecourseCertificate(
    string Head,
    string Meaning,
    double[] Row,
    string[] Wanted,
    int MostChanges,
    long[] Costs,
    IReadOnlyList<RecourseLimit> Sides,
    long AtLeast,
    (long Cost, double[] Row)? Change,
    IReadOnlyList<string[]> Cases)
{
    /// <summary>Reads a certificate.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The certificate; null where the text is none, or is not the one that was sealed.</returns>
    public static RecourseCertificate? Read(string text)
    {
        var end = text.LastIndexOf(RecourseText.SealMark, StringComparison.Ordinal);
        if (end < 0 || text.Substring(end) != RecourseText.SealMark + RecourseText.Seal(text.Substring(0, end)) + "\n")
            return null;
        var lines = text.Substring(0, end).Split('\n').Select(l => l.Split(' ')).ToArray();
        try
        {
            return Read(text, lines);
        }
        catch (FormatException)
        {
            return null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static RecourseCertificate Read(string text, string[][] lines)
    {
        var next = 0;
        if (string.Join(" ", Line()) + "\n" != RecourseText.Head)
            throw new FormatException();
        var meaning = string.Join(" ", Words("meaning"));
        var row = Words("row").Select(Double).ToArray();
        var wanted = Words("wanted");
        var most = checked((int)Long(Words("most").Single()));
        var costs = Words("costs").Select(Long).ToArray();
        var sides = new List<RecourseLimit>();
        while (Is("side"))
            sides.Add(Side(Words("side")));
        var head = text.Substring(0, text.IndexOf("\natLeast ", StringComparison.Ordinal) + 1);
        var atLeast = Long(Words("atLeast").Single());
        (long, double[])? change = null;
        if (Is("change"))
        {
            var words = Words("change");
            change = (Long(words[0]), words.Skip(1).Select(Double).ToArray());
        }

        var cases = new List<string[]>();
        while (Is("case"))
            cases.Add(Words("case"));
        if (next != lines.Length - 1 || most < 1)
            throw new FormatException();
        return new RecourseCertificate(head, meaning, row, wanted, most, costs, sides, atLeast, change, cases);

        string[] Line() => next < lines.Length ? lines[next++] : throw new FormatException();
        bool Is(string name) => next < lines.Length && lines[next][0] == name;
        string[] Words(string name) => Is(name) && lines[next].Length > 1 ? Line().Skip(1).ToArray() : throw new FormatException();
    }

    /// <summary>A double as it is written here.</summary>
    public static double Double(string word) => double.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>A whole number as it is written here.</summary>
    public static long Long(string word) => long.Parse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static RecourseLimit Side(string[] words)
    {
        var terms = words.Skip(1).ToArray();
        if (terms.Length % 2 != 0)
            throw new FormatException();
        return new RecourseLimit(
            terms.Where((_, t) => t % 2 == 0).Select(w => checked((int)Long(w))).ToArray(),
            terms.Where((_, t) => t % 2 == 1).Select(Double).ToArray(),
            Double(words[0]));
    }
}
