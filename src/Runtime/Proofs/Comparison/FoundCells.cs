using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>Rows with one old rule and one new rule that differ in one way.</summary>
/// <param name="Pair">The rules.</param>
/// <param name="Question">The position of the question; −1 where outputs are compared.</param>
/// <param name="OldLabel">The old label; null where outputs are compared.</param>
/// <param name="NewLabel">The new label.</param>
internal sealed record CellKey(RulePair Pair, int Question, string? OldLabel, string? NewLabel);

/// <summary>A part of such rows, over which outputs are single sums.</summary>
/// <param name="Sides">The sides that the rows are on.</param>
/// <param name="Differences">For each pair of outputs the new one minus the old one.</param>
/// <param name="Row">A row of it.</param>
internal sealed record CellPart(SumSide[] Sides, IReadOnlyList<ExpandedSum> Differences, ExactRow Row);

/// <summary>Cells in the order in which they are found.</summary>
internal sealed class FoundCells
{
    private readonly Dictionary<CellKey, List<CellPart>> _parts = [];
    private readonly List<CellKey> _keys = [];

    /// <summary>The cells.</summary>
    public IReadOnlyList<CellKey> Keys => _keys;

    /// <summary>The parts of a cell.</summary>
    public IReadOnlyList<CellPart> this[CellKey key] => _parts[key];

    /// <summary>Adds a part.</summary>
    /// <param name="key">The cell that it belongs to.</param>
    /// <param name="part">The part.</param>
    public void Add(CellKey key, CellPart part)
    {
        if (!_parts.TryGetValue(key, out var parts))
        {
            _parts.Add(key, parts = []);
            _keys.Add(key);
        }

        parts.Add(part);
    }

    /// <summary>The cells by the numbers of their rules, which people know them by.</summary>
    public IEnumerable<CellKey> Ordered(IReadOnlyList<VerifiedRule> old, IReadOnlyList<VerifiedRule> @new) => _keys
        .OrderBy(k => old[k.Pair.Old].Id).ThenBy(k => @new[k.Pair.New].Id).ThenBy(k => k.Question);
}
