using System.Collections.Generic;
using System.Globalization;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Sources;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Extracting;

/// <summary>The rules of decision trees, which are written as one tree without a search.</summary>
/// <param name="Document">The rules; null where they were not written.</param>
/// <param name="Obstacle">What prevented it.</param>
/// <param name="Stopped">What ended the work; null where nothing did.</param>
/// <param name="Notes">What a person should know.</param>
public sealed record ExtractedTrees(RuleDocument? Document, string? Obstacle, WorkStoppedException? Stopped, IReadOnlyList<Note> Notes)
{
    /// <summary>Writes an ensemble of trees as rules.</summary>
    /// <param name="source">The file of the trees.</param>
    /// <param name="model">The trees.</param>
    /// <param name="box">The box of their inputs.</param>
    /// <param name="name">The name of the document.</param>
    /// <param name="labels">What the outputs mean; none takes what the file says.</param>
    /// <param name="most">The largest number of rules.</param>
    /// <param name="limit">Ends the work.</param>
    /// <returns>The rules, or why there are none.</returns>
    /// <exception cref="InputFileException">The labels do not fit.</exception>
    public static ExtractedTrees Write(
        NetworkSource source, TreeModel model, InputBox box, string name, EquatableArray<string> labels, int most, WorkLimit limit)
    {
        try
        {
            var written = InputFileException.Blaming(source.Path, () => EnsembleRules.Write(model, box, name, labels, most, limit));
            Note[] notes = written.Refusing == 0 ? [] :
            [
                new Note("missing-refused", string.Create(
                    CultureInfo.InvariantCulture,
                    $"missing values (NaN) are refused for {written.Refusing} of the inputs, where the trees send them ways that no one "
                        + $"number goes."))
                {
                    Count = written.Refusing,
                },
            ];
            return new ExtractedTrees(written.Document, written.Obstacle, null, notes);
        }
        catch (WorkStoppedException e)
        {
            return new ExtractedTrees(null, null, e, []);
        }
    }
}
