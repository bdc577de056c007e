using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Threading;

namespace RuleCompiler.Tool.Export;

/// <summary>A form that rules can be written in, with the options that it alone has.</summary>
/// <param name="name">What it is asked for by, after <c>--to</c>.</param>
internal abstract class ExportForm(string name)
{
    /// <summary>What it is asked for by, after <c>--to</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The options that it has to be given.</summary>
    public virtual IReadOnlyList<Option> Needed => [];

    /// <summary>The options that it can be given as well.</summary>
    public abstract IReadOnlyList<Option> Optional { get; }

    /// <summary>Whether it is a text, which may go to standard output without being asked to.</summary>
    public virtual bool IsText => true;

    /// <summary>Refuses options that do not go together.</summary>
    /// <param name="result">The options; errors are added to it.</param>
    /// <param name="isToStandardOutput">Whether the text goes to standard output.</param>
    public virtual void Check(CommandResult result, bool isToStandardOutput)
    {
    }

    /// <summary>Writes a document.</summary>
    /// <param name="result">The options.</param>
    /// <param name="rules">The file of the document.</param>
    /// <param name="output">The file to write, or that of standard output.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The exit code.</returns>
    public abstract int Write(ParseResult result, string rules, string output, CancellationToken cancellation);
}
