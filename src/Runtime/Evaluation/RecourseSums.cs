namespace RuleCompiler.Evaluation;

/// <summary>What changes do to the sums of the rules, without their adjustments: each sum is looked at when first asked for.</summary>
internal sealed class RecourseSums
{
    private readonly RecourseTables _tables;
    private readonly RecourseMoves _moves;
    private readonly Explanation.Tables.Row _at;
    private readonly double[] _values;
    private readonly double[][] _starts;
    private readonly double[][] _slopes;

    internal RecourseSums(RecourseTables tables, RecourseMoves moves, double[] row)
    {
        _tables = tables;
        _moves = moves;
        _at = new Explanation.Tables.Row(tables.Rules, row);
        _values = new double[tables.Rules.SumCount];
        _starts = new double[_values.Length][];
        _slopes = new double[_values.Length][];
        for (var s = 0; s < _values.Length; s++)
        {
            _starts[s] = global::System.Array.Empty<double>();
            _values[s] = double.NaN;
        }
    }

    /// <summary>A sum at the row.</summary>
    internal double At(int sum)
    {
        Prepare(sum);
        return _values[sum];
    }

    /// <summary>For each piece of moves by how much a sum differs at its start.</summary>
    internal double[] Starts(int sum)
    {
        Prepare(sum);
        return _starts[sum];
    }

    /// <summary>For each piece of moves how a sum changes with each step.</summary>
    internal double[] Slopes(int sum)
    {
        Prepare(sum);
        return _slopes[sum];
    }

    private void Prepare(int sum)
    {
        if (!double.IsNaN(_values[sum]))
            return;
        var starts = new double[_moves.From.Length];
        var slopes = new double[starts.Length];
        var value = _tables.Rules.Biases[sum];
        foreach (var term in _tables.Rules.TermsOf(sum))
        {
            var now = _at.Term(term[1], term[2]);
            value += now;
            var m = _moves.Find(term[0]);
            if (m < 0)
                continue;
            for (var q = _moves.FirstPiece[m]; q < _moves.FirstPiece[m + 1]; q++)
            {
                starts[q] = Probe(term, m, _moves.From[q]) - now;
                if (_moves.To[q] > _moves.From[q])
                    slopes[q] = (Probe(term, m, _moves.To[q]) - now - starts[q]) / (_moves.To[q] - _moves.From[q]);
            }
        }

        _starts[sum] = starts;
        _slopes[sum] = slopes;
        _values[sum] = value;
    }

    private double Probe(int[] term, int move, long k)
    {
        return _tables.Rules.Plain(term[1], term[2], _moves.ValueOf(move, k));
    }
}
