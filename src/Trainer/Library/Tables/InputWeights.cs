
namespace RuleCompiler.Trainer.Tables;

/// <summary>
/// An affine function of the inputs in their original units: the bias, plus a weight times each number, plus a weight for each category.
/// </summary>
/// <param name="Bias">The constant.</param>
/// <param name="Weights">For each input its weights: one for a number, one per category for a category.</param>
public sealed record InputWeights(double Bias, double[][] Weights)
{
    /// <summary>The value at a point in document form, without anything missing.</summary>
    /// <param name="point">One number or category position per input.</param>
    /// <returns>The bias, to which each input is added in order.</returns>
    public double Evaluate(double[] point)
    {
        var sum = Bias;
        for (var i = 0; i < Weights.Length; i++)
            sum += IsCategory(i) ? Weights[i][(int)point[i]] : Weights[i][0] * point[i];
        return sum;
    }

    // A category input has two categories at least: with one it would be constant and left out.
    private bool IsCategory(int input) => Weights[input].Length > 1;
}
