using System;
using System.Threading;

namespace RuleCompiler.Proofs;

/// <summary>The work of one proof, counted against its limit.</summary>
/// <param name="limit">The limit.</param>
/// <param name="cancellation">Ends the work at once.</param>
internal sealed class ProofWork(ProofLimit limit, CancellationToken cancellation) : IWorkLimit
{
    private long _left = limit.Steps;

    /// <summary>Whether no work is left.</summary>
    public bool IsDone => _left <= 0;

    /// <summary>Takes a step.</summary>
    /// <exception cref="ProofLimitException">None is left.</exception>
    /// <exception cref="OperationCanceledException">The proof was cancelled.</exception>
    public void Check()
    {
        cancellation.ThrowIfCancellationRequested();
        if (--_left < 0)
            throw new ProofLimitException();
    }
}

/// <summary>Thrown where a proof has used up its work; <see cref="VerifiedRule"/> turns it into an answer.</summary>
internal sealed class ProofLimitException() : Exception("The limit of the proof is reached.");
