using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Policies;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Holding;

/// <summary>Policies that rules are trained to keep to: what can be held is held, and what cannot is told.</summary>
/// <remarks>
/// Directions of all outputs on all rows, sizes and support are held as if they had been asked for; among models that could be written
/// those are preferred that break the fewest policies of any kind.
/// </remarks>
public sealed class TrainingPolicies
{
    /// <summary>The most steps that a check of one policy takes while models are compared; what is open then counts as broken.</summary>
    private static readonly ProofLimit ComparingLimit = new() { Steps = 1_000_000 };

    private const string Range = "range";

    private readonly string _path;
    private readonly string _text;

    private TrainingPolicies(string path, string text, NamedInputs named) => (_path, _text, Named) = (path, text, named);

    /// <summary>The inputs that stay in the document, since policies name them.</summary>
    internal NamedInputs Named { get; }

    /// <summary>What a person should know of the policies before it is known what comes of them.</summary>
    internal EquatableArray<Note> Notes { get; private init; } = EquatableArray<Note>.Empty;

    /// <summary>Reads policies, and makes training hold what it can of them.</summary>
    /// <param name="path">The file of the policies.</param>
    /// <param name="data">The data, without the inputs that are forbidden.</param>
    /// <param name="options">What was asked for without the policies; of sizes the smaller one counts.</param>
    /// <returns>The options with what is held, and with the policies.</returns>
    /// <exception cref="InputFileException">
    /// The file cannot be read, is not valid, names what the data do not have, or wants another direction than was asked for.
    /// </exception>
    public static TrainingOptions Hold(string path, Dataset data, TrainingOptions options)
    {
        var template = PolicyTemplate.Of(data, options);
        var policies = PolicyFile.Read(path, template, out var text);
        return new HeldPolicies(path, data, options).Of(policies) with
        {
            Policies = new TrainingPolicies(path, text, NamedInputs.Of(policies, template.Inputs))
            {
                Notes = PolicyNotes.Unknown(PolicyReader.ForbiddenInputs(text), data).ToEquatableArray(),
            },
        };
    }

    /// <summary>The result with what came of the policies.</summary>
    internal TrainResult Checked(TrainResult result)
    {
        var report = Check(result.Document, Read(result.Document), ProvenDocument.Limit);
        return result with { Policies = report, Notes = [.. result.Notes, .. Notes, .. PolicyNotes.Of(report)] };
    }

    /// <summary>The first of the models that break the fewest policies, as far as a short check shows.</summary>
    /// <typeparam name="T">A model.</typeparam>
    /// <param name="models">The models, the best first; one at least. They are made as they are asked for.</param>
    /// <param name="documentOf">The document of one.</param>
    /// <param name="cancellation">Ends the search with what was found.</param>
    internal T FewestBroken<T>(IEnumerable<T> models, Func<T, RuleDocument> documentOf, CancellationToken cancellation)
        where T : class
    {
        var (best, fewest) = ((T?)null, int.MaxValue);
        foreach (var model in models)
        {
            var document = documentOf(model);
            var broken = Unproven(Check(document, Read(document), ComparingLimit));
            if (broken < fewest)
                (best, fewest) = (model, broken);
            if (fewest == 0 || cancellation.IsCancellationRequested)
                break;
        }

        return best!;
    }

    /// <summary>How many policies of ranges a document does not keep to, as far as a short check shows.</summary>
    internal int OutOfRange(RuleDocument document)
    {
        var ranges = Read(document).Policies.Where(p => p.Match(PolicyWords.Instance) == Range);
        return Unproven(Check(document, new PolicySet(ranges.ToEquatableArray()), ComparingLimit));
    }

    private static int Unproven(PolicyReport report) => report.Results.Count(r => r.Verdict != Verdict.Proven);

    private static PolicyReport Check(RuleDocument document, PolicySet policies, ProofLimit limit) =>
        PolicyChecker.Check(document, RuleDocumentWriter.Write(document), policies, limit: limit);

    /// <summary>The policies by the positions of a document, which need not have all inputs of the data.</summary>
    private PolicySet Read(RuleDocument document) => InputFileException.Blaming(_path, () => PolicyReader.Read(_text, document));
}
