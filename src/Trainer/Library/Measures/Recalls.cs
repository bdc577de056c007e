namespace RuleCompiler.Trainer.Measures;

/// <summary>How many of the rows of each label are answered with it, counted row by row.</summary>
/// <param name="labels">The number of labels.</param>
public sealed class Recalls(int labels)
{
    private readonly long[] _rows = new long[labels];
    private readonly long[] _right = new long[labels];

    /// <summary>Counts a row.</summary>
    /// <param name="truth">The position of its true label.</param>
    /// <param name="isRight">Whether it is answered with that.</param>
    public void Add(int truth, bool isRight)
    {
        _rows[truth]++;
        _right[truth] += isRight ? 1 : 0;
    }

    /// <summary>The mean of the shares over the labels that have rows, so that each label counts alike; NaN without rows.</summary>
    public double BalancedAccuracy
    {
        get
        {
            var (sum, present) = (0.0, 0);
            for (var k = 0; k < _rows.Length; k++)
            {
                if (_rows[k] == 0)
                    continue;
                sum += (double)_right[k] / _rows[k];
                present++;
            }

            return sum / present;
        }
    }
}
