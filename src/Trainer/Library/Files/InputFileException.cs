using System;
using System.Globalization;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Files;

/// <summary>Thrown when a file that a person gave cannot be used: where it is wrong, what is wrong, and what to do.</summary>
public sealed class InputFileException : RuleCompilerException
{
    /// <summary>Makes the exception for a place in a file.</summary>
    /// <param name="file">The file, as the person named it.</param>
    /// <param name="line">The line, counted from 1; 0 when the whole file is meant.</param>
    /// <param name="column">The column in characters, counted from 1; 0 when the whole line is meant.</param>
    /// <param name="problem">
    /// One sentence or two: what is wrong and what to do. Text from the file is in it as <see cref="VisibleText"/>.
    /// </param>
    /// <param name="cause">What was thrown, if anything.</param>
    public InputFileException(string file, int line, int column, string problem, Exception? cause = null)
        : base(Place(file, line, column) + ": " + problem, problem, cause) => (File, Line, Column) = (file, line, column);

    /// <summary>Makes the exception for a file as a whole.</summary>
    /// <param name="file">The file, as the person named it.</param>
    /// <param name="problem">What is wrong and what to do.</param>
    /// <param name="cause">What was thrown, if anything.</param>
    public InputFileException(string file, string problem, Exception? cause = null)
        : this(file, 0, 0, problem, cause)
    {
    }

    /// <summary>Does work that knows of no file: what it finds wrong is blamed on this one.</summary>
    /// <typeparam name="T">What comes of the work.</typeparam>
    /// <param name="file">The file that the work is about, as the person named it.</param>
    /// <param name="work">The work.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="InputFileException">The work found something wrong.</exception>
    public static T Blaming<T>(string file, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (RuleCompilerException e) when (e.File is null)
        {
            throw new InputFileException(file, e.Line, e.Column, e.Problem, e);
        }
    }

    private static string Place(string file, int line, int column)
    {
        var name = VisibleText.Of(file);
        return line == 0
            ? name
            : string.Create(CultureInfo.InvariantCulture, $"{name}({line},{Math.Max(column, 1)})");
    }
}
