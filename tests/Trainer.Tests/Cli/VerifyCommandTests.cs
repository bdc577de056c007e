using System;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Runtime.Tests.Proofs;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

public sealed class VerifyCommandTests
{
    [Fact]
    public void TextSaysWhatIsProven()
    {
        using var file = new CsvFile(SampleDocuments.Price, "price.rules.json");
        var run = CommandRun.Of("verify", file.Path);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(
            "Note: The provenance records numbers that mean missing, and so they do here: -1 or -999 in 'size' is refused. Declare them",
            run.Error,
            StringComparison.Ordinal);
        Assert.Equal(
            """
            Price: verified, in exact arithmetic, for all inputs inside their ranges.
              holds  total: Every input takes exactly one way through the tree, to exactly one rule.
              holds  nonEmpty: Each rule has an input inside the ranges, strictly on its side of every border that has a width.
              holds  implied: No condition is marked as implied: the lists shown are the paths.
              holds  irredundant: Each condition shown is needed: without it the rule would take in more than its region.
              holds  covers: Every input inside the ranges meets the list of a rule: no rule is missing.
              holds  doubles: Outside of these bands doubles decide as exact arithmetic does.
                     price is within 1.8E-16 of its exact value.

            """.ReplaceLineEndings("\n"),
            run.Out);
    }

    [Fact]
    public void ClaimThatFailsIsExitCodeOne()
    {
        using var file = new CsvFile(SampleDocuments.Xor, "xor.rules.json");
        var run = CommandRun.Of("verify", file.Path);
        Assert.Equal((1, string.Empty), (run.ExitCode, run.Error));
        Assert.StartsWith("Xor: NOT verified, ", run.Out, StringComparison.Ordinal);
        Assert.Contains("  FAILS  implied: ", run.Out, StringComparison.Ordinal);
        Assert.Contains("         Condition 2 does not follow from the others of rule 2: ", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VerifiedDocuments.Intervals, 0, true)]
    [InlineData(SampleDocuments.Xor, 1, false)]
    public void JsonHoldsTheClaims(string document, int exitCode, bool verified)
    {
        using var file = new CsvFile(document, "x.rules.json");
        var run = CommandRun.Of("verify", file.Path, "--json");
        Assert.Equal((exitCode, string.Empty), (run.ExitCode, run.Error));
        var root = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(verified, root.GetProperty("verified").GetBoolean());
        var claims = root.GetProperty("claims").EnumerateArray().ToArray();
        Assert.Equal(verified, claims.All(c => c.GetProperty("holds").GetBoolean()));
        Assert.Equal("total", claims[0].GetProperty("claim").GetString());
        Assert.All(claims, c =>
        {
            Assert.EndsWith(".", c.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Equal(c.GetProperty("holds").GetBoolean(), c.GetProperty("failures").GetArrayLength() == 0);
            Assert.True(c.GetProperty("counts").EnumerateObject().All(n => n.Value.GetInt32() >= 0));
        });
    }

    [Fact]
    public void StatementsOfVersionTwoAreShown()
    {
        using var file = new CsvFile(HingeDocuments.Loan, "loan.rules.json");
        var run = CommandRun.Of("verify", file.Path);
        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith(
        """
          holds  continuous: Where a quantity changes outputs jump only where it is stated.
                 paid jumps by -0.2 at age = 70.
          holds  directions: Outputs move with inputs as their directions say, all else equal, for every two quantities or categories.
                 paid never falls where income rises.
                 paid never rises where debt rises.
          holds  ranges: Inside the inputs' ranges each output lies between two values.
                 paid is at least -9.12, reached at age = 18, income = 0, debt = 180, housing = 'rent'.
                 paid is at most 4.5, reached at age = 45, income = 250, debt = 0, housing = 'own'.
          holds  doubles: Outside of these bands doubles decide as exact arithmetic does.
                 Condition 1 has its exact side where it is farther than 8.1E-14 from 0, that is 2.1E-13 of income, 1.4E-13 of debt.
                 Condition 2 has its exact side where it is farther than 2.5E-14 from 0, that is 2.5E-14 of age.
                 paid has its exact label where it is farther than 1.3E-14 from its threshold, that is 6.2E-13 of income, 1.1E-12 of debt.

        """.ReplaceLineEndings("\n"),
            run.Out,
            StringComparison.Ordinal);
        var claims = JsonDocument.Parse(CommandRun.Of("verify", file.Path, "--json").Out).RootElement.GetProperty("claims").EnumerateArray()
            .ToArray();
        Assert.Equal(
            [0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 3],
            claims.Select(c => c.TryGetProperty("statements", out var statements) ? statements.GetArrayLength() : 0));
    }

    [Fact]
    public void BadInputIsOneLineWithItsPlace()
    {
        using var file = new CsvFile(
            VerifiedDocuments.Intervals.Edited("\"implied\":[1],\"support\":{\"rows\":2", "\"implied\":[2],\"support\":{\"rows\":2"),
            "x.rules.json");
        var run = CommandRun.Of("verify", file.Path);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith(FormattableString.Invariant($"rulec: {file.Path}(14,"), run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));

        Assert.Equal(2, CommandRun.Of("verify", file.Path + ".none").ExitCode);
        Assert.Equal(2, CommandRun.Of("verify").ExitCode);
    }
}
