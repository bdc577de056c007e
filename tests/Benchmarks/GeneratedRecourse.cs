using System;
using System.Linq;
using RuleCompiler.Documents;
using Expression = System.Linq.Expressions.Expression;

namespace RuleCompiler.Benchmarks;

/// <summary>What generated code answers of the nearest change.</summary>
/// <param name="Status">Found (0), none (1) or undecided (2).</param>
/// <param name="Bounds">The number of bounds that were calculated.</param>
/// <param name="Certificate">The certificate.</param>
internal readonly record struct GeneratedRecourse(int Status, long Bounds, string Certificate)
{
    /// <summary>The generated method of a document, as a build compiles it.</summary>
    public static Func<double[], object> Of(RuleDocument document)
    {
        var assembly = GeneratedAssembly.Load(document, string.Empty);
        var method = assembly.GetTypes().SelectMany(t => t.GetMethods()).Single(m => m.Name == "Recourse" && m.GetParameters().Length == 1);
        var constructor = method.GetParameters()[0].ParameterType.GetElementType()!.GetConstructors().Single();
        var row = Expression.Parameter(typeof(double[]), "row");
        var values = constructor.GetParameters().Select((p, i) => p.ParameterType == typeof(double)
            ? (Expression)Expression.ArrayIndex(row, Expression.Constant(i))
            : Expression.Convert(Expression.Convert(Expression.ArrayIndex(row, Expression.Constant(i)), typeof(int)), p.ParameterType));
        var input = Expression.Variable(constructor.DeclaringType!, "input");
        return Expression.Lambda<Func<double[], object>>(
            Expression.Block([input], Expression.Assign(input, Expression.New(constructor, values)), Expression.Call(method, input)),
            row).Compile();
    }

    /// <summary>Reads an answer of generated code.</summary>
    public static GeneratedRecourse Read(object answer)
    {
        object Member(string name) => answer.GetType().GetProperty(name)!.GetValue(answer)!;
        return new GeneratedRecourse((int)Member("Status"), (long)Member("Bounds"), (string)Member("Certificate"));
    }
}
