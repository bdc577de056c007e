using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>
/// Whatever stands in a document's names and texts, the generated code compiles without a warning and shows all that it holds.
/// </summary>
public class HostileTextTests
{
    private static readonly string[] Fragments =
    [
        "*/", "/*", "//", "///", "\"", "\"\"", "\\", "\\u000a", "\r\n", "\n", "\r", "\t", "\0", "\u0085", "\u2028", "\u2029", "\u202E",
        "\u202D", "\u2066", "\u2069",
        "\u200B", "\u200D", "\u200E", "\uFEFF", "\u00AD", "\u034F", "\u3164", "\u115F", "\u2800", "\uFE0F", "\uFFFE", "\uFFFF", "\uD83D",
        "\uDE00", "\uD83D\uDE00", "\U000E0041", "\U0001D538",
        "</summary>", "<script>", "&lt;", "&amp;", "&", "<", ">", "]]>", "<![CDATA[", "<see cref=\"X\"/>", "{0}", "{", "}", "@\"", "$\"",
        "';", "#error", "#if", "#endif", "#nullable disable",
        "class", "int", "return", "value", "value__", "var", "await", "record", "field", "nameof", "_", "__", "@", "System", "Label",
        "Input", "Scores", "Outputs", "Rule", "Rules", "Score",
        "Classify", "Evaluate", "Explain", "Descend", "Descend2", "Tables", "Tables2", "Accept", "Refuse", "Equals", "ToString",
        "GetHashCode", "Finalize", "MemberwiseClone", "None",
        "Explanation", "Exponential", "LabelProbabilities", "TextOf", "Term", "Data", "Class", "Of", "Chosen", "total", "condition1",
        "Condition1", "Rule1", "input", "row", "scores", "label", "largest", "double", "Double", "Example", "1", "٣", "1st", "-1", "<=50K",
        ">50K", "A+", "A-", "?", "é", "e\u0301", "İ", "ı", "ß", "ǅ",
        "שלום", "مرحبا", "年齢", "한", "\u0300", "\u0301x", "IF", "AND", "THEN", " ", "  ", "a", "b", "A", "B", "income", " < 0", " = ", ", ",
        ": ",
    ];

    private static Gen<string> Texts => Gen.OneOf(
        Gen.Elements(Fragments),
        Gen.Elements(Fragments).ListOf().Select(f => string.Concat(f.Take(6))),
        ArbMap.Default.GeneratorFor<string>().Where(s => s is not null),
        Gen.Choose(0, 0xFFFF).Select(c => new string((char)c, 1)),
        Gen.Choose(1, 3_000).Select(n => new string('x', n)));

    [Fact]
    public void AnyTextCompilesWithoutWarningAndHidesNothing() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(20240229, 1).WithMaxTest(60),
        Prop.ForAll(Gen.Zip(Texts.ListOf(24), Gen.Choose(0, int.MaxValue)).ToArbitrary(), sample =>
        {
            var document = Document([.. sample.Item1.Select(WellFormed)], sample.Item2);
            var parse = sample.Item2 % 2 == 0 ? Generation.Oldest : Generation.Latest;
            var compiled = CompiledRules.Of(document, parse);
            Assert.All(compiled.Sources, AssertShowsAll);
            // Text from the document adds no code: members and statements are as many as with plain names.
            var plain = RuleDocumentWriter.Write(Document(["plain"], sample.Item2));
            Assert.Equal(Generation.Of(plain, parse).Sources.Select(Kinds), compiled.Sources.Select(Kinds));
        }));

    // No document can hold half of a surrogate pair: the writer and the reader refuse it.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void AnyTextBecomesAnIdentifier() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(7, 3).WithMaxTest(5_000),
        Prop.ForAll(Texts.ToArbitrary(), text =>
        {
            var pascal = Identifiers.Pascal(text, "Class", 0);
            Assert.True(SyntaxFacts.IsValidIdentifier(pascal), pascal);
            Assert.Equal(SyntaxKind.None, SyntaxFacts.GetKeywordKind(pascal));
            Assert.True(SyntaxFacts.IsValidIdentifier(Identifiers.Camel(pascal)), pascal);
            Assert.True(pascal.Length <= Identifiers.MaxLength + "Class".Length);
            Assert.NotEqual('_', pascal[0]);
            AssertShowsAll(pascal);
        }));

    [Fact]
    public void AnyRootNamespaceCompiles() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(11, 5).WithMaxTest(200),
        // The compiler itself refuses names of more than 1,023 bytes, and a project's own namespace is not from a document.
        Prop.ForAll(Texts.Where(t => t.Length <= 300).ToArbitrary(), text =>
        {
            var document = RuleDocumentWriter.Write(new RandomDocuments(new System.Random(1)).Next(Shape.Binary, 1, 1));
            var generation = Generation.Of(
                [new MemoryText("/project/Model.rules.json", document)], null, text, ("build_property.RuleCompilerMembers", "Classify"));
            CompiledRules.Emit(generation.Sources, string.Empty, Generation.Latest);
        }));

    /// <summary>A document full of the given texts.</summary>
    private static RuleDocument Document(string[] texts, int seed)
    {
        var next = 0;
        var documents = new RandomDocuments(new System.Random(seed), kind =>
        {
            var text = texts[next++ % texts.Length];
            return string.IsNullOrWhiteSpace(text) ? text + kind : text;
        });
        return documents.Next((Shape)(seed % 5), 1 + (seed % 6), seed % 3) with { Provenance = From(texts) };
    }

    private static Provenance From(string[] texts)
    {
        string Text(int i, string kind) => kind + texts[i % texts.Length];
        var numbers = EquatableArray.Of(new NamedNumber(Text(0, "measure"), Number.Zero), new NamedNumber("accuracy", Number.Zero));
        return new Provenance(
            Text(1, "tool"),
            new DataFile(Text(2, "file"), new string('0', 64)),
            null,
            EquatableArray.Of(new NamedNumber(Text(3, "rows"), Number.Zero)),
            null,
            EquatableArray<int>.Empty,
            EquatableArray.Of(new NamedText(Text(4, "option"), Text(5, string.Empty))),
            EquatableArray.Of(new ModelMetrics(Text(6, "model"), EquatableArray.Of(new NamedNumbers(Text(7, "split"), numbers)))),
            EquatableArray.Of(new NamedNumbers(Text(8, "fidelity"), numbers)),
            numbers,
            EquatableArray<FrontierEntry>.Empty);
    }

    /// <summary>Every character of the file is a line feed or shows as itself.</summary>
    private static void AssertShowsAll(string source)
    {
        for (var i = 0; i < source.Length; i++)
        {
            var isVisible = VisibleText.IsVisible(source, i, out var length);
            Assert.True(source[i] == '\n' || isVisible, $"U+{(int)source[i]:X4} at {i}: {source[Math.Max(0, i - 40)..i]}");
            i += length - 1;
        }
    }

    /// <summary>The kinds of all members, attributes, statements and directives, in order.</summary>
    private static string Kinds(string source)
    {
        var root = CSharpSyntaxTree.ParseText(source, Generation.Latest).GetRoot();
        Assert.DoesNotContain(
            root.DescendantTrivia(), t => t.IsKind(SyntaxKind.MultiLineCommentTrivia) || t.IsKind(SyntaxKind.DisabledTextTrivia));
        var kinds = root.DescendantNodes().Where(n => n is StatementSyntax or MemberDeclarationSyntax or AttributeSyntax)
            .Select(n => n.Kind().ToString());
        var directives = root.DescendantTrivia().Where(t => t.IsDirective && !t.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia))
            .Select(t => t.Kind().ToString());
        return string.Join(" ", kinds.Concat(directives));
    }
}
