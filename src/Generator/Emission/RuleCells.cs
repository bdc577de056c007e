using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>The counts of rules in <c>Monitor</c>.</summary>
internal sealed class RuleCells
{
    // Rules that an edit took away leave gaps among the numbers, which cost 8 bytes each; past so many a search finds the place.
    private const int MaxGaps = 1_000;

    private readonly int[] _ids;
    private readonly bool _areSparse;
    private readonly bool _hasGaps;

    /// <summary>Lays out the counts of a document's rules.</summary>
    public RuleCells(RuleDocument document)
    {
        _ids = document.Rules.Select(r => r.Id).OrderBy(id => id).ToArray();
        var largest = _ids[_ids.Length - 1];
        _areSparse = largest - _ids.Length > MaxGaps;
        _hasGaps = largest != _ids.Length;
    }

    /// <summary>The statement that counts a rule.</summary>
    public string Statement => _areSparse ? "_rules[PositionOf(rule)]++;" : "_rules[rule - 1]++;";

    /// <summary>Writes the counts.</summary>
    public void EmitFields(CodeWriter code)
    {
        if (_hasGaps)
        {
            code.Write($$"""
                // The numbers of the rules, in order.
                private static readonly int[] RuleNumbers = { {{new CommaList(_ids.Select(Literals.Int))}} };

                """);
        }

        code.Write($$"""
            // How many rows each rule decided, {{(_areSparse ? "in the order of RuleNumbers" : "the rule with the number 1 first")}}.
            private long[] _rules = new long[{{(_areSparse ? _ids.Length : _ids[_ids.Length - 1])}}];
            """);
    }

    /// <summary>Writes what finds the count of a rule, where a search does.</summary>
    public void EmitPosition(CodeWriter code)
    {
        if (!_areSparse)
            return;
        code.Write($$"""

            private static int PositionOf(int rule)
            {
                return global::System.Array.BinarySearch(RuleNumbers, rule);
            }
            """);
    }

    /// <summary>The statements that write all rules as JSON.</summary>
    public IEnumerable<string> Loop => _hasGaps
        ?
        [
            "for (int i = 0; i < RuleNumbers.Length; i++)",
            "{",
            $"    WriteRule(writer, i == 0, RuleNumbers[i], _rules[{(_areSparse ? "i" : "RuleNumbers[i] - 1")}]);",
            "}",
        ]
        :
        [
            "for (int i = 0; i < _rules.Length; i++)",
            "{",
            "    WriteRule(writer, i == 0, i + 1, _rules[i]);",
            "}",
        ];
}
