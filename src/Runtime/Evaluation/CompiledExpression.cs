using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Evaluation;

/// <summary>An expression with its weights as doubles and its tables filled up with zeros.</summary>
internal sealed class CompiledExpression
{
    private readonly double _bias;
    private readonly int[] _inputs;
    private readonly double[] _weights;
    private readonly double[]?[] _tables;

    public CompiledExpression(Expression expression, EquatableArray<Input> inputs)
    {
        _bias = expression.Bias.Value;
        _inputs = new int[expression.Terms.Count];
        _weights = new double[expression.Terms.Count];
        _tables = new double[]?[expression.Terms.Count];
        for (var t = 0; t < expression.Terms.Count; t++)
        {
            _inputs[t] = expression.Terms[t].Input;
            (_weights[t], _tables[t]) = expression.Terms[t].Match<(double, double[]?)>(
                number => (number.Weight.Value, null),
                category => (0, category.Table(inputs.CategoryAt(category.Input).Categories.Count).Select(w => w.Value).ToArray()));
        }
    }

    public double Evaluate(double[] x)
    {
        var sum = _bias;
        for (var t = 0; t < _inputs.Length; t++)
        {
            var value = x[_inputs[t]];
            sum += _tables[t] is { } table ? table[(int)value] : _weights[t] * value;
        }

        return sum;
    }
}
