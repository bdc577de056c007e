using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>
/// Documents of version 2 made of small numbers, so that borders, points and special values meet, and rules are empty or thin.
/// </summary>
internal sealed class RandomHinges
{
    private readonly Random _random;
    private readonly int _numbers;
    private readonly bool _hasCategory;
    private readonly int[] _specials;
    private readonly int _conditions;
    private readonly bool _isOwn;
    private readonly bool _hasCurves;
    private readonly List<string> _rules = [];

    private RandomHinges(Random random, int? numbers)
    {
        _random = random;
        _numbers = numbers ?? random.Next(1, 4);
        _hasCategory = random.Next(2) == 0;
        _specials = Enumerable.Range(0, _numbers).Select(_ => random.Next(3)).ToArray();
        _conditions = random.Next(0, 4);
        _isOwn = random.Next(3) == 0;
        _hasCurves = random.Next(3) > 0;
    }

    /// <summary>A document as text. The reader refuses some, since a condition may be used nowhere.</summary>
    /// <param name="random">Where the choices come from.</param>
    /// <param name="numbers">How many numbers there are; one to three, if not given.</param>
    public static string Make(Random random, int? numbers = null) => new RandomHinges(random, numbers).Document().Replace('\'', '"');

    private string Document()
    {
        var inputs = Enumerable.Range(0, _numbers).Select(Number).Concat(
            _hasCategory ? ["{'name':'c','categories':['a','b','c'],'order':['b','a','c']" + Direction() + "}"] : []);
        var conditions = Enumerable.Range(0, _conditions).Select(c => "{'id':" + Text(c + 1) + ",'expression':" + Sum(c) + "}").ToArray();
        var tree = Node(0, string.Empty);
        return "{'version':2,'name':'Random','summary':'','inputs':[" + string.Join(',', inputs) + "],'outputs':[{'name':'y'}],"
            + "'decision':{'kind':'threshold','thresholds':[{'threshold':" + Small() + ",'below':'no','atOrAbove':'yes'}]},"
            + "'conditions':[" + string.Join(',', conditions) + "],'common':[" + Sum(_conditions) + "],'tree':" + tree + ",'rules':["
            + string.Join(',', _rules) + "]}";
    }

    private string Number(int i)
    {
        var special = _specials[i] switch
        {
            0 => string.Empty,
            1 => ",'special':[{'value':-9,'name':'unknown'}]",
            _ => ",'special':[{'value':-9,'name':'unknown'},{'value':1,'name':'one','inside':true}]",
        };
        return "{'name':'x" + Text(i) + "','range':[" + Text(-i) + ",4]" + special + Direction() + "}";
    }

    private string Direction() =>
        _random.Next(3) switch { 0 => ",'direction':'increasing'", 1 => ",'direction':'decreasing'", _ => string.Empty };

    private string Sum(int conditions)
    {
        var terms = Enumerable.Range(0, _numbers + (_hasCategory ? 1 : 0)).Where(_ => _random.Next(3) > 0).Select(Term).ToArray();
        var adjustments = Enumerable.Range(0, conditions).Where(_ => _random.Next(2) == 0).Select(c => $"'{Text(c + 1)}':{Small()}")
            .ToArray();
        return "{'bias':" + Small() + ",'weights':{" + string.Join(',', terms) + "}"
            + (adjustments.Length > 0 ? ",'adjustments':{" + string.Join(',', adjustments) + "}" : string.Empty) + "}";
    }

    private string Term(int i)
    {
        if (i == _numbers)
            return "'c':{'a':" + Small() + ",'c':" + Small() + "}";
        var special = _specials[i] > 0 && _random.Next(2) == 0 ? ",'special':{'unknown':" + Small() + "}" : string.Empty;
        return $"'x{Text(i)}':{{" + (_hasCurves && _random.Next(2) == 0 ? "'curve':[" + Curve() + "]" : "'weight':" + Small()) + special
            + "}";
    }

    private string Curve()
    {
        var points = Enumerable.Range(0, 5).Where(_ => _random.Next(2) == 0).ToList();
        if (points.Count < 2)
            points = [1, 3];
        // The first and the last differ, so that the curve is not flat.
        return string.Join(
            ',',
            points.Select(
                (x, k) => $"[{Text(x)},"
                    + (k == 0 ? "-1]" : k == points.Count - 1 ? "2]" : _random.Next(3) == 0 ? Small() + ",0.25]" : Small() + "]")));
    }

    private string Node(int condition, string untested)
    {
        if (condition == _conditions)
        {
            var own = _isOwn ? ",'expressions':[" + Sum(_conditions) + "]" : string.Empty;
            var implied = Enumerable.Range(1, untested.Length > 0 ? _conditions - 1 : _conditions).Where(_ => _random.Next(8) == 0).Select(
                Text).Concat(untested.Length > 0 ? [untested] : []);
            _rules.Add("{'id':" + Text(_rules.Count + 1) + own + ",'implied':[" + string.Join(',', implied) + "]}");
            return "{'rule':" + Text(_rules.Count) + "}";
        }

        // Once in a while a side is stated and not tested, rightly or not.
        var number = Text(condition + 1);
        return condition == _conditions - 1 && condition > 0 && _random.Next(6) == 0
            ? Node(_conditions, "{'condition':" + number + ",'negative':" + (_random.Next(2) == 0 ? "true" : "false") + "}")
            : "{'condition':" + number + ",'negative':" + Node(condition + 1, untested) + ",'positive':" + Node(condition + 1, untested)
            + "}";
    }

    private string Small() => (_random.Next(-4, 5) / 2.0).ToString(CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
