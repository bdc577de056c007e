using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using Xunit;

namespace RuleCompiler.Generator.Tests.Support;

/// <summary>What generated code answers for a row: no rule where it refuses the row.</summary>
internal sealed record Answer(int? RuleId, int Label, double[] Outputs);

/// <summary>Generated code, compiled at the strictest settings and called as a user would call it.</summary>
internal sealed class CompiledRules
{
    private readonly Func<double[], double[], int[], int> _call;
    private readonly Func<double[], List<double>, string> _explain;
    private readonly int _outputs;

    private CompiledRules(
        Func<double[], double[], int[], int> call, Func<double[], List<double>, string> explain, int outputs, IReadOnlyList<string> sources)
    {
        _call = call;
        _explain = explain;
        _outputs = outputs;
        Sources = sources;
    }

    public IReadOnlyList<string> Sources { get; }

    public static CompiledRules Of(RuleDocument document, CSharpParseOptions? parse = null)
    {
        parse ??= Generation.Latest;
        // As it is read from the file, where a text cannot hold half of a surrogate pair.
        var text = RuleDocumentWriter.Write(document);
        document = RuleDocumentReader.Read(text);
        var generation = Generation.Of(text, parse);
        Assert.Empty(generation.Errors);
        var assembly = Emit(generation.Sources, Caller(document), parse);
        var type = assembly.GetType("Example.App.Caller")!;
        return new CompiledRules(
            type.GetMethod("Call")!.CreateDelegate<Func<double[], double[], int[], int>>(),
            type.GetMethod("Explain")!.CreateDelegate<Func<double[], List<double>, string>>(),
            document.Outputs.Count,
            generation.Sources);
    }

    /// <summary>All that generated code says of a row: every text, then the bits of every number.</summary>
    public string Explain(double[] row)
    {
        var numbers = new List<double>();
        return ExplanationSummary.Of(_explain(row, numbers), numbers);
    }

    public Answer Ask(double[] row)
    {
        var outputs = new double[_outputs];
        var label = new int[1];
        try
        {
            return new Answer(_call(row, outputs, label), label[0], outputs);
        }
        catch (ArgumentException)
        {
            return new Answer(null, 0, outputs);
        }
    }

    /// <summary>Compiles with every warning an error, the user's part public, and the documentation checked.</summary>
    public static Assembly Emit(IEnumerable<string> generated, string caller, CSharpParseOptions parse)
    {
        using var image = Image(generated, caller, parse);
        return new AssemblyLoadContext(null).LoadFromStream(image);
    }

    /// <summary>The assembly as it is written to disk.</summary>
    public static MemoryStream Image(IEnumerable<string> generated, string caller, CSharpParseOptions parse)
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: true,
            generalDiagnosticOption: ReportDiagnostic.Error,
            warningLevel: 9999,
            nullableContextOptions: parse.LanguageVersion >= LanguageVersion.CSharp8
                ? NullableContextOptions.Enable
                : NullableContextOptions.Disable);
        var compilation = CSharpCompilation.Create(
            "Generated",
            [.. generated.Select(
                (source, i) => CSharpSyntaxTree.ParseText(source, parse, $"Model{i}.g.cs", Encoding.UTF8)),
                CSharpSyntaxTree.ParseText(caller, parse, "Caller.cs", Encoding.UTF8)],
            RuntimeReferences.All,
            options);
        var image = new MemoryStream();
        using var documentation = new MemoryStream();
        var result = compilation.Emit(image, xmlDocumentationStream: documentation);
        var complaints = result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Take(5).ToArray();
        Assert.True(
            result.Success && complaints.Length == 0, string.Join("\n", complaints.Select(c => c.ToString())) + "\n" + generated.First());
        image.Position = 0;
        return image;
    }

    private static string Caller(RuleDocument document)
    {
        var names = new DocumentNames(document);
        var model = names.Class;
        var values = names.Inputs.Select((input, i) => input.Type == "double" ? $"row[{i}]" : $"({model}.{input.Type})(int)row[{i}]")
            .ToArray();
        var assignments = string.Join(", ", names.Inputs.Select((input, i) => $"{input.Property} = {values[i]}"));
        var named = string.Join(", ", names.Inputs.Select((input, i) => $"{input.Parameter}: {values[i]}"));
        var score = document.Decision is ValueDecision ? "Evaluate" : "Score";
        var isClass = document.Decision is ClassDecision;
        string[] lines =
        [
            "namespace Example.App {",
            "/// <summary>The user's part.</summary>",
            $"public static partial class {model} {{ }}",
            "/// <summary>Calls.</summary>",
            "public static class Caller {",
            "/// <summary>Asks every member.</summary>",
            "/// <param name=\"row\">The row.</param>",
            "/// <param name=\"outputs\">Where the outputs go.</param>",
            "/// <param name=\"label\">Where the label goes.</param>",
            "/// <returns>The rule.</returns>",
            "public static int Call(double[] row, double[] outputs, int[] label) {",
            // Of version 2 a row cannot be changed, and the oldest language has initializers only for what can.
            document.Version > 1
                ? $"var input = new {model}.Input({string.Join(", ", values)});"
                : $"var input = new {model}.Input {{ {assignments} }};",
            $"var score = {model}.{score}(input);",
            .. names.Outputs.Select(
                (output, k) => $"outputs[{k}] = score{(names.Outputs.Count == 1 ? string.Empty : "." + output.Property)};"),
            isClass ? $"label[0] = (int){model}.Classify(in input);" : string.Empty,
            $"int rule = {model}.Rule(input);",
            .. names.Inputs.Count > 16 ? Array.Empty<string>() :
            [
                $"if ({model}.Rule({named}) != rule) throw new global::System.InvalidOperationException();",
                isClass ? $"if ((int){model}.Classify({named}) != label[0]) throw new "
                    + "global::System.InvalidOperationException();" : string.Empty,
                $"if (!{model}.{score}({named}).Equals(score)) throw new global::System.InvalidOperationException();",
            ],
            $"if ({model}.Rules.Length == 0) throw new global::System.InvalidOperationException();",
            "return rule; }",
            "/// <summary>Explains.</summary>",
            "/// <param name=\"row\">The row.</param>",
            "/// <param name=\"numbers\">Where the numbers go.</param>",
            "/// <returns>The texts.</returns>",
            "public static string Explain(double[] row, global::System.Collections.Generic.List<double> numbers) {",
            $"var input = new {model}.Input({string.Join(", ", values)});",
            $"var explanation = {model}.Explain(in input);",
            names.Inputs.Count > 16
                ? string.Empty
                : $"if ({model}.Explain({named}).ToString() != explanation.ToString()) throw new "
                    + "global::System.InvalidOperationException();",
            isClass ? $"if (explanation.Label != {model}.Classify(input)) throw new "
                + "global::System.InvalidOperationException();" : string.Empty,
            .. Probabilities(document, names, model),
            ExplanationSummary.Statements,
            "return text; } } }",
        ];
        return string.Join("\n", lines);
    }

    /// <summary>The probabilities are those of the explanation, bit for bit.</summary>
    private static IEnumerable<string> Probabilities(RuleDocument document, DocumentNames names, string model)
    {
        const string mismatch = " throw new global::System.InvalidOperationException();";
        if (document.Decision is not ClassDecision { Scores: not ScoreKind.Plain })
            yield break;
        var isBits = document.Decision is ThresholdDecision { Bits.Count: > 1 };
        if (!isBits)
            yield return $"if (!{model}.Probability(input).Equals(explanation.Probability)){mismatch}";
        if (document.Outputs.Count == 1)
            yield break;
        yield return $"var all = {model}.Probabilities(input);";
        yield return "var properties = all.GetType().GetProperties();";
        yield return "for (int k = 0; k < properties.Length; k++) {";
        yield return $"if (!explanation.Outputs[k].Probability.Equals(properties[k].GetValue(all))){mismatch} }}";
    }
}
