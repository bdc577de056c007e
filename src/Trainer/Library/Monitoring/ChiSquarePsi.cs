using System.Linq;

namespace RuleCompiler.Trainer.Monitoring;

/// <summary>The distribution for many rows: χ², with the mean that the index has.</summary>
/// <remarks>
/// With a = m/N, b = n/N, c = N²/(nm(N−1)) and P the shares of both samples together, the series of the logarithm gives the mean
/// (k−1)·c + c²·[(1−3ab)·Σ(1−P)²/P − ½(a−b)²·Σ(1−P)(1−2P)/P] up to terms in c³.
/// </remarks>
internal sealed class ChiSquarePsi : PsiDistribution
{
    private readonly int _freedom;
    private readonly double _scale;

    public ChiSquarePsi(long[] totals, long training, long now)
    {
        var all = (double)training + now;
        var (a, b) = (training / all, now / all);
        var c = 1 / (a * b * (all - 1));
        var shares = totals.Select(total => total / all).ToArray();
        var even = shares.Sum(p => (1 - p) * (1 - p) / p);
        var odd = shares.Sum(p => (1 - p) * (1 - (2 * p)) / p);
        _freedom = totals.Length - 1;
        _scale = c + (c * c * (((1 - (3 * a * b)) * even) - ((a - b) * (a - b) * odd / 2)) / _freedom);
    }

    public override double AtLeast(double psi) => ChiSquare.Above(_freedom, psi / _scale);

    public override double Limit(double probability) => _scale * ChiSquare.Quantile(_freedom, probability);
}
