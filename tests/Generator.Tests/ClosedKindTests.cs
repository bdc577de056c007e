using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>
/// A kind that is added to the format must not be overlooked anywhere: the sources do not build until every place answers.
/// </summary>
public class ClosedKindTests
{
    private const string Fake = """

        /// <summary>A kind that no place knows.</summary>
        public sealed record FakeTerm : Term
        {
            public FakeTerm(int input)
                : base(input)
            {
            }
        CHOOSE
        }
        """;

    private static readonly CSharpParseOptions Options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest).WithPreprocessorSymbols("NET10_0_OR_GREATER");

    [Fact]
    public void TheSourcesBuildAsTheyAre() => Assert.Empty(Errors(SourceTree.Of("Runtime")));

    [Fact]
    public void AKindWithoutAnAnswerDoesNotBuild()
    {
        var errors = Errors(SourceTree.Of("Runtime").Select(f => With(f, "Expressions.cs", text => text + Fake.Replace("CHOOSE", string.Empty, StringComparison.Ordinal))));
        Assert.Equal("CS0534", Assert.Single(errors).Id);
    }

    [Fact]
    public void AKindThatIsAnsweredForBreaksEveryPlaceThatTellsKindsApart()
    {
        const string Choose = """
                private protected override TResult Choose<TResult>(
                    System.Func<NumberTerm, TResult> number, System.Func<CategoryTerm, TResult> category, System.Func<FakeTerm, TResult> fake) => fake(this);
            """;
        var changed = SourceTree.Of("Runtime").Concat(SourceTree.Of("Generator")).Select(f => With(f, "Expressions.cs", text => text
            .Replace("Func<CategoryTerm, TResult> category)", "Func<CategoryTerm, TResult> category, Func<FakeTerm, TResult> fake)", StringComparison.Ordinal)
            .Replace("=> Choose(number, category);", "=> Choose(number, category, fake);", StringComparison.Ordinal)
            .Replace("var act = Match<Action>(n => () => number(n), c => () => category(c));", "var act = Match<Action>(n => () => number(n), c => () => category(c), f => () => fake(f));", StringComparison.Ordinal)
            .Replace("public void Match(Action<NumberTerm> number, Action<CategoryTerm> category)", "public void Match(Action<NumberTerm> number, Action<CategoryTerm> category, Action<FakeTerm> fake)", StringComparison.Ordinal)
            + Fake.Replace("CHOOSE", Choose, StringComparison.Ordinal))).ToArray();
        var broken = Errors(changed).Select(e => Path.GetFileName(e.Location.SourceTree!.FilePath)).ToHashSet(StringComparer.Ordinal);
        string[] expected =
        [
            "CompiledExpression.cs", "ExplanationTables.cs", "ExpressionDescriber.cs", "ExpressionEmitter.cs", "FeatureSpace.cs", "NoteDescriber.cs",
            "RangeBox.cs", "RuleDocumentWriter.cs", "SolvedCondition.cs", "TableEmitter.cs", "TableSet.cs",
        ];
        Assert.Equal(expected, broken.Order(StringComparer.Ordinal));
    }

    /// <summary>A test of a kind outside of <c>Match</c> would go on compiling, and drop the new kind.</summary>
    [Theory]
    [InlineData("Runtime")]
    [InlineData("Generator")]
    [InlineData("Trainer")]
    public void NothingButMatchTellsKindsApart(string project)
    {
        var tests = SourceTree.Of(project)
            .SelectMany(f => CSharpSyntaxTree.ParseText(f.Text, Options, f.Path).GetRoot().DescendantNodes())
            .Where(IsTestOfKind)
            .Select(n => $"{Path.GetFileName(n.SyntaxTree.FilePath)}({n.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {n}");
        Assert.Empty(tests);
    }

    [Theory]
    [InlineData("bool F(object t) => t is NumberTerm;", true)]
    [InlineData("bool F(object t) => t is NumberTerm { Input: 1 } n;", true)]
    [InlineData("bool F(object t) => t is not CategoryTerm;", true)]
    [InlineData("object F(object t) => t as CategoryTerm;", true)]
    [InlineData("object F(object t) => (CategoryTerm)t;", true)]
    [InlineData("object F(object[] t) => t.OfType<NumberTerm>();", true)]
    [InlineData("object F(object[] t) => t.Cast<NumberTerm>();", true)]
    [InlineData("int F(object t) => t switch { NumberTerm => 1, _ => 0 };", true)]
    [InlineData("void F(object t) { switch (t) { case CategoryTerm c: break; } }", true)]
    [InlineData("object F(Term t) => t.Match(number => 1, category => 2);", false)]
    [InlineData("Term F() => (Term)new NumberTerm(1, w);", false)]
    public void TestsOfKindsAreSeen(string code, bool expected)
    {
        var nodes = CSharpSyntaxTree.ParseText($"class C {{ {code} }}", Options).GetRoot().DescendantNodes();
        Assert.Equal(expected, nodes.Any(IsTestOfKind));
    }

    private static bool IsTestOfKind(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax test => test.Kind() is SyntaxKind.IsExpression or SyntaxKind.AsExpression && IsKind(test.Right),
        CastExpressionSyntax cast => IsKind(cast.Type),
        ConstantPatternSyntax constant => IsKind(constant.Expression),
        TypePatternSyntax type => IsKind(type.Type),
        DeclarationPatternSyntax declaration => IsKind(declaration.Type),
        RecursivePatternSyntax recursive => recursive.Type is { } type && IsKind(type),
        GenericNameSyntax generic => generic.Identifier.Text is "OfType" or "Cast" && generic.TypeArgumentList.Arguments.Any(IsKind),
        _ => false,
    };

    private static bool IsKind(SyntaxNode type) => type.ToString().TrimEnd('?') is "NumberTerm" or "CategoryTerm";

    private static (string Path, string Text) With((string Path, string Text) file, string name, Func<string, string> change) =>
        Path.GetFileName(file.Path) == name ? (file.Path, change(file.Text)) : file;

    private static Diagnostic[] Errors(IEnumerable<(string Path, string Text)> sources)
    {
        var trees = sources.Select(s => CSharpSyntaxTree.ParseText(s.Text, Options, s.Path)).ToArray();
        // All that the tests run with but what is compiled here.
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => !Path.GetFileName(p).StartsWith("RuleCompiler", StringComparison.Ordinal))
            .Append(Path.Combine(AppContext.BaseDirectory, "Newtonsoft.Json.dll")).DistinctBy(p => Path.GetFileName(p)).Select(p => MetadataReference.CreateFromFile(p));
        var compilation = CSharpCompilation.Create(
            "House", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
    }
}
