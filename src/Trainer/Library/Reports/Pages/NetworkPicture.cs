using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>
/// The network as in the note's picture: red lines for positive weights, blue ones for negative, biases from the right, green boxes for
/// units taken as linear, red boxes for nonlinear ones, which are the conditions.
/// </summary>
internal sealed class NetworkPicture
{
    /// <summary>The name of the drawing in the page.</summary>
    public const string Id = "network-picture";

    /// <summary>Rules beyond these have no lines of their own.</summary>
    public const int MaxRules = 64;

    /// <summary>Inputs of a network beyond these are not drawn; a picture as input has hundreds.</summary>
    private const int MaxInputs = 40;

    /// <summary>More lines between two levels of a network are a wall; the largest weights are drawn.</summary>
    public const int MaxLines = 150;

    private const int MaxNameLength = 26;

    private const double OutputWidth = 96, Top = 30, Box = 12;

    private readonly RuleDocument _document;
    private readonly NetworkColumns _columns;
    private readonly PiecewiseNetwork? _network;
    private readonly IReadOnlyList<int> _inputOf;
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly int _hiddenInputs;

    private NetworkPicture(RuleDocument document, ReportNetwork? network)
    {
        (_document, _network, _inputOf) = (document, network?.Drawn, network?.InputOf ?? []);
        _columns = NetworkColumns.Of(document, _network);
        _inputs = document.Inputs.Select(i => i.Name).ToArray();
        _outputs = document.Outputs.Select(o => o.Name).ToArray();
        if (_network is null)
            return;
        (_inputs, _hiddenInputs) = (network!.Inputs.Take(MaxInputs).ToArray(), Math.Max(0, network.Inputs.Count - MaxInputs));
        // Two logits of one question have no names of their own.
        if (_network.Outputs != _outputs.Length)
            _outputs = Enumerable.Range(1, _network.Outputs).Select(k => "output " + ShownNumber.Integer(k)).ToArray();
    }

    private int Rows =>
        Math.Max(
            _columns.Hidden.Select(h => h.Shown.Count).DefaultIfEmpty(0).Max(),
            Math.Max(_inputs.Length + (_hiddenInputs > 0 ? 1 : 0), _outputs.Length));

    // A small network has room to spread.
    private double Line => Math.Clamp(220.0 / Rows, 22, 40);

    // So wide that letters of a usual width fit.
    private double NameWidth => 20 + (7.6 * Math.Clamp(_inputs.Max(i => i.Length), 16, MaxNameLength + 1));

    private double Gap => _network is null ? 84 : 130;

    private double Height => Top + (Line * Rows) + 34;

    private double OutputX => NameWidth + (Gap * (_columns.Hidden.Count + 1));

    /// <summary>Draws it.</summary>
    public static XElement Draw(ReportContent content) => new NetworkPicture(content.Affine ?? content.Document, content.Network).Draw();

    private XElement Draw() => Svg.Drawing(
        Id,
        "Network",
        "The hidden units by level; those that are conditions of the rules are marked. The rules list the conditions as text.",
        OutputX + OutputWidth,
        Height,
        _network is null ? Rules().Concat(Conditions()) : Layers(),
        _columns.Hidden.Select((column, l) => Column(column, l)),
        _inputs.Select((input, i) => Svg.Group(
            "input",
            Svg.Text("end", NameWidth - 10, InputY(i) + 4, input, MaxNameLength),
            Svg.Circle("node", NameWidth, InputY(i), 3.5))),
        _hiddenInputs > 0
            ? Svg.Text("note end", NameWidth - 10, InputY(_inputs.Length) + 4, $"and {ShownNumber.Integer(_hiddenInputs)} more")
            : null,
        _outputs.Select((output, k) => Svg.Group(
            "output",
            Svg.Circle("node", OutputX, OutputY(k), 3.5),
            Svg.Text(string.Empty, OutputX + 22, OutputY(k) - 5, output, 11))),
        Svg.Text("axis-label middle", NameWidth, 14, "inputs"),
        Svg.Text("axis-label middle", OutputX, 14, "outputs"));

    private IEnumerable<XElement> Column(NetworkColumn column, int level)
    {
        var x = LevelX(level);
        yield return Svg.Text("axis-label middle", x, 14, column.Name);
        for (var i = 0; i < column.Shown.Count; i++)
        {
            var (unit, y) = (column.Shown[i], UnitY(column, i));
            // The graph of the activation: bent or straight.
            var graph = unit.IsNonlinear
                ? ((double, double)[])[(x - 4, y + 1), (x, y + 1), (x + 4, y - 4)]
                : [(x - 4, y + 4), (x + 4, y - 4)];
            yield return Svg.Group(
                unit.IsNonlinear ? "unit nonlinear" : "unit linear",
                Svg.Title(unit.Name),
                Svg.Rectangle("unit-box", x - (Box / 2), y - (Box / 2), Box, Box),
                Svg.Path("activation", graph, isClosed: false));
        }

        if (column.Hidden > 0)
            yield return Svg.Text(
                "note middle", x, UnitY(column, column.Shown.Count - 1) + Line, $"and {ShownNumber.Integer(column.Hidden)} more");
    }

    // From the inputs straight to the unit: what the levels between make of them is in the weights.
    private IEnumerable<XElement> Conditions()
    {
        foreach (var (condition, c) in _document.Conditions.Select((condition, c) => (condition, c)))
        {
            if (_columns.PlaceOf(c) is not var (level, row))
                continue;
            var (x, y) = (LevelX(level), UnitY(_columns.Hidden[level], row));
            yield return Svg.Group("condition", Lines(condition.Expression, x - (Box / 2), y, x + (Box / 2), y));
        }
    }

    private IEnumerable<XElement> Rules()
    {
        var main = MainRule(_document);
        for (var r = 0; r < Math.Min(_document.Rules.Count, MaxRules); r++)
        {
            var group = Svg.Group(
                r == main ? "rule" : "rule away",
                _document.Whole(r).Select((e, k) => Lines(e, OutputX, OutputY(k), OutputX, OutputY(k))));
            group.Add(new XAttribute("data-rule", ShownNumber.Integer(r)));
            yield return group;
        }
    }

    /// <summary>The rule whose lines are shown first: that with most support.</summary>
    public static int MainRule(RuleDocument document) =>
        Enumerable.Range(0, Math.Min(document.Rules.Count, MaxRules)).MaxBy(r => document.Rules[r].Support?.Rows ?? 0);

    private IEnumerable<XElement> Lines(Expression expression, double x, double y, double biasX, double biasY)
    {
        var terms = expression.Terms.Select(t => (t.Input, Weight: WeightOf(t))).Where(t => t.Weight != 0).ToArray();
        var largest = terms.Select(t => Math.Abs(t.Weight)).DefaultIfEmpty(1).Max();
        foreach (var (input, weight) in terms)
            yield return Weight(NameWidth + 4, InputY(input), x, y, weight, largest);
        if (expression.Bias.Value != 0)
            yield return Weight(biasX + 18, biasY, biasX, biasY, expression.Bias.Value, Math.Max(largest, Math.Abs(expression.Bias.Value)));
    }

    /// <summary>How much the input can move the expression, with its sign; of a category that of the level that moves it most.</summary>
    private double WeightOf(Term term) => term.Match(
        number =>
        {
            var width = _document.Inputs.NumberAt(number.Input).Width;
            return number.Weight.Value * Math.Max(width, double.Epsilon);
        },
        category => category.Weights.MaxBy(w => Math.Abs(w.Weight.Value))?.Weight.Value ?? 0,
        _ => throw new NotSupportedException("Curves are not known here."));

    private IEnumerable<XElement> Layers()
    {
        for (var l = 0; l < _network!.Layers.Count; l++)
        {
            var layer = _network.Layers[l];
            var largest = layer.Weights.Concat(layer.Biases).Max(Math.Abs);
            var least = LeastDrawn(l);
            var isLast = l == _network.Layers.Count - 1;
            for (var unit = 0; unit < layer.Units; unit++)
            {
                if (isLast ? unit >= _outputs.Length : _columns.RowOf(l, unit) < 0)
                    continue;
                var (x, y) = isLast
                    ? (OutputX, OutputY(unit))
                    : (LevelX(l) - (Box / 2), UnitY(_columns.Hidden[l], _columns.RowOf(l, unit)));
                foreach (var (fromX, fromY, weight) in Sources(l, unit).Where(s => Math.Abs(s.Weight) >= least))
                    yield return Weight(fromX, fromY, x, y, weight, largest);
                var right = isLast ? OutputX : LevelX(l) + (Box / 2);
                if (layer.Biases[unit] != 0)
                    yield return Weight(right + 18, y, right, y, layer.Biases[unit], largest);
            }
        }
    }

    /// <summary>The least weight of a layer that has a line.</summary>
    private double LeastDrawn(int layer)
    {
        var units = Enumerable.Range(0, _network!.Layers[layer].Units)
            .Where(u => layer == _network.Layers.Count - 1 || _columns.RowOf(layer, u) >= 0);
        var weights = units.SelectMany(u => Sources(layer, u)).Select(s => Math.Abs(s.Weight)).OrderDescending().Take(MaxLines).ToArray();
        return weights.Length < MaxLines ? 0 : weights[^1];
    }

    private IEnumerable<(double X, double Y, double Weight)> Sources(int layer, int unit)
    {
        var weights = _network!.Layers[layer].WeightsOf(unit).ToArray();
        for (var j = 0; j < weights.Length; j++)
        {
            if (weights[j] == 0)
                continue;
            if (layer == 0 && _inputOf[j] < _inputs.Length)
                yield return (NameWidth + 4, InputY(_inputOf[j]), weights[j]);
            else if (layer > 0 && _columns.RowOf(layer - 1, j) is >= 0 and var row)
                yield return (LevelX(layer - 1) + (Box / 2), UnitY(_columns.Hidden[layer - 1], row), weights[j]);
        }
    }

    private static XElement Weight(double x1, double y1, double x2, double y2, double weight, double largest)
    {
        var line = Svg.Line(weight > 0 ? "weight positive" : "weight negative", x1, y1, x2, y2);
        line.Add(Svg.Attribute("stroke-width", 0.35 + (2.4 * Math.Abs(weight) / largest)));
        return line;
    }

    private double LevelX(int level) => NameWidth + (Gap * (level + 1));

    private double InputY(int input) => Middle(input, _inputs.Length);

    private double OutputY(int output) => Middle(output, _outputs.Length);

    private double UnitY(NetworkColumn column, int row) => Middle(row, column.Shown.Count);

    // Every column is centred.
    private double Middle(int row, int count) => (((Height - 34) + Top) / 2) + (Line * (row - ((count - 1) / 2.0))) + 8;
}
