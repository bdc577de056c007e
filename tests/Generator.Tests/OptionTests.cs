using System;
using System.Globalization;
using System.Linq;
using System.Reflection;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Parsing;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>What a project asks for by metadata and properties.</summary>
public class OptionTests
{
    private const string Metadata = "build_metadata.AdditionalFiles.";
    private const string Property = "build_property.RuleCompiler";

    [Fact]
    public void ClassIsWhereAndWhatTheProjectSays()
    {
        var type = Compile(
            (Metadata + "Namespace", "Acme.Lending"), (Metadata + "ClassName", "CreditRules"), (Metadata + "Accessibility", "public"));
        Assert.Equal("Acme.Lending.CreditRules", type.FullName);
        Assert.True(type.IsPublic);
        Assert.False(Compile((Metadata + "Accessibility", "internal")).IsPublic);
        Assert.False(Compile().IsPublic);
    }

    [Fact]
    public void MetadataOfADocumentStandsBeforeTheProperty()
    {
        Assert.Equal("All.Of.Them.Model", Compile((Property + "Namespace", "All.Of.Them"), (Metadata + "Namespace", " ")).FullName);
        Assert.Equal("One.Model", Compile((Property + "Namespace", "All.Of.Them"), (Metadata + "Namespace", "One")).FullName);
        Assert.True(Compile((Property + "Accessibility", "public")).IsPublic);
    }

    [Theory]
    [InlineData("Classify", "Classify")]
    [InlineData("Classify;Explain", "Classify Explain")]
    [InlineData(" Classify , Rules ", "Classify Rules get_Rules")]
    [InlineData("Score Rule", "Rule Score")]
    [InlineData("Probability", "Probability")]
    [InlineData("TryParse", "TextOf TryParse")]
    [InlineData("", "Classify Explain Probability Rule Rules Score TextOf TryParse get_Rules")]
    public void OnlyTheMembersThatAreAskedForAreThere(string list, string expected)
    {
        var members = Compile((Property + "Members", list)).GetMembers(
            BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(m => m.MemberType is MemberTypes.Method or MemberTypes.Property).Select(m => m.Name)
            .Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(" ", members));
    }

    [Fact]
    public void EachChoiceOfMembersCompilesForEachShape()
    {
        string[] members = ["Classify", "Score", "Probability", "Rule", "Explain", "Rules", "TextOf", "Monitor"];
        foreach (var shape in Enum.GetValues<Shape>())
        {
            foreach (var member in members)
            {
                var document = new RandomDocuments(new Random((int)shape)).Next(shape, 3, 2);
                var generation = Generate(document, Generation.Oldest, (Metadata + "Members", member));
                Assert.Empty(generation.Errors);
                CompiledRules.Emit(generation.Sources, string.Empty, Generation.Oldest);
            }
        }
    }

    [Theory]
    [InlineData("Members", "Classify;Explanation", "'Explanation'; it must be a list of Classify, Evaluate, ")]
    [InlineData("Members", "classify", "'classify'")]
    [InlineData("Namespace", "Acme..Lending", "'Acme..Lending'; it must be a namespace")]
    [InlineData("Namespace", "Acme\u202E", "'Acme\\u202E'")]
    [InlineData("Accessibility", "private", "'private'; it must be 'public' or 'internal'.")]
    [InlineData("ClassName", "credit", "'credit'")]
    [InlineData("ClassName", "Credit Rules", "'Credit Rules'")]
    [InlineData("ClassName", "class", "'class'")]
    [InlineData("ClassName", "Rules", "'Rules', which is also the name of one of its members")]
    [InlineData("ClassName", "A\u200DB", "'A\\u200DB'")]
    public void ValueThatDoesNotFitIsAnErrorAndNothingIsGenerated(string name, string value, string message)
    {
        var generation = Generate(Binary(), Generation.Latest, (Metadata + name, value));
        var diagnostic = Assert.Single(generation.Diagnostics);
        Assert.Equal("RC0020", diagnostic.Id);
        Assert.Equal("/project/Model.rules.json", diagnostic.Location.GetLineSpan().Path);
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("The option " + name, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(generation.Result.GeneratedSources);
    }

    [Fact]
    public void MembersOfInputAreRequiredWhereTheLanguageHasThat()
    {
        var document = Binary();
        Assert.Contains("public required double", Generate(document, Generation.Latest).Source, StringComparison.Ordinal);
        Assert.DoesNotContain("required ", Generate(document, Generation.Oldest).Source, StringComparison.Ordinal);
        // The order of the constructor's parameters is that of the inputs.
        var input = Compile().GetNestedType("Input")!;
        var parameters = input.GetConstructors().Single().GetParameters();
        Assert.Equal(document.Inputs.Select(i => i.Name), parameters.Select(p => p.Name));
    }

    [Fact]
    public void FrameworkWithoutTheAttributesHasNoRequiredMembers()
    {
        // As netstandard2.0 under a new compiler.
        var without = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create("Old");
        Assert.False(TargetReader.ReadTypes(without).HasRequiredMembers);
        Assert.True(TargetReader.ReadTypes(without.WithReferences(RuntimeReferences.All)).HasRequiredMembers);
    }

    [Fact]
    public void TextsOfLabelsAndCategoriesGoThereAndBack()
    {
        var document = Binary();
        var type = Compile();
        var parse = type.GetMethods().Where(m => m.Name == "TryParse").ToDictionary(
            m => m.GetParameters()[1].ParameterType.GetElementType()!.Name, StringComparer.Ordinal);
        var textOf = type.GetMethods().Where(m => m.Name == "TextOf").ToDictionary(
            m => m.GetParameters()[0].ParameterType.Name, StringComparer.Ordinal);
        var bit = ((ThresholdDecision)document.Decision).Bits[0];
        AssertBothWays("Label", [bit.Below, bit.AtOrAbove], whereNone: 0);
        var category = document.Inputs.OfType<CategoryInput>().First();
        AssertBothWays(char.ToUpperInvariant(category.Name[0]) + category.Name[1..], [.. category.Categories], whereNone: -1);

        void AssertBothWays(string name, string[] texts, int whereNone)
        {
            for (var position = 0; position < texts.Length; position++)
            {
                object?[] arguments = [texts[position], null];
                Assert.Equal(true, parse[name].Invoke(null, arguments));
                Assert.Equal(position, (int)arguments[1]!);
                Assert.Equal(texts[position], textOf[name].Invoke(null, [arguments[1]]));
            }

            foreach (var other in new[] { null, string.Empty, texts[0].ToUpperInvariant(), texts[0] + " " })
            {
                object?[] arguments = [other, null];
                Assert.Equal(false, parse[name].Invoke(null, arguments));
                Assert.Equal(whereNone, (int)arguments[1]!);
            }

            var undeclared = Enum.ToObject(type.GetNestedType(name)!, 999);
            Assert.IsType<ArgumentOutOfRangeException>(
                Assert.Throws<TargetInvocationException>(() => textOf[name].Invoke(null, [undeclared])).InnerException);
        }
    }

    private static Generation Generate(
        RuleDocument document, Microsoft.CodeAnalysis.CSharp.CSharpParseOptions parse, params (string Key, string Value)[] options) =>
        Generation.Of(
            [new MemoryText("/project/Model.rules.json", RuleDocumentWriter.Write(document))], parse, Generation.Namespace, options);

    private static Type Compile(params (string Key, string Value)[] options)
    {
        var generation = Generate(Binary(), Generation.Latest, options);
        Assert.Empty(generation.Errors);
        return CompiledRules.Emit(generation.Sources, string.Empty, Generation.Latest).GetTypes().Single(
            t => t.IsAbstract && t.IsSealed && !t.IsNested && t.Namespace?[0] is 'A' or 'E' or 'O');
    }

    private static RuleDocument Binary()
    {
        // With a category, and scores that stand for probabilities.
        for (var seed = 1; ; seed++)
        {
            var document = new RandomDocuments(new Random(seed)).Next(Shape.Binary, 4, 2);
            if (document.Decision is ClassDecision { Scores: ScoreKind.Logit } && document.Inputs.Any(i => i is CategoryInput)
                && document.Inputs[0] is NumberInput)
                return document;
        }
    }
}
