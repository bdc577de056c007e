using System;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training.Curves;

namespace RuleCompiler.Trainer.Training;

/// <summary>
/// Fits a hinge form to rows by Newton steps: the loss with the prior of the weights is minimised, within bounds on signs.
/// </summary>
/// <remarks>
/// The curvature is Gauss and Newton's within the present pattern of signs; a step is halved until the true objective falls, and damped
/// more where it does not (Levenberg 1944, Marquardt 1963). A number at a bound that the gradient would take across stays where it is, and
/// the others are solved for (the projected Newton method, Bertsekas 1982). Nothing is random.
/// </remarks>
internal sealed class HingeNewton
{
    /// <summary>Rows that the curvature is taken from; the gradient is taken from all.</summary>
    private const int CurvatureRows = 4096;

    private const double LeastGain = 1e-6;
    private const double FirstDamping = 1e-6;
    private const double MostDamping = 1e3;

    private readonly PieceRows _train;
    private readonly PieceRows _sample;
    private readonly Loss _loss;
    private readonly WeightPrior _prior;
    private readonly Directions _directions;

    public HingeNewton(PieceRows train, Loss loss, WeightPrior prior, Directions directions)
    {
        (_train, _loss, _prior, _directions) = (train, loss, prior, directions);
        _sample = train.Sample(CurvatureRows);
    }

    /// <summary>Fits.</summary>
    /// <param name="form">Where the fit begins.</param>
    /// <param name="pattern">The terms of its rows.</param>
    /// <param name="steps">The most steps.</param>
    /// <param name="cancellation">Ends the fit early, with what was reached.</param>
    /// <returns>The fitted form, which keeps to the pattern and the directions.</returns>
    public HingeForm Fit(HingeForm form, TermPattern pattern, int steps, CancellationToken cancellation)
    {
        var layout = new HingeParameters(form, pattern);
        var objective = new Objective(layout, _train, _loss, _prior);
        var hessian = new HingeHessian(layout, _sample, _loss);
        var values = layout.Read();
        var bounds = _directions.Bounds(layout, values);
        bounds.Project(values);
        var gradient = new double[values.Length];
        var loss = objective.Of(values, gradient);
        var damping = FirstDamping;
        for (var step = 0; step < steps && !cancellation.IsCancellationRequested; step++)
        {
            var curvature = objective.WithPrior(hessian.Of(values), hessian.Starts);
            double gain;
            do
            {
                gain = Descend(Direction(curvature, hessian.Starts, gradient, bounds, values, damping));
                damping = gain > 0 ? Math.Max(FirstDamping, damping / 10) : damping * 100;
            }
            while (!(gain > 0) && damping <= MostDamping);

            if (!(gain > LeastGain * Math.Abs(loss)))
                break;
        }

        return layout.Write(values);

        // The gain of the largest step of 1, ½, ¼, … that has one; 0 where none has.
        double Descend(double[] direction)
        {
            for (var length = 1.0; length > 1e-2; length /= 2)
            {
                var next = values.Select((v, i) => v - (length * direction[i])).ToArray();
                bounds.Project(next);
                var nextGradient = new double[values.Length];
                var reached = objective.Of(next, nextGradient);
                if (!(reached < loss))
                    continue;
                var gain = loss - reached;
                (values, gradient, loss) = (next, nextGradient, reached);
                return gain;
            }

            return 0;
        }
    }

    private static double[] Direction(
        double[][] curvature, int[] starts, double[] gradient, SignBounds bounds, double[] values, double damping)
    {
        var direction = new double[values.Length];
        for (var b = 0; b < curvature.Length; b++)
        {
            var size = starts[b + 1] - starts[b];
            var free = Enumerable.Range(0, size).Where(i => !bounds.Holds(starts[b] + i, values, gradient)).ToArray();
            var matrix = new double[free.Length * free.Length];
            var mean = free.Length == 0 ? 0 : free.Average(i => curvature[b][(i * size) + i]);
            for (var i = 0; i < free.Length; i++)
            {
                for (var j = 0; j < free.Length; j++)
                    matrix[(i * free.Length) + j] = curvature[b][(free[i] * size) + free[j]];
                var own = matrix[(i * free.Length) + i];
                matrix[(i * free.Length) + i] = own + (damping * (own + mean)) + 1e-300;
            }

            var solution = new CholeskyFactor(matrix, free.Length).Solve(Array.ConvertAll(free, i => gradient[starts[b] + i]));
            for (var i = 0; i < free.Length; i++)
                direction[starts[b] + free[i]] = solution[i];
        }

        return direction;
    }

    /// <summary>The mean loss and the penalty by the prior.</summary>
    private sealed class Objective
    {
        private readonly HingeParameters _layout;
        private readonly HingePass _pass;
        private readonly double[][] _priors;
        private readonly double _precision;
        private readonly int _rows;

        public Objective(HingeParameters layout, PieceRows train, Loss loss, WeightPrior prior)
        {
            _layout = layout;
            _pass = new HingePass(layout, train, loss);
            (_precision, _rows) = (prior.Precision / train.Rows, train.Rows);
            _priors = Enumerable.Range(0, layout.Rows).Select(i => prior.Of(layout.Pattern[i], train.Encoding.Features)).ToArray();
        }

        public double Of(double[] values, double[] gradient)
        {
            var sum = _pass.MeanLoss(values, gradient);
            for (var i = 0; i < _layout.Rows; i++)
            {
                var (terms, offset) = (_layout.TermsOf(i), _layout.Offsets[i]);
                for (var s = 0; s < terms; s++)
                {
                    var slope = 0.0;
                    for (var t = 0; t < terms; t++)
                        slope += _priors[i][(s * terms) + t] * values[offset + t];
                    slope /= _rows;
                    gradient[offset + s] += slope;
                    sum += slope * values[offset + s] / 2;
                }

                for (var j = 0; j < _layout.CouplingsOf(i); j++)
                {
                    var at = _layout.Coupling(i, j);
                    gradient[at] += _precision * values[at];
                    sum += _precision * values[at] * values[at] / 2;
                }
            }

            return double.IsNaN(sum) ? double.PositiveInfinity : sum;
        }

        /// <summary>Adds the curvature of the prior.</summary>
        public double[][] WithPrior(double[][] matrices, int[] starts)
        {
            for (var b = 0; b < matrices.Length; b++)
            {
                var size = starts[b + 1] - starts[b];
                for (var i = 0; i < _layout.Rows; i++)
                {
                    if (_layout.Offsets[i] < starts[b] || _layout.Offsets[i] >= starts[b + 1])
                        continue;
                    var (terms, from) = (_layout.TermsOf(i), _layout.Offsets[i] - starts[b]);
                    for (var s = 0; s < terms; s++)
                    {
                        for (var t = 0; t < terms; t++)
                            matrices[b][((from + s) * size) + from + t] += _priors[i][(s * terms) + t] / _rows;
                    }

                    for (var j = 0; j < _layout.CouplingsOf(i); j++)
                    {
                        var at = _layout.Coupling(i, j) - starts[b];
                        matrices[b][(at * size) + at] += _precision;
                    }
                }
            }

            return matrices;
        }
    }
}
