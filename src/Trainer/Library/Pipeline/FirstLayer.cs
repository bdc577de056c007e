using System.Collections.Generic;
using System.Threading;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Training;
using RuleCompiler.Trainer.Training.Curves;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>What a network begins with: features, and a sum of curves.</summary>
/// <param name="Problem">The problem over the features.</param>
/// <param name="Form">A form without hinges.</param>
/// <param name="Pattern">Its terms.</param>
internal sealed record FirstLayer(CurvedProblem Problem, HingeForm Form, TermPattern Pattern)
{
    /// <summary>Judges the form by the rows that may be used.</summary>
    public Candidate Evaluate() => Problem.Evaluate(Form, Pattern);

    /// <summary>The same curves, fitted again within directions.</summary>
    /// <param name="directions">For each input that has one 1 or −1.</param>
    /// <param name="cancellation">Ends the fit early.</param>
    public FirstLayer Within(IReadOnlyDictionary<int, int> directions, CancellationToken cancellation)
    {
        var problem = Problem.With(Problem.Prior.Precision, Problem.Prior.Smoothness, directions);
        return this with { Problem = problem, Form = problem.Fit(Form, Pattern, cancellation) };
    }

    /// <summary>Its outputs on rows.</summary>
    /// <returns>rows × outputs, row by row.</returns>
    public float[] Outputs(PieceRows rows) => Problem.Outputs(Form, rows);
}
