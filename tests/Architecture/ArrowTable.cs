using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace RuleCompiler.Architecture;

/// <summary>The arrows that are allowed between the rooms of an assembly.</summary>
/// <remarks>
/// It lists what is, not an order: an arrow that is not in the table is a decision to be made, and one that nobody needs any more goes.
/// </remarks>
internal sealed class ArrowTable
{
    private readonly HashSet<(string From, string To)> _allowed;

    /// <summary>Makes the table.</summary>
    /// <param name="rows">For each room those that it may know, separated by blanks.</param>
    public ArrowTable(params (string From, string To)[] rows) =>
        _allowed = rows.SelectMany(row => row.To.Split(' ').Select(to => (row.From, to))).ToHashSet();

    /// <summary>Fails where an assembly is not as the table says, and says each difference.</summary>
    /// <param name="arrows">The arrows of the assembly, see <see cref="AssemblyArrows.Of"/>.</param>
    public void Hold(IReadOnlyDictionary<(string From, string To), string> arrows)
    {
        var differences = Differences(arrows).ToArray();
        Assert.True(differences.Length == 0, string.Join('\n', differences));
    }

    /// <summary>What differs from the table, a line each; nothing where an assembly is as the table says.</summary>
    /// <param name="arrows">The arrows of the assembly, see <see cref="AssemblyArrows.Of"/>.</param>
    /// <returns>Arrows that are not allowed, with a member that has them, and allowed ones that are not there.</returns>
    public IEnumerable<string> Differences(IReadOnlyDictionary<(string From, string To), string> arrows) =>
        arrows.Where(a => !_allowed.Contains(a.Key)).Select(a => $"{a.Key.From} knows {a.Key.To}, in {a.Value}")
            .Concat(_allowed.Where(a => !arrows.ContainsKey(a)).Order().Select(
                a => $"{a.From} does not know {a.To} any more: take it out of the table"));
}
