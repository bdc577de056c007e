using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the struct that holds a probability for each label, and how it is made of scores.</summary>
internal sealed class ProbabilityStruct
{
    /// <summary>The name of the struct.</summary>
    public const string Name = "LabelProbabilities";

    private readonly EmissionContext _context;
    private readonly string[] _properties;
    private readonly string[] _locals;

    public ProbabilityStruct(EmissionContext context)
    {
        _context = context;
        var properties = new NameScope(DocumentNames.ObjectMembers.Concat([Name, "Of", "Chosen"]));
        _properties = context.Names.Labels.Select(properties.Take).ToArray();
        var locals = new NameScope(["scores", "largest", "total"]);
        _locals = _properties.Select(p => Identifiers.Escaped(locals.Take(Identifiers.Camel(p)))).ToArray();
    }

    /// <summary>Whether scores are logits; else they are probabilities themselves, give or take what training left.</summary>
    public bool AreLogits => _context.Document.Decision.Scores == ScoreKind.Logit;

    /// <summary>The probability that one score stands for.</summary>
    public string OfScore(string score) => AreLogits ? $"Exponential.Logistic({score})" : $"Exponential.Clamp({score})";

    /// <summary>Writes the struct.</summary>
    public void Emit(CodeWriter code) => code.Write($$"""

        /// <summary>A probability for each label.</summary>
        {{Attributes.Member}}
        public readonly struct {{Name}}
        {
            private {{Name}}({{new CommaList(_locals.Select(l => "double " + l))}})
            {
                {{_properties.Select((property, k) => $"this.{property} = {_locals[k]};")}}
            }
            {{EmitProperties}}

            internal static {{Name}} Of(Scores scores)
            {
                {{(AreLogits && _context.Document.Decision.ComparesOutputs ? EmitSoftmax : EmitEach)}}
            }
            {{EmitChosen}}
        }
        """);

    private void EmitProperties(CodeWriter code)
    {
        for (var k = 0; k < _properties.Length; k++)
        {
            code.Write($$"""

                /// <summary>The probability of {{Label(k)}}.</summary>
                public double {{_properties[k]}} { get; }
                """);
        }
    }

    private string Label(int output) => _context.Document.Decision.Match(
        _ => string.Empty,
        threshold => $"{ShownName.Of(threshold.Bits[output].AtOrAbove)} for {ShownName.Of(_context.Document.Outputs[output].Name)}",
        argmax => ShownName.Of(argmax.Labels[output]));

    private string Score(int output) => "scores." + _context.Names.Outputs[output].Property;

    private void EmitEach(CodeWriter code) =>
        code.Write($$"""return new {{Name}}({{new CommaList(_locals.Select((_, k) => OfScore(Score(k))))}});""");

    private void EmitSoftmax(CodeWriter code) => code.Write($$"""
        double largest = {{Score(0)}};
        {{_locals.Select((_, k) => $"largest = {Score(k)} > largest ? {Score(k)} : largest;").Skip(1)}}
        {{_locals.Select((local, k) => $"double {local} = Exponential.Of({Score(k)} - largest);")}}
        double total = {{_locals[0]}};
        {{_locals.Skip(1).Select(local => $"total += {local};")}}
        return new {{Name}}({{new CommaList(_locals.Select(local => local + " / total"))}});
        """);

    private void EmitChosen(CodeWriter code)
    {
        if (!_context.Document.Decision.ComparesOutputs)
            return;
        code.Write($$"""

            internal double Chosen(Scores scores)
            {
                double largest = {{Score(0)}};
                double chosen = this.{{_properties[0]}};
                {{LargestOutput.Tests(_context, k => $"chosen = this.{_properties[k]};")}}
                return chosen;
            }
            """);
    }
}
