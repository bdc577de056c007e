using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Runtime.Tests.Proofs;

namespace RuleCompiler.Benchmarks.Bands;

/// <summary>The parts of a long search that are done: in memory and, where there is a file, a line each, so that a run can go on.</summary>
internal sealed class BandJournal
{
    private const char Separator = '\t';

    private readonly SortedDictionary<int, BandTally> _done = [];
    private readonly string? _path;

    /// <summary>Reads what is done, or begins a file.</summary>
    /// <param name="path">The file; null keeps nothing.</param>
    /// <param name="documents">What the search is of: its first line, so that no other documents are taken for these.</param>
    public BandJournal(string? path, string documents)
    {
        _path = path;
        if (path is null)
            return;
        if (!File.Exists(path))
        {
            File.WriteAllText(path, documents + "\n");
            return;
        }

        // What follows the last line break is a line that was not written to its end.
        var text = File.ReadAllText(path);
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        if (whole.Length < text.Length)
            File.WriteAllText(path, whole);
        var lines = whole.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.FirstOrDefault() != documents)
            throw new ArgumentException($"{path} is of other documents than these; name another file.", nameof(path));
        foreach (var line in lines.Skip(1))
        {
            var (part, tally) = Read(line.Split(Separator));
            _done[part] = tally;
        }
    }

    public bool Has(int part)
    {
        lock (_done)
            return _done.ContainsKey(part);
    }

    /// <summary>The parts before a number, in order.</summary>
    public IEnumerable<(int Part, BandTally Tally)> Take(int parts) => _done.Where(p => p.Key < parts).Select(p => (p.Key, p.Value));

    public void Add(int part, BandTally tally)
    {
        lock (_done)
        {
            _done[part] = tally;
            if (_path is not null)
                File.AppendAllText(_path, Line(part, tally) + "\n");
        }
    }

    private static string Line(int part, BandTally tally) => string.Join(
        Separator,
        new IFormattable[] { part, tally.Points, tally.Borders, tally.Near, tally.Inside, tally.Reached }
            .Select(v => v.ToString(null, CultureInfo.InvariantCulture)).Concat(tally.Wrong));

    private static (int Part, BandTally Tally) Read(string[] cells)
    {
        var counts = cells.Take(5).Select(c => long.Parse(c, CultureInfo.InvariantCulture)).ToArray();
        return ((int)counts[0], new BandTally(
            counts[1], counts[2], counts[3], counts[4], double.Parse(cells[5], CultureInfo.InvariantCulture), cells[6..]));
    }
}
