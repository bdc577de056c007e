using System;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Training;

/// <summary>How the loss of each row of data bends with the value of each row of a hinge form.</summary>
/// <remarks>
/// The Gauss–Newton part: with g_k = ∂out_k/∂z_j = 1[z_j&lt;0]·(V_kj + Σ_{i&gt;j} g_k,i·U_ij) for a hinge j, and the k-th unit vector for
/// the output k, it is gᵀ(∂²L/∂out²)g.
/// </remarks>
internal sealed class HingeCurvature
{
    private readonly double[][] _rows;

    /// <summary>Measures on the rows of a set.</summary>
    /// <param name="form">The hinge form.</param>
    /// <param name="set">The rows.</param>
    /// <param name="loss">The loss.</param>
    public HingeCurvature(HingeForm form, TrainingSet set, Loss loss)
    {
        var (hinges, outputs) = (form.Hinges, form.Outputs);
        _rows = new double[hinges + outputs][];
        for (var i = 0; i < _rows.Length; i++)
            _rows[i] = new double[set.Rows];
        var x = new double[form.Inputs];
        var values = new double[hinges];
        var outs = new double[outputs];
        var direction = new double[outputs];
        var slopes = new double[hinges * outputs];
        for (var r = 0; r < set.Rows; r++)
        {
            var features = set.Features(r);
            for (var f = 0; f < x.Length; f++)
                x[f] = features[f];
            form.Evaluate(x, values, outs);
            for (var k = 0; k < outputs; k++)
            {
                Array.Clear(direction);
                direction[k] = 1;
                _rows[hinges + k][r] = (set.Weights?[r] ?? 1) * loss.Curvature(outs, direction);
            }

            for (var j = hinges - 1; j >= 0; j--)
            {
                for (var k = 0; k < outputs; k++)
                {
                    var slope = form.OutputCouplings[(k * hinges) + j];
                    for (var i = j + 1; i < hinges; i++)
                        slope += slopes[(i * outputs) + k] * form.Couplings[(i * hinges) + j];
                    direction[k] = slopes[(j * outputs) + k] = values[j] < 0 ? slope : 0;
                }

                _rows[j][r] = (set.Weights?[r] ?? 1) * loss.Curvature(outs, direction);
            }
        }
    }

    /// <summary>The curvature by the value of a row of the form.</summary>
    /// <param name="row">The row, hinges first.</param>
    /// <returns>One per row of the set, not negative.</returns>
    public ReadOnlySpan<double> Of(int row) => _rows[row];
}
