using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Sql.Engines;
using RuleCompiler.Trainer.Export.Sql;
using Xunit;

namespace RuleCompiler.Sql;

/// <summary>Names and labels stay what they are, whatever stands in them.</summary>
public class HostileNameTests : EngineTests
{
    private const string Name = "a\"b'c`d\\e; DROP TABLE x; -- /*\n$$ ${HOME} [f] é\u2028";

    /// <summary>Where it cannot be tried here, nothing of a name stands outside of quotes.</summary>
    [Theory]
    [InlineData("mysql")]
    [InlineData("spark")]
    [InlineData("trino")]
    [InlineData("bigquery")]
    [InlineData("snowflake")]
    [InlineData("clickhouse")]
    public void NothingIsLeftOutsideOfQuotes(string dialect)
    {
        var document = Document();
        var names = dialect != "spark" ? Engine.Names : Engine.Names with
        {
            Columns = document.Inputs.Select((input, i) => new NamedText(input.Name, "x" + i)).ToEquatableArray(),
            Answers = EquatableArray.Of(new NamedText(document.Outputs[0].Name, "y")),
        };
        var text = SqlStatement.Of(document, SqlDialects.Of(dialect), names);
        var outside = Outside(text, dialect);
        Assert.DoesNotContain("DROP", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("/*", outside, StringComparison.Ordinal);
        if (dialect == "spark")
            Assert.DoesNotContain("${", text, StringComparison.Ordinal);
        Assert.DoesNotContain(';', outside);
    }

    [Fact]
    public void SparkRefusesNamesThatItWouldReplace()
    {
        var error = Assert.Throws<RuleCompilerException>(() => SqlStatement.Of(Document(), SqlDialects.Of("spark"), Engine.Names));
        Assert.Contains("takes ${ in the name", error.Message, StringComparison.Ordinal);
    }

    private protected override void Holds(Engine engine)
    {
        var document = Document();
        engine.Load(document.Inputs.Select(i => (i.Name, i.IsNumber)), [[1.0, Name], [-1.0, "other"], [1.0, "DROP TABLE"]]);
        var answers = engine.Ask(SqlStatement.Of(document, engine.Dialect, Engine.Names))
            .OrderBy(a => a.Row).Select(a => a.Answer).ToArray();
        Assert.Equal(3, answers.Length);
        Assert.Equal((Name, 3.0), ((string?)answers[0]["label"], (double)answers[0]["y" + Name]!));
        Assert.Equal(("no", -1.0), ((string?)answers[1]["label"], (double)answers[1]["y" + Name]!));
        Assert.Contains("is not one of the declared categories", (string?)answers[2]["refused"], StringComparison.Ordinal);
    }

    private static RuleDocument Document() => new(
        Name,
        string.Empty,
        EquatableArray.Of<Input>(
            new NumberInput(Name, null, null, Number.From(-9), Number.From(9), null),
            new CategoryInput("c" + Name, null, EquatableArray.Of(Name, "other"), null)),
        EquatableArray.Of(new Output("y" + Name)),
        new ThresholdDecision(ScoreKind.Plain, EquatableArray.Of(new ThresholdBit(Number.Zero, "no", Name))),
        EquatableArray<Condition>.Empty,
        new Leaf(0),
        EquatableArray.Of(new Rule(
            1,
            Rule.Alone([new Expression(
                Number.Zero,
                EquatableArray.Of<Term>(
                    new NumberTerm(0, Number.From(1)),
                    new CategoryTerm(1, EquatableArray.Of(new CategoryWeight(0, Number.From(2)))))) ]),
            EquatableArray<int>.Empty,
            null,
            null)),
        null);

    /// <summary>What stands neither between quotes nor in a comment, by the rules of the dialect.</summary>
    private static string Outside(string text, string dialect)
    {
        var outside = new System.Text.StringBuilder();
        var escapes = dialect is "spark" or "bigquery" or "snowflake" or "clickhouse";
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '-' && i + 1 < text.Length && text[i + 1] == '-')
            {
                i = text.IndexOf('\n', i);
                continue;
            }

            if (text[i] is not ('\'' or '"' or '`'))
            {
                outside.Append(text[i]);
                continue;
            }

            // In a name a backslash is one, but where names are escaped like texts.
            var quote = text[i];
            var isEscaped = escapes && (quote == '\'' || dialect is "bigquery" or "clickhouse");
            for (i++; text[i] != quote || (i + 1 < text.Length && text[i + 1] == quote && !isEscaped); i++)
            {
                if ((text[i] == '\\' && isEscaped) || text[i] == quote)
                    i++;
            }
        }

        return outside.ToString();
    }
}
