using System;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

public sealed class ShowCommandTests
{
    private const string XorText = """
        Xor: 3 rules, 2 conditions, 30 numbers to review. Two bits.

        How to read the rules
          There are 3 rules; exactly one of them holds for any input, the one whose IF and AND lines are all true.
          Inputs are in their own units, and each number is the one that is calculated with.
          Each output is decided for itself:
          out1 is "1" where it is >= 0.5, and "0" otherwise.
          out2 is yes where it is >= 0.50, and no otherwise.

        At the edges
          A row exactly on a boundary (a condition's sum is 0) belongs to the side >= 0.
          A number that is infinite or missing (NaN) is refused with an exception.
          Outside its range, which is that of the training rows, an input is taken as it is and the rules extrapolate.

        Inputs
          in1; 0.0 to 1.0 in training. A missing value (NaN) is refused.
          in2; 0.0 to 1.0 in training. A missing value (NaN) is refused.
          in3; 0.0 to 1.0 in training. A missing value (NaN) is refused.
          in4; 0.0 to 1.0 in training. A missing value (NaN) is refused.

        Condition 1: neuron 3 on level 1, slope 0.9242.
        Condition 2: neuron 1 on level 4, slope 0.9257.

        Condition 2: -1.5 + 1.5 * in1 + 1.5 * in2 - 0.0001 * in3 - 0.00012 * in4

        Rule 1: 3 training rows (≈ 18.8 % of all), 100 % right
          IF    2.0 + 0.001 * in1 + 0.002 * in2 - 2.0 * in3 - 1.998 * in4 < 0
          AND   -1.5 + 1.5 * in1 + 1.5 * in2 - 0.0001 * in3 - 0.00012 * in4 < 0
          THEN  out1 = 0.0004 + 1.01 * in1 + 1.01 * in2 - 0.001 * in3
                out2 = 2.0 - 1.0 * in3 - 1.0 * in4

        Rule 2
          IF    2.0 + 0.001 * in1 + 0.002 * in2 - 2.0 * in3 - 1.998 * in4 < 0
          THEN  out1 = 2.0 - 1.0 * in1 - 1.0 * in2
                out2 = 2.0 - 1.0 * in3 - 1.0 * in4
          (AND   condition 2 >= 0, which inside the ranges of the inputs follows from the others.)

        Rule 3
          IF    2.0 + 0.001 * in1 + 0.002 * in2 - 2.0 * in3 - 1.998 * in4 >= 0
          THEN  out1 = 2.0 - 1.0 * in1 - 1.0 * in2
                out2 = 0.0 + 1.0 * in3 + 1.0 * in4

        """;

    private const string PriceText = """
        Price: 1 rule, 0 conditions, 2 numbers to review.

        How to read the rules
          There is one rule, and it holds for every input.
          Inputs are in their own units, and each number is the one that is calculated with.
          The answer is the value of price.

        At the edges
          A number that is infinite or missing (NaN, or a mark that its input names) is refused with an exception.
          Outside its range, which is that of the training rows, an input is taken as it is and the rules extrapolate.

        Where they come from
          Made by rulec.

        Inputs
          size; 1.0 to 2.0 in training. -1, -999 and NaN mean missing and are refused.

        Rule 1
          IF    (any input)
          THEN  price = 0.1 + 0.2 * size

        """;

    private const string XorNote = """
        How to read the rules
          Each rule is a case of its own: where all its IF lines are true, its outputs are the sums below them.
          Each number is the one that is calculated with. A sum begins with its constant, which stands last; the others are
            added from left to right.
          ln(1-slope) is rounded, after ≈; nothing is calculated with it.
          Each output is decided for itself:
          out1 is "1" where it is >= 0.5, and "0" otherwise.
          out2 is yes where it is >= 0.50, and no otherwise.

        Rule 1: 3 training rows (≈ 18.8 % of all), 100 % right
        IF +0.001*in1 +0.002*in2 -2.0*in3 -1.998*in4 +2.0 < 0
          (PReLU #3 on level 1 is neg., slope 0.9242, ln(1-slope) ≈ -2.58)
        IF +1.5*in1 +1.5*in2 -0.0001*in3 -0.00012*in4 -1.5 < 0
          (PReLU #1 on level 4 is neg., slope 0.9257, ln(1-slope) ≈ -2.60)
           out1 = +1.01*in1 +1.01*in2 -0.001*in3 +0.0004
           out2 = -1.0*in3 -1.0*in4 +2.0

        Rule 2
        IF +0.001*in1 +0.002*in2 -2.0*in3 -1.998*in4 +2.0 < 0
          (PReLU #3 on level 1 is neg., slope 0.9242, ln(1-slope) ≈ -2.58)
        IF +1.5*in1 +1.5*in2 -0.0001*in3 -0.00012*in4 -1.5 >= 0
          (PReLU #1 on level 4 is pos., slope 0.9257, ln(1-slope) ≈ -2.60; follows from the other conditions)
           out1 = -1.0*in1 -1.0*in2 +2.0
           out2 = -1.0*in3 -1.0*in4 +2.0

        Rule 3
        IF +0.001*in1 +0.002*in2 -2.0*in3 -1.998*in4 +2.0 >= 0
          (PReLU #3 on level 1 is pos., slope 0.9242, ln(1-slope) ≈ -2.58)
           out1 = -1.0*in1 -1.0*in2 +2.0
           out2 = +1.0*in3 +1.0*in4 +0.0

        """;

    private const string LoanNote = """
        How to read the rules
          Each rule is a case of its own: where all its IF lines are true, its outputs are the sums below them.
          Each number is the one that is calculated with. A sum begins with its constant, which stands last; the others are
            added from left to right.
          +input[a, b: +1.0; c: +2.0; else 0] stands for the number beside the category that the row has.
          The decision is the label of the largest output (none for none, small for prediction, large for large); on a tie it is
            the first of them.

        Rule 10
        IF +0.00002*income +work[gov, private: +0.4; self: -0.25; else 0] -0.5 < 0
           none = +1.0
           prediction = +0.01*age +0.1
           large = +region[n, s: +0.5] -1.0

        Rule 20: 1 training row (0.1 % of all), root mean squared error 0.25
        IF +0.00002*income +work[gov, private: +0.4; self: -0.25; else 0] -0.5 >= 0
           none = +0.0
           prediction = +0.01*age +0.1
           large = +0.00001*income +0.0

        """;

    private const string PriceNote = """
        How to read the rules
          Each rule is a case of its own: where all its IF lines are true, its outputs are the sums below them.
          Each number is the one that is calculated with. A sum begins with its constant, which stands last; the others are
            added from left to right.
          The answer is the value of price.

        Rule 1
        IN EVERY CASE
           price = +0.2*size +0.1

        """;

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void RulesStandInTheWordsOfTheComments(string culture)
    {
        using var language = new Culture(culture);
        Assert.Equal(XorText.ReplaceLineEndings("\n"), Shown(SampleDocuments.Xor));
        Assert.Equal(PriceText.ReplaceLineEndings("\n"), Shown(SampleDocuments.Price));
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void RulesStandInTheNotesForm(string culture)
    {
        using var language = new Culture(culture);
        AssertNote(XorNote, SampleDocuments.Xor);
        AssertNote(LoanNote, SampleDocuments.Loan);
        AssertNote(PriceNote, SampleDocuments.Price);
    }

    [Theory]
    [InlineData]
    [InlineData("--note")]
    public void JsonHoldsTheSameWordsAndTheNumbersBesideThem(params string[] options)
    {
        var text = Shown(SampleDocuments.Xor, options);
        var root = JsonDocument.Parse(Shown(SampleDocuments.Xor, [.. options, "--json"])).RootElement;
        var rules = root.GetProperty("rules").EnumerateArray().ToArray();
        Assert.Equal([1, 2, 3], rules.Select(r => r.GetProperty("id").GetInt32()));
        foreach (var rule in rules)
        {
            var words = rule.GetProperty("text").GetString()!;
            Assert.Contains("\n\n" + words + "\n", text, StringComparison.Ordinal);
            foreach (var condition in rule.GetProperty("conditions").EnumerateArray().Where(
                c => options.Length > 0 || !c.GetProperty("implied").GetBoolean()))
                Assert.Contains(condition.GetProperty("text").GetString()!, words, StringComparison.Ordinal);
            foreach (var output in rule.GetProperty("outputs").EnumerateArray())
                Assert.Contains($"{output.GetProperty("name")} = {output.GetProperty("text")}", words, StringComparison.Ordinal);
        }

        Assert.Equal([3, 0.1875, 1], new[] { "rows", "share", "accuracy" }.Select(n => rules[0].GetProperty(n).GetDouble()));
        Assert.Equal("3 training rows (≈ 18.8 % of all), 100 % right", rules[0].GetProperty("support").GetString());
        Assert.Equal(
            (JsonValueKind.Null, JsonValueKind.Null), (rules[0].GetProperty("error").ValueKind, rules[1].GetProperty("support").ValueKind));
        var sentences = root.GetProperty("paragraphs").EnumerateArray().SelectMany(p => p.GetProperty("sentences").EnumerateArray())
            .Concat(root.GetProperty("inputs").EnumerateArray()).Concat(root.GetProperty("decision").EnumerateArray()).Select(
                s => s.GetString()!).ToArray();
        var flat = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.True(sentences.Length > 10);
        Assert.All(sentences, s => Assert.Contains(s, flat, StringComparison.Ordinal));
    }

    [Fact]
    public void LongLinesAreBrokenAndHostileNamesAreShownEscaped()
    {
        var inputs = string.Join(
            ',', Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($$"""{"name":"input number {{i}}","range":[0,1]}""")));
        var weights = string.Join(',', Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"\"input number {i}\":1")));
        var document =
            $$$"""{"version":1,"name":"N","inputs":[{{{inputs}}}],"outputs":[{"name":"a\u202E\nb"}],"decision":{"kind":"value"},"tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":0,"weights":{{{{weights}}}}}]}]}""";
        var (text, note) = (Shown(document), Shown(document, "--note"));
        Assert.All((text + note).Split('\n'), line => Assert.True(line.Length <= 120, line));
        var second = new string(' ', 27) + "+ 1.0 * \"input number 0\"";
        Assert.Contains(@"  THEN  ""a\u202E\u000Ab"" = 0.0" + "\n" + second + "\n", text, StringComparison.Ordinal);
        Assert.Contains(@"""a\u202E\u000Ab"" = +1.0*""input number 0"" +1.0*""input number 1""", note, StringComparison.Ordinal);
    }

    [Fact]
    public void NamesThatRunFromRightToLeftHaveALineOfTheirOwn()
    {
        var note = Shown(
            """
            {"version":1,"name":"N","inputs":[{"name":"גיל","range":[0,1]},{"name":"הכנסה","range":[0,1]},{"name":"x","range":[0,1]}],
            "outputs":[{"name":"y"}],"decision":{"kind":"value"},"tree":{"rule":1},
            "rules":[{"id":1,"expressions":[{"bias":0,"weights":{"גיל":1,"הכנסה":2,"x":3}}]}]}
            """,
            "--note");
        Assert.EndsWith("   y = +1.0*גיל\n       +2.0*הכנסה\n       +3.0*x +0.0\n", note, StringComparison.Ordinal);
    }

    [Fact]
    public void OneRuleIsShownAsWholeSumsInExactNumbers()
    {
        const string Third =
            """
            {"version":2,"name":"N","inputs":[{"name":"x","range":[0,9]},{"name":"y","range":[0,9]}],
            "outputs":[{"name":"s"}],"decision":{"kind":"value"},
            "conditions":[{"id":3,"expression":{"bias":-0.1,"weights":{"y":1}}}],
            "common":[{"bias":1,"weights":{"x":{"curve":[[0,0],[3,1]]}},"adjustments":{"3":0.3}}],
            "tree":{"condition":3,"negative":{"rule":4},"positive":{"rule":8}},"rules":[{"id":4},{"id":8}]}
            """;
        var shown = Shown(Third, "--expanded", "4");
        Assert.Contains("They hold inside the ranges of the inputs", shown, StringComparison.Ordinal);
        Assert.EndsWith(
            """

            Rule 4
            IF +1.0*y -0.1 < 0
              (condition 3)
               s = +curve(x) +0.3*y +0.97
                   curve(x) = +0.0    where x < 0.0
                              +1/3*x  where 0.0 <= x < 3.0
                              +1.0    where x >= 3.0

            """.ReplaceLineEndings("\n"),
            shown,
            StringComparison.Ordinal);

        using var json = JsonDocument.Parse(Shown(Third, "--expanded", "4", "--json"));
        var sum = json.RootElement.GetProperty("outputs")[0].GetProperty("sum");
        Assert.Equal("0.97", sum.GetProperty("constant").GetString());
        Assert.Equal("1/3", sum.GetProperty("terms")[0].GetProperty("pieces")[1].GetProperty("weight").GetString());
    }

    [Fact]
    public void ARuleThatThereIsNotIsNamed()
    {
        using var file = new CsvFile(
            """
            {"version":1,"name":"N","inputs":[{"name":"x","range":[0,1]}],"outputs":[{"name":"y"}],
            "decision":{"kind":"value"},"tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":0,"weights":{"x":1}}]}]}
            """,
            "x.rules.json");
        var run = CommandRun.Of("show", file.Path, "--expanded", "2");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("there is no rule 2", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of("show", file.Path, "--expanded", "1", "--regions").ExitCode);
    }

    [Theory]
    [InlineData("{\"version\":1,\n \"name\":", 2, "JSON")]
    [InlineData("{\"version\":1,\n  \"nme\":\"x\"}", 2, "'nme' is not a member")]
    [InlineData("{\"version\":3}", 1, "Version 3")]
    [InlineData("", 1, "JSON")]
    public void BrokenDocumentHasItsPlace(string text, int line, string says)
    {
        using var file = new CsvFile(text, "broken.rules.json");
        var run = CommandRun.Of("show", file.Path);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith(FormattableString.Invariant($"rulec: {file.Path}({line},"), run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    private static void AssertNote(string expected, string document)
    {
        var blocks = Shown(document, "--note").Split("\n\n");
        var form = blocks.Where(
            b => b.StartsWith("How to read", StringComparison.Ordinal) || b.StartsWith("Rule ", StringComparison.Ordinal));
        Assert.Equal(expected.ReplaceLineEndings("\n"), string.Join("\n\n", form));
    }

    private static string Shown(string document, params string[] options)
    {
        using var file = new CsvFile(document, "x.rules.json");
        var run = CommandRun.Of(["show", file.Path, .. options]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        return run.Out;
    }
}
