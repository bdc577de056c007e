using System;

namespace RuleCompiler;

/// <summary>
/// Thrown when what a person gave cannot be used: a file, a value in it, or what was asked for. The message is for that person: what is
/// wrong and what to do.
/// </summary>
/// <remarks>
/// It is the one type for what a person can mend. Any other exception that leaves the library, an <see cref="ArgumentException"/> above
/// all, is a fault of a program.
/// </remarks>
public class RuleCompilerException : Exception
{
    /// <summary>Makes the exception where no file is known, or none is to blame.</summary>
    /// <param name="problem">One sentence or two: what is wrong and what to do. Text from a file stands in it as visible text.</param>
    public RuleCompilerException(string problem)
        : this(problem, cause: null)
    {
    }

    /// <summary>Makes the exception for what was thrown.</summary>
    /// <param name="problem">One sentence or two, as above.</param>
    /// <param name="cause">What was thrown; null if nothing was.</param>
    public RuleCompilerException(string problem, Exception? cause)
        : this(problem, problem, cause)
    {
    }

    /// <summary>Makes the exception with a message that says more than the problem, such as its place.</summary>
    /// <param name="message">The message.</param>
    /// <param name="problem">What is wrong and what to do.</param>
    /// <param name="cause">What was thrown, if anything.</param>
    protected RuleCompilerException(string message, string problem, Exception? cause)
        : base(message, cause) => Problem = problem;

    /// <summary>What is wrong and what to do, without the place.</summary>
    public string Problem { get; }

    /// <summary>The file that is to blame, as the person named it; null where none is known.</summary>
    public string? File { get; protected init; }

    /// <summary>The line, counted from 1; 0 where the whole file is meant.</summary>
    public int Line { get; protected init; }

    /// <summary>The column, counted from 1; 0 where the whole line is meant.</summary>
    public int Column { get; protected init; }
}
