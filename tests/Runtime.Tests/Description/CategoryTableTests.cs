using System;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Description;

/// <summary>What each category adds to a sum, in words.</summary>
public class CategoryTableTests
{
    [Theory]
    [InlineData("\"a\": 1.5, \"b\": -2, \"c\": 1.5", "{job: 1.5 for a, c; -2.0 for b; 0.0 otherwise}")]
    [InlineData("\"a\": 1, \"b\": 2, \"c\": 1, \"d e\": 1", "{job: 2.0 for b; 1.0 for a, c, \"d e\"; 0.0 for \"for\"}")]
    [InlineData("\"a\": 0, \"b\": 2", "{job: 2.0 for b; 0.0 for a; 0.0 otherwise}")]
    [InlineData("\"for\": 1, \"a\": 1, \"b\": 1, \"c\": 1, \"d e\": 1", "{job: 1.0 for a, b, c, \"d e\", \"for\"}")]
    [InlineData("", "{job: 0.0 always}")]
    public void CategoriesOfOneWeightStandTogether(string weights, string table) =>
        Assert.Equal("  THEN  y = 1.0 + " + table, Assert.Single(Then(weights, width: 96)));

    [Fact]
    public void LongTableHasALineForEachWeight() => Assert.Equal(
        [
            "  THEN  y = 1.0",
            "            + {job:",
            "                 2.0 for \"d e\";",
            "                -1.0 for a, b,",
            "                         c;",
            "                 0.0 for \"for\"}",
        ],
        Then("\"a\": -1, \"b\": -1, \"c\": -1, \"d e\": 2", width: 20));

    private static string[] Then(string weights, int width)
    {
        var document = RuleDocumentReader.Read($$"""
            {
              "version": 1, "name": "T", "inputs": [ { "name": "job", "categories": ["a", "b", "c", "d e", "for"] } ],
              "outputs": [ { "name": "y" } ], "decision": { "kind": "value" }, "conditions": [], "tree": { "rule": 1 },
              "rules": [ { "id": 1, "expressions": [ { "bias": 1, "weights": { "job": { {{weights}} } } } ] } ]
            }
            """);
        return new RuleDescriber(document, width).Rule(0).SkipWhile(line => !line.StartsWith("  THEN", StringComparison.Ordinal)).ToArray();
    }
}
