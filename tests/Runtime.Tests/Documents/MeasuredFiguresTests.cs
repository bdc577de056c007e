using System;
using RuleCompiler.Approvals;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Documents;

/// <summary>What a document says of figures that are later than its rules.</summary>
public class MeasuredFiguresTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        var document = With(Figures("sha256:" + Hash));
        var text = RuleDocumentWriter.Write(document);
        Assert.Contains(
            "\"rows\": { \"train\": 6, \"test\": 2 },\n      \"edited\": true,\n      \"meaning\": \"sha256:" + Hash
                + "\"\n    },\n    \"metrics\"",
            text,
            StringComparison.Ordinal);
        Assert.Equal(document, RuleDocumentReader.Read(text));
        SchemaTests.AssertValid(text);
        SchemaTests.AssertValid(RuleDocumentWriter.Write(With(Figures("sha256:" + Hash) with { IsEdited = false, TestData = null })));
    }

    [Theory]
    [InlineData("\"edited\": true", "\"edited\": false", "'edited' is true where it stands.")]
    [InlineData("\"meaning\": \"sha256:aa", "\"meaning\": \"sha256:AA", "A meaning is 'sha256:' and 64 hexadecimal digits in lower case.")]
    [InlineData("\"meaning\": \"sha256:aa", "\"meaning\": \"sha512:aa", "A meaning is 'sha256:' and 64 hexadecimal digits in lower case.")]
    [InlineData("\"edited\": true", "\"changed\": true", "'changed' is not a member of this object")]
    public void WhatIsNoneIsRefusedByReaderAndSchema(string piece, string replacement, string message)
    {
        var text = RuleDocumentWriter.Write(With(Figures("sha256:" + Hash)));
        var wrong = text.Replace(piece, replacement, StringComparison.Ordinal);
        Assert.NotEqual(text, wrong);
        var error = Assert.Throws<RuleDocumentException>(() => RuleDocumentReader.Read(wrong));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        SchemaTests.AssertInvalid(wrong);
    }

    [Fact]
    public void FiguresAreStaleWhereTheMeaningIsAnother()
    {
        var document = ExampleDocument.Read();
        Assert.Null(StaleFigures.Warning(document));
        var measured = With(Figures(Meaning.Of(document).Hash));
        Assert.Null(StaleFigures.Warning(measured));
        // A summary means nothing, a bias does.
        Assert.Null(StaleFigures.Warning(measured with { Summary = "another" }));
        var edited = measured with { Name = "Other" };
        Assert.Contains("the document was changed after it was measured", StaleFigures.Warning(edited), StringComparison.Ordinal);
    }

    [Fact]
    public void RowsThatWereNotTrainedOnAreNotCalledSo()
    {
        var support = new Support(3, Number.From(0.5), null, null);
        Assert.StartsWith("3 training rows", SupportDescriber.Describe(support), StringComparison.Ordinal);
        Assert.StartsWith(
            "3 training rows", SupportDescriber.Describe(support, With(Figures("sha256:" + Hash)).Provenance), StringComparison.Ordinal);
        var all = Figures("sha256:" + Hash) with { Rows = EquatableArray.Of(new NamedNumber(MeasuredFigures.AllRows, Number.From(6))) };
        Assert.StartsWith("3 measured rows", SupportDescriber.Describe(support, With(all).Provenance), StringComparison.Ordinal);
        Assert.Contains(
            "Edited by hand; the figures were measured on",
            ProvenanceDescriber.Sentences(With(all).Provenance!)[1],
            StringComparison.Ordinal);
    }

    private static MeasuredFigures Figures(string meaning) => new(
        new DataFile("later.csv", Hash),
        new DataFile("test.csv", Hash),
        EquatableArray.Of(new NamedNumber("train", Number.From(6)), new NamedNumber("test", Number.From(2))),
        true,
        meaning);

    private static RuleDocument With(MeasuredFigures figures)
    {
        var document = ExampleDocument.Read();
        return document with { Provenance = document.Provenance! with { Measured = figures } };
    }
}
