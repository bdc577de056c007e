using System;
using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Runtime.Tests.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Approvals;

public class ApprovalTests
{
    private static readonly Signature Ann = new("Ann", "2026-03-01", "checked \"all\"\nof it \u202E");
    private static readonly Signature Ben = new("Ben", "2026-03-02", null);

    [Fact]
    public void WhatIsWrittenIsReadAgain()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var document = RandomDocuments.Make(seed);
            var meaning = Meaning.Of(document, seed % 2 == 0 ? null : Meaning.HashOfPolicies("[]"));
            var approval = Approval.Of(document, meaning, Ann).With(document, meaning, Ben) with
            {
                Previous = seed % 3 == 0 ? null : new PreviousMeaning(Meaning.HashOfPolicies("1"), seed % 3 == 1 ? null : "scores"),
            };
            var text = ApprovalWriter.Write(approval);
            Assert.Equal(approval, ApprovalReader.Read(text));
            Assert.Equal(approval, ApprovalReader.Read(text.Replace("\n", "\r\n", StringComparison.Ordinal)));
            Assert.DoesNotContain('\u202E', text);
            Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void FiguresAreThoseOfTheDocument()
    {
        var document = ExampleDocument.Read();
        var figures = Approval.Of(document, Meaning.Of(document), Ann).Figures;
        Assert.Equal(
            (document.Rules.Count, ReviewedNumbers.Count(document), document.Provenance!.Metrics),
            (figures.Rules, figures.Numbers, figures.Metrics));
        Assert.NotEmpty(figures.Metrics);
    }

    [Fact]
    public void SeveralMayApproveTheSame()
    {
        var document = HingeExample.Read();
        var meaning = Meaning.Of(document);
        var one = Approval.Of(document, meaning, Ann);
        var both = one.With(document, meaning, Ben);
        Assert.Equal([Ann, Ben], both.Signatures);
        Assert.Null(both.Previous);
        Assert.Equal(one with { Signatures = both.Signatures }, both);
        // The same words on the same day are the same approval; on another day they are one more.
        Assert.Equal(both, both.With(document, meaning, Ann));
        Assert.Equal(3, both.With(document, meaning, Ann with { Date = "2026-04-01" }).Signatures.Count);
    }

    [Fact]
    public void AChangedMeaningBeginsANewListAndRemembersTheOldOne()
    {
        var document = HingeExample.Read();
        var before = Approval.Of(document, Meaning.Of(document), Ann);
        var changed = document with { Rules = document.Rules.Select(r => r with { Id = r.Id + 1 }).ToEquatableArray() };
        var after = before.With(changed, Meaning.Of(changed), Ben, "scores");
        Assert.Equal([Ben], after.Signatures);
        Assert.Equal(new PreviousMeaning(before.MeaningHash, "scores"), after.Previous);
        Assert.Equal(Meaning.Of(changed).Hash, after.MeaningHash);
        Assert.Equal(after.Previous, after.With(changed, Meaning.Of(changed), Ann).Previous);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", DocumentFault.Version, "Version 2 is not one that is read here")]
    [InlineData("\"version\": 1,", "", DocumentFault.Version, "'version' is missing")]
    [InlineData("\"name\": \"Loan\"", "\"name\": \" \"", DocumentFault.Value, "may not be empty")]
    [InlineData("\"meaning\": \"sha256:", "\"meaning\": \"sha1:", DocumentFault.Value, "A hash is 'sha256:' and 64")]
    [InlineData("\"meaning\": \"sha256:", "\"meaning\": \"sha256:A", DocumentFault.Value, "in lower case")]
    [InlineData("\"policies\": null", "\"policies\": \"none\"", DocumentFault.Value, "A hash is")]
    [InlineData("  \"policies\": null,\n", "", DocumentFault.MissingMember, "'policies' is missing")]
    [InlineData("\"by\": \"Ann\"", "\"by\": \"\"", DocumentFault.Value, "may not be empty")]
    [InlineData("\"date\": \"2026-03-01\"", "\"date\": \"2026-02-30\"", DocumentFault.Value, "'2026-02-30' is not a date as YYYY-MM-DD")]
    [InlineData("\"date\": \"2026-03-01\"", "\"date\": \"1.3.2026\"", DocumentFault.Value, "is not a date")]
    [InlineData("\"by\": \"Ann\"", "\"who\": \"Ann\"", DocumentFault.UnknownMember, "'who' is not a member")]
    [InlineData("\"rules\": 3", "\"rules\": 0", DocumentFault.Value, "from 1 to")]
    [InlineData("\"part\": \"tree\"", "\"part\": \"trees\"", DocumentFault.Value, "'trees' is no part of a document; those are version")]
    [InlineData("\"part\": \"tree\"", "\"part\": \"common\"", DocumentFault.Repeated, "listed twice")]
    [InlineData("\"part\": \"tree\"", "\"part\": \"rule\"", DocumentFault.MissingMember, "'key' is missing")]
    [InlineData("\"part\": \"tree\"", "\"part\": \"tree\", \"key\": \"1\"", DocumentFault.Value, "has no key")]
    [InlineData("\"part\": \"tree\", \"hash\": \"", "\"part\": \"tree\", \"hash\": \"0", DocumentFault.Value, "16 hexadecimal digits")]
    public void WhatIsWrongIsToldWithItsPlace(string from, string to, DocumentFault fault, string says)
    {
        var document = HingeExample.Read();
        var text = ApprovalWriter.Write(Approval.Of(document, Meaning.Of(document), Ann));
        var wrong = text.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(text, wrong);
        var error = Assert.Throws<RuleDocumentException>(() => ApprovalReader.Read(wrong)).Error;
        Assert.Equal(fault, error.Fault);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Line, 1, wrong.Split('\n').Length);
    }

    [Fact]
    public void NobodyHasApprovedIsNoApproval()
    {
        var document = HingeExample.Read();
        var approval = Approval.Of(document, Meaning.Of(document), Ann);
        var text = ApprovalWriter.Write(approval with { Signatures = EquatableArray<Signature>.Empty });
        var error = Assert.Throws<RuleDocumentException>(() => ApprovalReader.Read(text));
        Assert.Contains("at least one", error.Message, StringComparison.Ordinal);
    }
}
