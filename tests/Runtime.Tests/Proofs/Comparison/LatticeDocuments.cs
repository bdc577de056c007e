using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RuleCompiler.Runtime.Tests.Proofs.Comparison;

/// <summary>
/// Documents whose sums are made of steps at whole numbers, so that nothing changes between them: what is true at all halves from 0 to 3 is
/// true of all rows.
/// </summary>
internal sealed class LatticeDocuments
{
    private readonly Random _random;
    private readonly int _numbers;
    private readonly int _categories;
    private readonly int _conditions;
    private readonly int _decision;
    private readonly List<string> _rules = [];

    private LatticeDocuments(Random random) => (_random, _numbers, _categories, _conditions, _decision) =
        (random, random.Next(1, 4), random.Next(2), random.Next(0, 4), random.Next(3));

    /// <summary>Values of each number, all that differ in anything.</summary>
    public static double[] Halves { get; } = [0, 0.5, 1, 1.5, 2, 2.5, 3];

    /// <summary>A document as text, at most 6 rules over at most 4 inputs.</summary>
    public static string Make(Random random) => new LatticeDocuments(random).Document().Replace('\'', '"');

    private string Document()
    {
        var inputs = Enumerable.Range(0, _numbers).Select(i => $"{{'name':'x{Text(i)}','range':[0,3]"
            + (_random.Next(3) == 0 ? ",'special':[{'value':-9,'name':'unknown'}]" : string.Empty) + "}").ToList();
        var specials = inputs.Select(i => i.Contains("special", StringComparison.Ordinal)).ToArray();
        if (_categories > 0)
            inputs.Add("{'name':'c','categories':['a','b','c']}");
        var conditions = Enumerable.Range(0, _conditions).Select(c => "{'id':" + Text(c + 1) + ",'expression':" + Sum(c, specials) + "}")
            .ToArray();
        string[] outputs = _decision == 1 ? ["y", "z"] : ["y"];
        var decision = _decision switch
        {
            0 => "{'kind':'threshold','thresholds':[{'threshold':" + Small() + ",'below':'no','atOrAbove':'yes'}]}",
            1 => "{'kind':'argmax','labels':['no','yes']}",
            _ => "{'kind':'value'}",
        };
        var common = string.Join(',', outputs.Select(_ => Sum(_conditions, specials)));
        var tree = Node(0, outputs.Length, specials);
        return "{'version':2,'name':'Lattice','summary':'','inputs':[" + string.Join(',', inputs) + "],'outputs':["
            + string.Join(',', outputs.Select(o => $"{{'name':'{o}'}}")) + "],'decision':" + decision + ",'conditions':["
            + string.Join(',', conditions) + "],'common':[" + common + "],'tree':" + tree + ",'rules':[" + string.Join(',', _rules) + "]}";
    }

    private string Node(int condition, int outputs, bool[] specials)
    {
        if (condition == _conditions)
        {
            var own = _random.Next(2) == 0
                ? ",'expressions':[" + string.Join(',', Enumerable.Range(0, outputs).Select(_ => Sum(_conditions, specials))) + "]"
                : string.Empty;
            _rules.Add("{'id':" + Text(_rules.Count + 1) + own + "}");
            return "{'rule':" + Text(_rules.Count) + "}";
        }

        return "{'condition':" + Text(condition + 1) + ",'negative':" + Node(condition + 1, outputs, specials) + ",'positive':"
            + Node(condition + 1, outputs, specials) + "}";
    }

    private string Sum(int conditions, bool[] specials)
    {
        var terms = specials.Select((_, i) => i).Where(_ => _random.Next(2) == 0).Select(i => $"'x{Text(i)}':{{'curve':[{Steps()}]"
            + (specials[i] && _random.Next(2) == 0 ? ",'special':{'unknown':" + Small() + "}" : string.Empty) + "}").ToList();
        if (_categories > 0 && _random.Next(2) == 0)
            terms.Add("'c':{'a':" + Small() + ",'c':" + Small() + "}");
        var adjustments = Enumerable.Range(0, conditions).Where(_ => _random.Next(3) == 0)
            .Select(c => $"'{Text(c + 1)}':{Small()}").ToArray();
        return "{'bias':" + Small() + ",'weights':{" + string.Join(',', terms) + "}"
            + (adjustments.Length > 0 ? ",'adjustments':{" + string.Join(',', adjustments) + "}" : string.Empty) + "}";
    }

    // One or two steps.
    private string Steps()
    {
        var (a, b, c) = (Height(), Height(), Height());
        var (first, second) = (_random.Next(1, 3), 3);
        return a == b || b == c
            ? $"[{Text(first)},{Text(a)},{Text(a + 1)}]"
            : $"[{Text(first)},{Text(a)},{Text(b)}],[{Text(second)},{Text(b)},{Text(c)}]";
    }

    private int Height() => _random.Next(-2, 3);

    private string Small() => (_random.Next(-4, 5) / 2.0).ToString(CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
