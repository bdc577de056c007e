using System;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Thrown when training ends without rules that meet what was asked for; the message says what to do.</summary>
public sealed class TrainingFailedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    public TrainingFailedException(string message)
        : base(message)
    {
    }
}
