using System;
using System.Threading;

namespace RuleCompiler.Proofs;

/// <summary>The work of one proof, counted against its limit.</summary>
/// <param name="limit">The limit.</param>
/// <param name="cancellation">Ends the work at once.</param>
/// <param name="known">Proofs that were found before, in the order of the questions; what is found now is added to it.</param>
internal sealed class ProofWork(ProofLimit limit, CancellationToken cancellation, ProofRecord? known = null) : IWorkLimit
{
    private long _left = limit.Steps;

    /// <summary>Whether no work is left.</summary>
    public bool IsDone => _left <= 0;

    /// <summary>
    /// Whether questions that are still to come stay undecided: there is neither work left nor a proof that was found before.
    /// </summary>
    public bool IsExhausted => IsDone && known?.IsAtEnd != false;

    /// <summary>Asks a question about rows.</summary>
    /// <param name="claim">The question.</param>
    /// <returns>The answer; undecided where no work is left.</returns>
    public RowVerdict Ask(RowClaim claim)
    {
        if (known?.Next() is { } certificate && RowCertificateChecker.Proves(claim, certificate))
        {
            known.Add(certificate);
            return RowVerdict.Proven(certificate);
        }

        var verdict = Search(claim);
        known?.Add(verdict.Certificate);
        return verdict;
    }

    /// <summary>Asks for a row that would be welcome; whether there is one proves nothing, so that it is no part of the record.</summary>
    /// <param name="claim">The question.</param>
    /// <returns>The answer; undecided where no work is left.</returns>
    public RowVerdict Search(RowClaim claim) => Spend(() => RowDecision.Decide(claim, this), RowVerdict.OutOfWork);

    /// <summary>Does some work.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="work">The work.</param>
    /// <param name="otherwise">What comes of it where no work is left.</param>
    public T Spend<T>(Func<T> work, T otherwise)
    {
        if (IsDone)
            return otherwise;
        try
        {
            return work();
        }
        catch (ProofLimitException)
        {
            return otherwise;
        }
    }

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

/// <summary>Thrown where a proof has used up its work; <see cref="ProofWork.Spend"/> turns it into an answer.</summary>
internal sealed class ProofLimitException() : Exception("The limit of the proof is reached.");
