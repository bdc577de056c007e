using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Extraction;

/// <summary>Marks and witnesses that extraction finds are those that the proof of the document asks for.</summary>
public sealed class RegionDocumentTests
{
    [Fact]
    public void EveryChangedMarkAndWitnessOfARandomDocumentIsFound()
    {
        var changes = 0;
        RandomCases.Hold(60, random =>
        {
            var (form, box) = RandomCases.Mixed(random);
            var document = RegionDocuments.Of(RegionEnumerator.Enumerate(form, box).Tree!, box);
            Assert.All(DocumentVerifier.Verify(document).Claims, c => Assert.True(c.Holds, string.Join(' ', c.Findings)));
            var rules = document.Rules;
            for (var r = 0; r < Math.Min(rules.Count, 4); r++)
            {
                foreach (var condition in new RulePaths(document)[r])
                {
                    changes++;
                    var others = rules[r].Implied.Where(c => c != condition.Condition);
                    var marks = condition.IsImplied ? others : others.Append(condition.Condition);
                    var changed = With(document, r, rules[r] with { Implied = marks.ToEquatableArray() });
                    Assert.False(
                        DocumentVerifier.Verify(changed).Claims.Single(
                            c => c.Name == (condition.IsImplied ? "irredundant" : "implied")).Holds);
                }

                if (rules.Count > 1)
                    Assert.False(
                        DocumentVerifier.Verify(With(document, r, rules[r] with { Witness = rules[r == 0 ? 1 : 0].Witness })).Claims.Single(
                            c => c.Name == "witnesses").Holds);
            }
        });
        Assert.True(changes > 100, $"Only {changes} changes.");
    }

    private static RuleDocument With(RuleDocument document, int position, Rule rule) =>
        document with { Rules = document.Rules.Select((other, r) => r == position ? rule : other).ToEquatableArray() };
}
