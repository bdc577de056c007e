using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Extract;

/// <summary>What <c>rulec extract</c> does with decision trees: no search, they are written as one tree.</summary>
internal static class ExtractTrees
{
    /// <summary>Writes the rules of trees, and tells.</summary>
    public static int Run(TreeModel model, NetworkSource source, ExtractOptions options, Streams streams, WorkLimit limit)
    {
        if (options.ReachedBy is not null)
            throw new InputFileException(source.Path, "this is a model of decision trees, whose rules are all written; leave --reached-by away.");
        var notes = source.NotesWithout(model.LeftOut).ToList();
        var box = ExtractedNetwork.BoxOf(source, model.Inputs, options, notes);
        var most = (int)Math.Min(options.MaxRegions, NetworkRules.MaxRules);
        var clock = Stopwatch.StartNew();
        EnsembleDocument written;
        WorkStop? stopped = null;
        try
        {
            written = EnsembleRules.Write(model, box, DocumentName.Of(options.Output ?? options.Network), options.Labels, most, limit);
        }
        catch (ArgumentException e)
        {
            throw new InputFileException(source.Path, VisibleText.Of(e.Message), e);
        }
        catch (WorkStoppedException e)
        {
            stopped = e.Reason;
            written = new EnsembleDocument(null, options.Budget.Why(e.Reason, e.Detail), 0);
        }

        clock.Stop();
        var rules = written.Document?.Rules.Count ?? 0;
        streams.Error.WriteLine(written.Document is { } document
            ? string.Create(CultureInfo.InvariantCulture, $"{rules} rules of {model.Trees.Roots.Count} {(model.Trees.Roots.Count == 1 ? "tree" : "trees")}; {clock.Elapsed.TotalSeconds:0.###} s.")
            : $"{(options.Output is null ? "The trees are not written as rules" : "No document is written")}: {written.Obstacle}.");
        if (written.Refusing > 0)
        {
            notes.Add(new Note("missing-refused", string.Create(
                CultureInfo.InvariantCulture, $"missing values (NaN) are refused for {written.Refusing} of the inputs, where the trees send them ways that no one number goes."))
            {
                Count = written.Refusing,
            });
        }

        foreach (var line in NoteText.Of(notes))
            streams.Error.WriteLine(line);
        if (options.Json)
        {
            streams.Out.WriteLine(ResultJson.Of(ExtractResult.Of(rules, null, clock.Elapsed, written.Document is not null, 0) with
            {
                Stopped = written.Document is not null ? null : stopped is { } reason ? SearchBudget.NameOf(reason) : "regions",
                Notes = notes,
            }));
        }

        if (written.Document is null)
            return ExitCode.CheckFailed;
        if (options.Output is { } path)
            DocumentFile.Write(path, written.Document);
        return ExitCode.Done;
    }
}
