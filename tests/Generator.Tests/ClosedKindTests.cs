using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>
/// A kind that is added to the format must not be overlooked anywhere: the sources do not build until every place answers.
/// </summary>
public class ClosedKindTests
{
    private static readonly CSharpParseOptions Options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest)
        .WithPreprocessorSymbols("NET10_0_OR_GREATER");

    private static readonly Lazy<CSharpCompilation> AsItIs = new(
        () => Compilation(SourceTree.Of("Runtime").Concat(SourceTree.Of("Generator"))));

    private static readonly HashSet<string> Names = ClosedKind.All.SelectMany(k => k.Kinds).ToHashSet(StringComparer.Ordinal);

    public static TheoryData<string> Bases => [.. ClosedKind.All.Select(k => k.Base)];

    [Fact]
    public void TheSourcesBuildAsTheyAre() => Assert.Empty(Errors(AsItIs.Value));

    /// <summary>So that a type with kinds that is added later stands in the list of this test.</summary>
    [Fact]
    public void EveryTypeWithKindsIsClosed()
    {
        var open = SourceTree.Of("Runtime").SelectMany(Nodes).OfType<RecordDeclarationSyntax>().Where(
            r => r.Modifiers.Any(SyntaxKind.PublicKeyword) && r.Modifiers.Any(SyntaxKind.AbstractKeyword))
            .Where(r => !ClosedKind.All.Any(k => k.Has(r)));
        Assert.Empty(open.Select(r => r.Identifier.Text));
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void AKindWithoutAnAnswerDoesNotBuild(string name)
    {
        var kind = Kind(name);
        var errors = Errors(Compilation(SourceTree.Of("Runtime").Select(f => Declares(f, kind) ? (f.Path, f.Text + kind.Bare) : f)));
        Assert.Contains(errors, e => e.GetMessage(CultureInfo.InvariantCulture).Contains(".Choose<", StringComparison.Ordinal));
        Assert.All(errors, e => Assert.Equal("CS0534", e.Id));
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void AKindOfAnotherAssemblyDoesNotBuild(string name)
    {
        var kind = Kind(name);
        var source = $"using RuleCompiler.Documents; public sealed record {kind.Head} {{ {kind.Members} }}";
        var foreign = CSharpCompilation.Create(
            "Foreign",
            [CSharpSyntaxTree.ParseText(source, Options)],
            [.. AsItIs.Value.References, AsItIs.Value.ToMetadataReference()],
            AsItIs.Value.Options);
        Assert.Contains(
            Errors(foreign),
            e => e.Id == "CS0534" && e.GetMessage(CultureInfo.InvariantCulture).Contains(".Choose<", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void AKindThatIsAnsweredForBreaksEveryPlaceThatTellsKindsApart(string name)
    {
        var kind = Kind(name);
        var changed = SourceTree.Of("Runtime").Concat(SourceTree.Of("Generator")).Select(
            f => Declares(f, kind) ? (f.Path, kind.WithFake(f.Text)) : f);
        var broken = Errors(Compilation(changed)).Select(e => Path.GetFileName(e.Location.SourceTree!.FilePath)).Distinct().Order(
            StringComparer.Ordinal);
        var places = AsItIs.Value.SyntaxTrees.Where(t => TellsApart(t, kind)).Select(t => Path.GetFileName(t.FilePath)).Order(
            StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(places);
        Assert.Equal(places, broken);
    }

    /// <summary>A test of a kind outside of <c>Match</c> would go on compiling, and drop the new kind.</summary>
    [Theory]
    [InlineData("Runtime")]
    [InlineData("Generator")]
    [InlineData("Trainer")]
    public void NothingButMatchTellsKindsApart(string project) =>
        Assert.Empty(Places(SourceTree.Of(project).SelectMany(Nodes).Where(IsTestOfKind)));

    /// <summary>What the compiler grants to friends of the runtime: to derive a kind.</summary>
    [Theory]
    [InlineData("Generator")]
    [InlineData("Trainer")]
    public void OnlyTheRuntimeHasKinds(string project) =>
        Assert.Empty(
            Places(SourceTree.Of(project).SelectMany(Nodes).OfType<BaseTypeSyntax>().Where(
                b => ClosedKind.All.Any(k => k.Base == b.Type.ToString()))));

    [Theory]
    [InlineData("bool F(object t) => t is NumberTerm;", true)]
    [InlineData("bool F(object t) => t is NumberInput { Unit: null } n;", true)]
    [InlineData("bool F(object t) => t is ThresholdDecision { Bits.Count: 1 };", true)]
    [InlineData("bool F(object t) => t is not CategoryTerm;", true)]
    [InlineData("bool F(object t) => t is Documents.CategoryInput;", true)]
    [InlineData("object F(object t) => t as ClassDecision;", true)]
    [InlineData("object F(object t) => (CategoryValue)t;", true)]
    [InlineData("object F(object t) => (NumberInput?)t;", true)]
    [InlineData("object F(object[] t) => t.OfType<NumberInput>();", true)]
    [InlineData("object F(object[] t) => t.Cast<NumberTerm>();", true)]
    [InlineData("int F(object t) => t switch { ArgmaxDecision => 1, _ => 0 };", true)]
    [InlineData("int F(object t, object u) => (t, u) switch { (1, CategoryInput c) => 1, _ => 0 };", true)]
    [InlineData("void F(object t) { switch (t) { case Leaf leaf: break; } }", true)]
    [InlineData("void F(object t) { while (t is Branch branch) t = branch.Negative; }", true)]
    [InlineData("bool F(object t) => t.GetType() == typeof(NumberValue);", true)]
    [InlineData("bool F(object t) => t is TreeTest.Leaf;", false)]
    [InlineData("object F(Term t) => t.Match(number => 1, category => 2);", false)]
    [InlineData("Term F() => (Term)new NumberTerm(1, w);", false)]
    [InlineData("object F(Input i) => i.Match<(NumberInput?, int)>(number => (number, 1), _ => (null, 2));", false)]
    public void TestsOfKindsAreSeen(string code, bool expected) =>
        Assert.Equal(expected, Nodes(("Code.cs", $"class C {{ {code} }}")).Any(IsTestOfKind));

    private static bool IsTestOfKind(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax test => test.Kind() is SyntaxKind.IsExpression or SyntaxKind.AsExpression && IsKind(test.Right),
        CastExpressionSyntax cast => IsKind(cast.Type),
        TypeOfExpressionSyntax type => IsKind(type.Type),
        ConstantPatternSyntax constant => IsKind(constant.Expression),
        TypePatternSyntax type => IsKind(type.Type),
        DeclarationPatternSyntax declaration => IsKind(declaration.Type),
        RecursivePatternSyntax recursive => recursive.Type is { } type && IsKind(type),
        GenericNameSyntax generic => generic.Identifier.Text is "OfType" or "Cast" && generic.TypeArgumentList.Arguments.Any(IsKind),
        _ => false,
    };

    private static bool IsKind(SyntaxNode type) => type.ToString().TrimEnd('?') is var name
        && Names.Contains(name.StartsWith("Documents.", StringComparison.Ordinal) ? name["Documents.".Length..] : name);

    private static ClosedKind Kind(string name) => ClosedKind.All.Single(k => k.Base == name);

    private static bool Declares((string Path, string Text) file, ClosedKind kind) =>
        file.Text.Contains($"public abstract record {kind.Base}", StringComparison.Ordinal)
        && Nodes(file).OfType<RecordDeclarationSyntax>().Any(r => r.Identifier.Text == kind.Base);

    /// <summary>Whether a file calls this type's <c>Match</c>; the type itself does so only to answer.</summary>
    private static bool TellsApart(SyntaxTree tree, ClosedKind kind)
    {
        var model = AsItIs.Value.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(i => i.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Match" } or MemberBindingExpressionSyntax { Name.Identifier.Text: "Match" })
            .Any(i => model.GetSymbolInfo(i).Symbol is IMethodSymbol { ContainingType: { ContainingNamespace.Name: "Documents" } type }
            && type.Name == kind.Base);
    }

    private static IEnumerable<string> Places(IEnumerable<SyntaxNode> nodes) =>
        nodes.Select(n => $"{Path.GetFileName(n.SyntaxTree.FilePath)}({n.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {n}");

    private static IEnumerable<SyntaxNode> Nodes((string Path, string Text) file) =>
        CSharpSyntaxTree.ParseText(file.Text, Options, file.Path).GetRoot().DescendantNodes();

    private static Diagnostic[] Errors(CSharpCompilation compilation) =>
        compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();

    private static CSharpCompilation Compilation(IEnumerable<(string Path, string Text)> sources)
    {
        var trees = sources.Select(s => CSharpSyntaxTree.ParseText(s.Text, Options, s.Path)).ToArray();
        // All that the tests run with but what is compiled here.
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => !Path.GetFileName(p).StartsWith("RuleCompiler", StringComparison.Ordinal))
            .Append(Path.Combine(AppContext.BaseDirectory, "Newtonsoft.Json.dll")).DistinctBy(p => Path.GetFileName(p)).Select(
                p => MetadataReference.CreateFromFile(p));
        return CSharpCompilation.Create(
            "House",
            trees,
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }
}
