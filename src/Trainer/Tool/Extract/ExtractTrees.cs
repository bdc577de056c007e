using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Pipeline.Extracting;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Sources;

namespace RuleCompiler.Tool.Extract;

/// <summary>What <c>rulec extract</c> does with decision trees: no search, they are written as one tree.</summary>
internal static class ExtractTrees
{
    /// <summary>Writes the rules of trees, and reports.</summary>
    public static int Run(TreeModel model, NetworkSource source, ExtractOptions options, Streams streams, WorkLimit limit)
    {
        if (options.ReachedBy is not null)
            throw new InputFileException(source.Path, "this is a model of decision trees, whose rules are all written; omit --reached-by.");
        var notes = source.NotesWithout(model.LeftOut).ToList();
        var box = options.Box.Of(source, options.Table, notes);
        var most = (int)Math.Min(options.MaxRegions, NetworkRules.MaxRules);
        var clock = Stopwatch.StartNew();
        var written = ExtractedTrees.Write(
            source, model, box, DocumentName.Of(options.Output ?? options.Network), options.Labels, most, limit);
        clock.Stop();
        var rules = written.Document?.Rules.Count ?? 0;
        var obstacle = written.Stopped is { } stop ? options.Budget.Why(stop.Reason, stop.Detail) : written.Obstacle;
        streams.Error.WriteLine(written.Document is not null
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{rules} rules of {model.Trees.Roots.Count} {(model.Trees.Roots.Count == 1 ? "tree" : "trees")}; "
                    + $"{clock.Elapsed.TotalSeconds:0.###} s.")
            : $"{(options.Output is null ? "The trees are not written as rules" : "No document is written")}: {obstacle}.");
        notes.AddRange(written.Notes);
        foreach (var line in NoteText.Of(notes))
            streams.Error.WriteLine(line);
        if (options.Json)
        {
            streams.Out.WriteLine(ResultJson.Of(ExtractResult.Of(rules, null, clock.Elapsed, written.Document is not null, 0) with
            {
                Stopped = written.Document is not null
                    ? null
                    : written.Stopped is { } stopped ? SearchBudget.NameOf(stopped.Reason) : "regions",
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
