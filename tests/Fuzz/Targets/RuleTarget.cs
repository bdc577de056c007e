using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Approvals;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Fuzz.Mutation;
using RuleCompiler.Generator.Emission;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Parsing;
using RuleCompiler.Proofs;
using RuleCompiler.Recourses;
using RuleCompiler.Trainer.Export.Sql;

namespace RuleCompiler.Fuzz.Targets;

/// <summary>Rule documents, and what builds and the tool do with them.</summary>
/// <param name="version">The version of the first ones.</param>
internal sealed class RuleTarget(int version) : FuzzTarget("rules" + version, new JsonMutator())
{
    private const int Rows = 6;

    private static readonly ProofLimit Steps = ProofLimit.FromSteps(2_000);

    private static readonly double[] Odd =
        [0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.MaxValue, double.Epsilon, -9, 0.1, 1e-300, 1e300, 3];

    private static readonly Target Project = new(
        "Example",
        HasNullableAnnotations: true,
        new TargetTypes(HasSpans: true, HasVectors: true, HasWideVectors: true, HasRequiredMembers: true, HasInit: true));

    /// <inheritdoc/>
    public override int UsedOf => 8;

    /// <inheritdoc/>
    public override object Read(byte[] input) => RuleDocumentReader.Read(input);

    /// <inheritdoc/>
    public override string Use(object read)
    {
        var document = (RuleDocument)read;
        var text = RuleDocumentWriter.Write(document);
        if (!RuleDocumentReader.Read(text).Equals(document))
            throw new InvalidOperationException("What is written is not what was read.");
        Meaning.Of(document);
        new RuleDescriber(document).All();
        var outcome = string.Concat(Answer(document));
        var proof = DocumentVerifier.Verify(document, Steps);
        outcome += string.Concat(proof.Claims.Select(c => c.Holds ? '+' : '-'));
        Generate(text);
        return outcome + Statement(document) + DocumentQuestions.Policies(document, text) + DocumentQuestions.Difference(document);
    }

    private static void Generate(string text)
    {
        var file = new RuleFile("/project/Model.rules.json", text, GenerationOptions.Default, null);
        var parsed = RuleFileParser.Parse(file, CancellationToken.None);
        if (parsed.Error is { } error)
            throw new InvalidOperationException("The generator refuses what the reader takes: " + error);
        SourceEmitter.Emit(parsed.Document!, Project, CancellationToken.None);
    }

    /// <summary>What some rows are answered: refused, or accepted, explained and searched from.</summary>
    private static IEnumerable<string> Answer(RuleDocument document)
    {
        var evaluator = new RuleEvaluator(document);
        var recourse = Finder(document);
        for (var r = 0; r < Rows; r++)
        {
            var row = document.Inputs.Select((input, i) => Value(input, r, i)).ToArray();
            var answer = "a";
            try
            {
                var outcome = evaluator.Evaluate(row);
                if (document.Decision.IsClass)
                    evaluator.LabelsFor(outcome.Outputs);
                if (document.Decision.Scores != ScoreKind.Plain)
                    evaluator.Probabilities(outcome.Outputs);
                answer = "e";
                evaluator.Explain(row);
                answer = "s";
                evaluator.Reasons(row);
                answer = "c";
                recourse?.Find(row, RecourseOptions.Default.WithBudget(200));
            }
            catch (RuleCompilerException)
            {
                answer += "-";
            }

            yield return answer;
        }
    }

    private static RecourseFinder? Finder(RuleDocument document)
    {
        try
        {
            return new RecourseFinder(document);
        }
        catch (RuleCompilerException)
        {
            return null;
        }
    }

    private static double Value(Input input, int row, int position) => input.Match(
        number => ((row + position) % 5) switch
        {
            0 => number.Minimum.Value,
            1 => number.Maximum.Value,
            2 => (number.Minimum.Value / 2) + (number.Maximum.Value / 2),
            3 => number.Specials.Count > 0 ? number.Specials[row % number.Specials.Count].InRow : 1,
            _ => Odd[(row + (3 * position)) % Odd.Length],
        },
        category => (row + position) % category.Categories.Count);

    private static string Statement(RuleDocument document)
    {
        try
        {
            var names = new SqlNames { Table = "t" };
            foreach (var dialect in SqlDialects.All)
                SqlStatement.Of(document, dialect, names);
            return "s";
        }
        catch (RuleCompilerException e)
        {
            return e.Message;
        }
    }
}
