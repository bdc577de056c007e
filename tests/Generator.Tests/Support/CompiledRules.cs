using System;
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
    private readonly int _outputs;

    private CompiledRules(Func<double[], double[], int[], int> call, int outputs, string source)
    {
        _call = call;
        _outputs = outputs;
        Source = source;
    }

    public string Source { get; }

    public static CompiledRules Of(RuleDocument document, CSharpParseOptions? parse = null)
    {
        parse ??= Generation.Latest;
        // As it is read from the file, where a text cannot hold half of a surrogate pair.
        var text = RuleDocumentWriter.Write(document);
        document = RuleDocumentReader.Read(text);
        var generation = Generation.Of(text, parse);
        Assert.Empty(generation.Errors);
        var assembly = Emit(generation.Source, Caller(document), parse);
        var method = assembly.GetType("Example.App.Caller")!.GetMethod("Call")!;
        return new CompiledRules(method.CreateDelegate<Func<double[], double[], int[], int>>(), document.Outputs.Count, generation.Source);
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
    public static Assembly Emit(string generated, string caller, CSharpParseOptions parse)
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: true,
            generalDiagnosticOption: ReportDiagnostic.Error,
            warningLevel: 9999,
            nullableContextOptions: parse.LanguageVersion >= LanguageVersion.CSharp8 ? NullableContextOptions.Enable : NullableContextOptions.Disable);
        var compilation = CSharpCompilation.Create(
            "Generated",
            [CSharpSyntaxTree.ParseText(generated, parse, "Model.g.cs", Encoding.UTF8), CSharpSyntaxTree.ParseText(caller, parse, "Caller.cs", Encoding.UTF8)],
            RuntimeReferences.All,
            options);
        using var image = new MemoryStream();
        using var documentation = new MemoryStream();
        var result = compilation.Emit(image, xmlDocumentationStream: documentation);
        var complaints = result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Take(5).ToArray();
        Assert.True(result.Success && complaints.Length == 0, string.Join("\n", complaints.Select(c => c.ToString())) + "\n" + generated);
        image.Position = 0;
        return new AssemblyLoadContext(null).LoadFromStream(image);
    }

    private static string Caller(RuleDocument document)
    {
        var names = new DocumentNames(document);
        var model = names.Class;
        var values = names.Inputs.Select((input, i) => input.Type == "double" ? $"row[{i}]" : $"({model}.{input.Type})(int)row[{i}]").ToArray();
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
            $"var input = new {model}.Input {{ {assignments} }};",
            $"var score = {model}.{score}(input);",
            .. names.Outputs.Select((output, k) => $"outputs[{k}] = score{(names.Outputs.Count == 1 ? string.Empty : "." + output.Property)};"),
            isClass ? $"label[0] = (int){model}.Classify(in input);" : string.Empty,
            $"int rule = {model}.Rule(input);",
            .. names.Inputs.Count > 16 ? Array.Empty<string>() :
            [
                $"if ({model}.Rule({named}) != rule) throw new global::System.InvalidOperationException();",
                isClass ? $"if ((int){model}.Classify({named}) != label[0]) throw new global::System.InvalidOperationException();" : string.Empty,
                $"if (!{model}.{score}({named}).Equals(score)) throw new global::System.InvalidOperationException();",
            ],
            $"if ({model}.Rules.Length == 0) throw new global::System.InvalidOperationException();",
            "return rule; } } }",
        ];
        return string.Join("\n", lines);
    }
}
