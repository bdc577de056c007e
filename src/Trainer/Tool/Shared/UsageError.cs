using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.RegularExpressions;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Shared;

/// <summary>Describes what is wrong with a command line, and what may have been meant.</summary>
internal static partial class UsageError
{
    private const int MaxLength = 500;
    private const RegexOptions IgnoringCase = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>The first error: it is the cause; those after it are mostly consequences.</summary>
    public static string Describe(RootCommand root, ParseResult result)
    {
        var command = result.CommandResult.Command;
        if (command == root)
            return OfCommand(root, result);
        var options = command.Options.SelectMany(o => o.Aliases.Prepend(o.Name)).ToArray();
        var unknown = result.UnmatchedTokens.FirstOrDefault(t => t.StartsWith('-') && t.Length > 1);
        return unknown is null
            ? $"{OneLine(WithoutSecrets(result.Errors[0].Message))} (rulec {command.Name} --help shows how)"
            : $"there is no option '{VisibleText.Of(WithoutSecrets(unknown))}' of {command.Name}"
                + $"{DidYouMean(unknown.Split('=', ':')[0], options)} (rulec {command.Name} --help shows all)";
    }

    /// <summary>What to say of a command that there is not.</summary>
    public static string NoCommand(string name, IReadOnlyCollection<string> names)
    {
        var meant = DidYouMean(name, names);
        return $"there is no command '{VisibleText.Of(name)}'{meant}{(meant.Length > 0 ? " The" : "; the")} commands are "
            + $"{string.Join(", ", names)}";
    }

    /// <summary>The names that are near to one that is not known, as the end of a sentence.</summary>
    private static string DidYouMean(string name, IReadOnlyCollection<string> names)
    {
        // Two letters that changed places are two that are wrong.
        var near = ColumnNames.Near(name, names, Math.Max(2, name.Length / 3));
        return near.Length > 0 ? $"; did you mean {string.Join(" or ", near)}?" : string.Empty;
    }

    /// <summary>A connection may stand in the wrong place, and its password must not be seen there either.</summary>
    private static string WithoutSecrets(string message) => Secrets().Replace(message, "…");

    /// <summary>Messages of the parser may have several lines.</summary>
    private static string OneLine(string message) => VisibleText.Of(Blanks().Replace(message, " "), MaxLength);

    private static string OfCommand(RootCommand root, ParseResult result)
    {
        var names = root.Subcommands.Select(c => c.Name).ToArray();
        return result.UnmatchedTokens.Count == 0
            ? $"name a command: {string.Join(", ", names)} (see rulec --help)"
            : $"{NoCommand(result.UnmatchedTokens[0], names)} (see rulec --help)";
    }

    [GeneratedRegex(@"(?<=://)[^\s/]*(?=@)|(?<=\b(password|passwd|pwd)\s*=)[^;]*", IgnoringCase, 1000)]
    private static partial Regex Secrets();

    [GeneratedRegex(@"\s*[\r\n]\s*", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
