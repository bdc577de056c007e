using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

/// <summary>The page on how a table is read says what the code does.</summary>
public sealed partial class ReadingPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "reading-tables.md"));

    [Fact]
    public void MarksOfMissingValuesAreThoseOfTheCode()
    {
        var marks = Page.Split("<!-- marks -->")[1].Split("<!-- end -->")[0].Split('`').Where((_, i) => i % 2 == 1);
        Assert.Equal(MissingMarks.Defaults, marks);
    }

    [Fact]
    public void OptionsAreThoseOfTheCommands()
    {
        var command = new Command("table");
        new TableArguments(new FileArgument("data", FileUse.Read)).AddTo(command);
        var said = Option().Matches(Page).Select(m => m.Value).Distinct().Order();
        string[] others = ["--category", "--json", "--keep", "--number", "--special", "--target", "--task"];
        Assert.Equal(command.Options.Select(o => o.Name).Concat(others).Order(), said);
    }

    [Fact]
    public void ThresholdsAreThoseOfTheCode()
    {
        string[] says =
        [
            FormattableString.Invariant($"at least {100 * ColumnProfiler.MostlyNumbers} % of its cells are"),
            FormattableString.Invariant(
                $"more than {ColumnProfiler.FewCategories} different numbers and at most {ColumnProfiler.FewMarks} different other texts"),
            FormattableString.Invariant($"from {100 * ColumnProfiler.MostlyDates} % of the cells on"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"more than {ColumnProfiler.MaxCategories:#,0} categories, "
                    + $"or more than {ColumnProfiler.FewCategories} with fewer than {ColumnProfiler.MinRowsPerCategory} rows each"),
            FormattableString.Invariant($"with {100 * ColumnProfiler.MostlyDistinct} % different"),
            FormattableString.Invariant($"from {ColumnProfiler.MinRowsForIdentifier} rows on"),
            FormattableString.Invariant($"where at least {SpecialSettings.LeastMissing} training rows lack it"),
            FormattableString.Invariant($"{TableShape.FirstYear} to {TableShape.LastYear}"),
        ];
        Assert.All(says, text => Assert.Contains(text, Page, StringComparison.Ordinal));
    }

    [GeneratedRegex("--[a-z][a-z-]+", RegexOptions.None, 10_000)]
    private static partial Regex Option();
}
