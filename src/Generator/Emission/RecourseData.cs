using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;
using RuleCompiler.Recourses;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes what the search for changes knows of a document beside its sums.</summary>
internal sealed class RecourseData(RuleDocument document)
{
    private readonly RecourseLayout _layout = new(document);

    /// <summary>Writes the tables.</summary>
    public void Emit(CodeWriter code) => code.Write($$"""
        internal static readonly RecourseTables All = new RecourseTables(
            rules: Explanation.AllTables,
            {{ExplanationData.Texts("inputs", _layout.Inputs)}}
            {{ExplanationData.Texts("titles", _layout.Titles)}}
            {{ExplanationData.Texts("outputs", _layout.Outputs)}}
            {{ExplanationData.Texts("labels", _layout.Labels)}}
            {{ExplanationData.Integers("directions", _layout.Directions)}}
            {{ExplanationData.Numbers("steps", _layout.Steps)}}
            {{ExplanationData.Table("costs", "long", ExplanationData.Wrapped(_layout.Costs.Select(Text)))}}
            {{ExplanationData.Integers("places", _layout.Places)}}
            {{ExplanationData.Integers("markCounts", _layout.MarkCounts)}}
            {{ExplanationData.Numbers("marks", _layout.Marks)}}
            {{ExplanationData.Numbers("errors", Doubles(_layout.Errors))}}
            {{ExplanationData.Numbers("farthest", Doubles(_layout.Farthest))}}
            {{ExplanationData.Table("regions", "int", ExplanationData.Wrapped(_layout.Regions.Select(Literals.Int)))}}
            meaning: {{Literals.Text(_layout.Meaning)}});
        """);

    private static IEnumerable<Number> Doubles(IEnumerable<double> values) => values.Select(Number.From);

    private static string Text(long cost) => cost.ToString(CultureInfo.InvariantCulture);
}
