using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>The counts of scores in <c>Monitor</c>: of what lies between one limit and the next.</summary>
/// <remarks>
/// A threshold is a limit beside those of the bands, so that bands and labels are sums of neighbouring counts. Where the largest output
/// decides, there are such counts for each label.
/// </remarks>
internal sealed class ScoreCells
{
    private readonly EmissionContext _context;
    private readonly ScoreLimits[] _scores;

    /// <summary>Lays out the counts of a document's scores.</summary>
    public ScoreCells(EmissionContext context)
    {
        _context = context;
        var (document, limits) = (context.Document, RowCounts.LimitsOf(context.Document));
        var thresholds = document.Decision.Match(
            _ => new Number?[document.Outputs.Count], threshold => threshold.Bits.Select(b => (Number?)b.Threshold).ToArray(), _ => [null]);
        var first = 0;
        _scores = thresholds.Select((threshold, k) =>
        {
            var score = new ScoreLimits(MethodName(k), first, limits[k], threshold);
            first += score.Count;
            return score;
        }).ToArray();
        Count = document.Decision.ComparesOutputs ? first * document.Outputs.Count : first;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>What they are, in a comment.</summary>
    public IEnumerable<string> Remark => _context.Document.Decision.ComparesOutputs
        ?
        [
            "// How many rows had each label, with its score in each band: "
                + $"{Literals.Int(_scores[0].Count)} of the first label, then those of the next.",
        ]
        :
        [
            $"// How many rows had {(_context.HasOneOutput ? "a score" : "each score")} between one limit and the next"
                + (_context.Document.Decision.IsClass ? "; a threshold is a limit, too." : "."),
        ];

    /// <summary>The label or band of a score, as what is summed: the first count, how many, and how far apart.</summary>
    public IEnumerable<CellSum> Labels(int score) => _context.Document.Decision.ComparesOutputs
        ? _context.Document.Outputs.Select((_, label) => new CellSum(label * _scores[0].Count, _scores[0].Count, 1))
        : _scores[score].Sides;

    /// <summary>The bands of a score.</summary>
    public IEnumerable<CellSum> Bands(int score) => _context.Document.Decision.ComparesOutputs
        ? Enumerable.Range(0, _scores[0].Count).Select(b => new CellSum(b, _context.Document.Outputs.Count, _scores[0].Count))
        : _scores[score].Bands;

    /// <summary>The limits of the bands of each score.</summary>
    public IEnumerable<EquatableArray<Number>> Limits => _scores.Select(s => s.BandLimits);

    /// <summary>Writes what counts the scores of a row and returns the answer.</summary>
    public void EmitCount(CodeWriter code) => _context.Document.Decision.Match(
        _ =>
        {
            EmitEach(code);
            code.Write($$"""return {{_context.OutputName}};""");
        },
        _ =>
        {
            EmitEach(code);
            new DecisionEmitter(_context).EmitAnswer(code);
        },
        _ => EmitLargest(code));

    /// <summary>Writes what finds the count of each score.</summary>
    public void EmitMethods(CodeWriter code)
    {
        var methods = _scores.Where(s => s.Limits.Count > 0).Select(s => new BandMethod(_context.Target, s)).ToArray();
        foreach (var method in methods)
            method.Emit(code);
        if (methods.Any(m => m.IsAtOnce))
            BandMethod.EmitReached(code);
    }

    private string MethodName(int score)
    {
        var isOne = _context.HasOneOutput || _context.Document.Decision.ComparesOutputs;
        return (isOne ? string.Empty : _context.Names.Outputs[score].Property) + "Band";
    }

    private void EmitEach(CodeWriter code)
    {
        for (var k = 0; k < _scores.Length; k++)
        {
            var output = _context.HasOneOutput ? _context.OutputName : _context.OutputName + "." + _context.Names.Outputs[k].Property;
            code.Write($$"""_scores[{{_scores[k].Position(output, Literals.Int(_scores[k].First))}}]++;""");
        }
    }

    private void EmitLargest(CodeWriter code)
    {
        var (names, score) = (_context.Names, _scores[0]);
        code.Write($$"""
            Label label = Label.{{names.Labels[0]}};
            double largest = scores.{{names.Outputs[0].Property}};
            {{LargestOutput.Tests(_context, k => $"label = Label.{names.Labels[k]};", isKept: true)}}
            _scores[{{score.Position("largest", score.Count == 1 ? "(int)label" : $"(int)label * {Literals.Int(score.Count)}")}}]++;
            return label;
            """);
    }
}

/// <summary>Counts to be summed.</summary>
/// <param name="First">The position of the first.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Step">How far one is from the next.</param>
internal readonly record struct CellSum(int First, int Count, int Step);
