using System;
using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Runtime.Tests.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Approvals;

/// <summary>What changed since an approval, in at most three clauses.</summary>
public class MeaningChangesTests
{
    private static readonly Signature Ann = new("Ann", "2026-03-01", null);

    [Theory]
    [InlineData("\"bias\": -26", "\"bias\": -27", "condition 5 changed")]
    [InlineData("\"debt\": 1 }", "\"debt\": 1.0000000000000002 }", "condition 7 changed")]
    [InlineData("\"bias\": -1.4", "\"bias\": 1.4", "the common part changed")]
    [InlineData("\"threshold\": 0,", "\"threshold\": -0,", "the decision changed")]
    [InlineData("\"range\": [18, 90]", "\"range\": [18, 91]", "input 'age' changed")]
    [InlineData("\"name\": \"Loan\"", "\"name\": \"Loans\"", "the name changed")]
    [InlineData("\"id\": 3,", "\"id\": 4,", "the tree changed|rule 4 is new, rule 3 is gone")]
    [InlineData("\"name\": \"unknown\"", "\"name\": \"u'\\u202Ewn\"", "reference 'u'\\u202Ewn' is new, reference 'unknown' is gone")]
    [InlineData("\"title\": \"Age of the applicant\"", "\"title\": \"Age\"", "")]
    public void AnEditIsNamedByItsPart(string from, string to, string expected)
    {
        var text = HingeExample.Text.Replace(from, to, StringComparison.Ordinal);
        if (to == "\"id\": 4,")
            text = text.Replace("{ \"rule\": 3 }", "{ \"rule\": 4 }", StringComparison.Ordinal);
        Assert.NotEqual(HingeExample.Text, text);
        var changes = Approved().ChangesTo(Meaning.Of(RuleDocumentReader.Read(text)));
        Assert.Equal(expected, string.Join('|', changes.Lines));
        Assert.Equal(expected.Length == 0, changes.IsSame);
    }

    [Fact]
    public void AnotherOrderIsAChange()
    {
        var document = HingeExample.Read();
        var changed = document with { References = document.References.Reverse().ToEquatableArray() };
        Assert.Equal(["the order of the references changed"], Approved().ChangesTo(Meaning.Of(changed)).Lines);
    }

    [Fact]
    public void ManyChangesAreThreeClauses()
    {
        var document = HingeExample.Read();
        var changed = document with
        {
            Outputs = EquatableArray.Of(new Output("repaid")),
            Conditions = document.Conditions.Select(c => c with { Id = c.Id + 10 }).ToEquatableArray(),
            Rules = document.Rules.Select(r => r with { Id = r.Id + 10 }).ToEquatableArray(),
        };
        Assert.Equal(
            [
                "the outputs changed", "conditions 11, 15 and 17 are new, conditions 1, 5 and 7 are gone",
                "and so did the common part, the tree and the rules",
            ],
            Approved().ChangesTo(Meaning.Of(changed)).Lines);
    }

    [Fact]
    public void ManyOfAKindAreCounted()
    {
        var document = HingeExample.Read();
        var rules = Enumerable.Range(1, 5).Select(id => document.Rules[0] with { Id = id }).ToEquatableArray();
        var more = document with { Rules = rules.Select((r, i) => i < 3 ? document.Rules[i] : r).ToEquatableArray() };
        Assert.Equal(["rules 4 and 5 are new"], Approved().ChangesTo(Meaning.Of(more)).Lines);
        var others = document with { Rules = rules.Select(r => r with { Id = r.Id + 10 }).ToEquatableArray() };
        Assert.Equal(
            ["the tree changed", "rules 11, 12, 13 and 2 more are new, rules 1, 2 and 3 are gone"],
            Approved().ChangesTo(Meaning.Of(others)).Lines);
    }

    [Fact]
    public void PoliciesArePartOfIt()
    {
        var document = HingeExample.Read();
        var (one, other) = (Meaning.HashOfPolicies("[1]"), Meaning.HashOfPolicies("[2]"));
        var approved = Approval.Of(document, Meaning.Of(document, one), Ann);
        Assert.True(approved.ChangesTo(Meaning.Of(document, one)).IsSame);
        Assert.Equal(["the policies changed"], approved.ChangesTo(Meaning.Of(document, other)).Lines);
        Assert.Equal(["the policies are gone"], approved.ChangesTo(Meaning.Of(document)).Lines);
        Assert.Equal(["the policies are new"], Approved().ChangesTo(Meaning.Of(document, one)).Lines);
    }

    /// <summary>The hash decides: nobody can approve by making up parts.</summary>
    [Fact]
    public void WhatThePartsDoNotShowIsAChangeAllTheSame()
    {
        var document = HingeExample.Read();
        var forged = Approved() with { MeaningHash = Meaning.HashOfPolicies("[]") };
        var changes = forged.ChangesTo(Meaning.Of(document));
        Assert.False(changes.IsSame);
        Assert.Equal(["the hash is another one, and the parts that the approval lists do not show why"], changes.Lines);
    }

    private static Approval Approved()
    {
        var document = HingeExample.Read();
        return Approval.Of(document, Meaning.Of(document), Ann);
    }
}
