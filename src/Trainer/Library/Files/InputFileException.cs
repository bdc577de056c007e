using System;
using System.Globalization;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Files;

/// <summary>Thrown when a file that a person gave cannot be used: where it is wrong, what is wrong, and what to do.</summary>
public sealed class InputFileException : Exception
{
    /// <summary>Makes the exception for a place in a file.</summary>
    /// <param name="file">The file, as the person named it.</param>
    /// <param name="line">The line, counted from 1; 0 when the whole file is meant.</param>
    /// <param name="column">The column in characters, counted from 1; 0 when the whole line is meant.</param>
    /// <param name="problem">
    /// One sentence or two: what is wrong and what to do. Text from the file stands in it as <see cref="VisibleText"/>.
    /// </param>
    /// <param name="cause">What was thrown, if anything.</param>
    public InputFileException(string file, int line, int column, string problem, Exception? cause = null)
        : base(Place(file, line, column) + ": " + problem, cause)
    {
        File = file;
        Line = line;
        Column = column;
        Problem = problem;
    }

    /// <summary>Makes the exception for a file as a whole.</summary>
    /// <param name="file">The file, as the person named it.</param>
    /// <param name="problem">What is wrong and what to do.</param>
    /// <param name="cause">What was thrown, if anything.</param>
    public InputFileException(string file, string problem, Exception? cause = null)
        : this(file, 0, 0, problem, cause)
    {
    }

    /// <summary>The file, as the person named it.</summary>
    public string File { get; }

    /// <summary>The line, counted from 1; 0 when the whole file is meant.</summary>
    public int Line { get; }

    /// <summary>The column in characters, counted from 1; 0 when the whole line is meant.</summary>
    public int Column { get; }

    /// <summary>What is wrong and what to do, without the place.</summary>
    public string Problem { get; }

    private static string Place(string file, int line, int column)
    {
        var name = VisibleText.Of(file);
        return line == 0
            ? name
            : string.Create(CultureInfo.InvariantCulture, $"{name}({line},{Math.Max(column, 1)})");
    }
}
