using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RuleCompiler.Generator.Tests.Support;

/// <summary>A type of the documents whose kinds are all known, and a kind that nobody knows.</summary>
/// <param name="Base">The type.</param>
/// <param name="Kinds">Its kinds, and what stands between.</param>
/// <param name="Head">What stands after <c>record</c> where a fake kind is declared.</param>
/// <param name="Members">What a kind has to say of itself, beside its answer to <c>Match</c>.</param>
public sealed record ClosedKind(string Base, string[] Kinds, string Head, string Members)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ClosedKind> All { get; } =
    [
        new(
            "Term",
            ["NumberTerm", "CategoryTerm", "CurveTerm"],
            "Fake(int Position) : Term(Position)",
            "internal override bool IsCurve => false;"),
        new(
            "Input",
            ["NumberInput", "CategoryInput"],
            "Fake(string Name, string? Description) : Input(Name, Description)",
            "public override bool IsNumber => false;"),
        new(
            "Decision",
            ["ValueDecision", "ClassDecision", "ThresholdDecision", "ArgmaxDecision"],
            "Fake() : Decision(ScoreKind.Plain)",
            """
            public override bool IsClass => false;
            public override bool ComparesOutputs => false;
            public override EquatableArray<string> LabelsOf(int output) => EquatableArray<string>.Empty;
            public override int Classify(System.Collections.Generic.IReadOnlyList<double> outputs) => 0;
            public override EquatableArray<string> LabelsFor(System.Collections.Generic.IReadOnlyList<double> outputs) => EquatableArray<string>.Empty;
            """),
        new("InputValue", ["NumberValue", "CategoryValue", "SpecialChoice"], "Fake : InputValue", "public override double InRow => 0;"),
        new(
            "TreeNode",
            ["Branch", "Leaf"],
            "Fake : TreeNode",
            "private protected override (TreeNode Next, int? Rule) Step(System.Func<int, bool> isNegative) => (this, 0);"),
    ];

    /// <summary>The declaration of a kind that answers nothing.</summary>
    public string Bare => $"public sealed record {Head};";

    /// <summary>Whether a type is this one or one of its kinds.</summary>
    public bool Has(BaseTypeDeclarationSyntax type) => type.Identifier.Text == Base || Kinds.Contains(type.Identifier.Text);

    /// <summary>
    /// The source of this type with a kind more, as a person would add it: a parameter of every <c>Match</c> and <c>Choose</c>, and a kind
    /// that answers for itself.
    /// </summary>
    public string WithFake(string source)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetCompilationUnitRoot();
        root = (CompilationUnitSyntax)new Parameters(this).Visit(root);
        var choose = root.DescendantNodes().OfType<MethodDeclarationSyntax>()
            .First(m => m.Identifier.Text == "Choose" && m.Modifiers.Any(SyntaxKind.AbstractKeyword)
                && m.Parent is RecordDeclarationSyntax { Identifier.Text: var owner } && owner == Base);
        var head = $"private protected override TResult Choose<TResult>{choose.ParameterList}";
        return root.ToFullString() + $"public sealed record {Head} {{ {Members} {head} => fake(this); }}";
    }

    private sealed class Parameters(ClosedKind kind) : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
        {
            if (node.Identifier.Text is not ("Match" or "Choose") || node.Parent is not RecordDeclarationSyntax owner || !kind.Has(owner))
                return node;
            var isAnswer = node.TypeParameterList is not null;
            var parameter = SyntaxFactory.ParseParameterList(isAnswer ? "(System.Func<Fake, TResult> fake)" : "(System.Action<Fake> fake)");
            var changed = node.AddParameterListParameters([.. parameter.Parameters]);
            // Within the type each overload of Match calls the one below it.
            var call = owner.Identifier.Text == kind.Base
                ? changed.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(
                    i => i.Expression is IdentifierNameSyntax { Identifier.Text: "Choose" } or GenericNameSyntax { Identifier.Text: "Match" })
                : null;
            return call is null
                ? changed
                : changed.ReplaceNode(
                    call,
                    call.AddArgumentListArguments(
                        SyntaxFactory.Argument(SyntaxFactory.ParseExpression(isAnswer ? "fake" : "f => () => fake(f)"))));
        }
    }
}
