using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using RuleCompiler.Generator.Writing;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>What is written in a raw string stands in the file as it stands there, and nothing in a hole can break out of it.</summary>
public class CodeWriterTests
{
    [Fact]
    public void CodeInAHoleIsIndentedAsTheHole() => Assert.Equal(
        "if (x < 0)\n{\n    // Twice.\n    while (y > 1)\n    {\n        y = y - 1;\n    }\n}\n",
        Written(code =>
        {
            Code loop = code => code.Write($$"""
                while (y > {{1}})
                {
                    y = y - 1;
                }
                """);
            code.Write($$"""
                if ({{"x"}} < 0)
                {
                    // Twice.
                    {{loop}}
                }
                """);
        }));

    [Fact]
    public void LineWithNothingButEmptyHolesIsLeftOut() => Assert.Equal(
        "int x;\nint y;\n",
        Written(code =>
        {
            Code nothing = _ => { };
            string[] none = [];
            code.Write($$"""
                int x;
                {{nothing}}
                {{none}}
                {{string.Empty}}
                // {{none}}
                /// {{none}}
                int y;
                """);
        }));

    [Fact]
    public void EmptyLineKeepsApartWhatStandsOnBothSides() => Assert.Equal(
        "class A\n{\n    int x;\n\n    int y;\n}\n",
        Written(code =>
        {
            Code members = code =>
            {
                code.Write($$"""

                    int x;
                    """);
                code.Write($$"""

                    int y;
                    """);
            };
            code.Write($$"""

                class A
                {

                    {{members}}
                }
                """);
        }));

    [Fact]
    public void LinesBeginAsTheLineOfTheirHole()
    {
        string[] lines = ["one", string.Empty, "+ two"];
        Assert.Equal(
            "/// one\n///\n/// + two\n    // one\n    //\n    // + two\n    one\n\n    + two\nint x = one\n\n    + two;\n",
            Written(code => code.Write($$"""
                /// {{lines}}
                    // {{lines}}
                    {{lines}}
                int x = {{lines}};
                """)));
    }

    [Fact]
    public void ListStandsOnOneLineWhereItFits()
    {
        var (wide, narrow) = (new CommaList(new string('a', 60), new string('b', 60)), new CommaList("a", "b"));
        Assert.Equal(
            $"    M({narrow}, c);\n    return M(\n        {wide.Items[0]},\n        {wide.Items[1]},\n        c) + 1234567890;\n",
            Written(code => code.Write($$"""
                    M({{narrow.And("c")}});
                    return M({{wide.And("c")}}) + {{1234567890}};
                """)));
    }

    [Fact]
    public void LineOfExactlyTheWidthIsNotBroken()
    {
        var list = new CommaList(new string('a', 100), new string('b', 140 - 100 - "M(, );".Length));
        Assert.Equal($"M({list});\n", Written(code => code.Write($$"""M({{list}});""")));
        Assert.Equal(3, Written(code => code.Write($$"""MM({{list}});""")).TrimEnd().Split('\n').Length);
    }

    [Fact]
    public void DocumentationIsBrokenBetweenWordsAndEscaped()
    {
        var words = string.Join(' ', Enumerable.Repeat("<word>", 20));
        var lines = Written(code => code.Write($$"""/// <param name="x">{{words + " & so on"}}</param>""")).TrimEnd().Split('\n');
        Assert.True(lines.Length > 1);
        Assert.StartsWith("/// <param name=\"x\">&lt;word&gt; &lt;word&gt;", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.StartsWith("///     &lt;word&gt;", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 140));
        Assert.EndsWith(" &amp; so on</param>", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void LinesThatAreLaidOutInDocumentationAreEscapedAndNotBroken()
    {
        string[] lines = [new string('a', 80) + " < " + new string('b', 80)];
        Assert.Equal(
            $"/// {lines[0].Replace("<", "&lt;", StringComparison.Ordinal)}\n", Written(code => code.Write($$"""/// {{lines}}""")));
    }

    [Fact]
    public void VerbatimStringStandsAsItIsRead() => Assert.Equal(
        "    string Text =>\n@\"a\n    \"\"b\"\"\n\";\n",
        Written(code =>
        {
            Code text = code => code.Write($$"""
                string Text =>
                {{new VerbatimString("a\n    \"b\"\n")}};
                """);
            code.Write($$"""
                    {{text}}
                """);
        }));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    public void LineBreakInAHoleIsRefused(string lineBreak)
    {
        var text = "a" + lineBreak + "System.Environment.Exit(1);";
        Assert.Throws<InvalidOperationException>(() => Written(code => code.Write($$"""// {{text}}""")));
        Assert.Throws<InvalidOperationException>(() => Written(code => code.Write($$"""// {{(string[])[text]}}""")));
        Assert.Throws<InvalidOperationException>(() => Written(code => code.Write($$"""M({{new CommaList(text)}});""")));
        // In documentation it shows as an escape, as every character does that would not show as itself.
        Assert.DoesNotContain(lineBreak, Written(code => code.Write($$"""/// {{text}}""")).TrimEnd('\n'), StringComparison.Ordinal);
    }

    [Fact]
    public void CodeHasItsLineToItself()
    {
        Code inner = code => code.Write($$"""x""");
        Assert.Throws<InvalidOperationException>(() => Written(code => code.Write($$"""return {{inner}}""")));
        Assert.Throws<InvalidOperationException>(() => Written(code => code.Write($$"""{{inner}};""")));
        Assert.Throws<InvalidOperationException>(() => Written(code => code.Write($$"""return {{Side(code)}};""")));

        static string Side(CodeWriter code)
        {
            code.Write($$"""y""");
            return "x";
        }
    }

    [Fact]
    public void ALineHasOneList() => Assert.Throws<InvalidOperationException>(
        () => Written(code => code.Write($$"""M({{new CommaList("a")}})({{new CommaList("b")}});""")));

    [Fact]
    public void NumberIsWrittenAsEveryCultureReadsIt()
    {
        // All tests of this project run where the minus is not a hyphen.
        Assert.NotEqual("-1", (-1).ToString(CultureInfo.CurrentCulture));
        Assert.Equal("x = -1;\n", Written(code => code.Write($$"""x = {{-1}};""")));
    }

    [Fact]
    public void CancellationStopsTheWriting()
    {
        var code = new CodeWriter(new CancellationToken(canceled: true));
        Assert.Throws<OperationCanceledException>(() => code.Write($$"""x"""));
    }

    private static string Written(Code write)
    {
        var code = new CodeWriter(CancellationToken.None);
        write(code);
        return code.ToString();
    }
}
