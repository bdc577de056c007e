using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using RuleCompiler.Description;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Reports;
using RuleCompiler.Trainer.Rules;

namespace RuleCompiler.Trainer.Cli;

/// <summary>What <c>rulec extract</c> does with decision trees: no search, they are written as one tree.</summary>
internal static class ExtractTrees
{
    /// <summary>Writes the rules of trees, and tells.</summary>
    public static int Run(TreeModel model, NetworkSource source, ExtractOptions options, Streams streams, CancellationToken cancellation)
    {
        if (options.ReachedBy is not null)
            throw new InputFileException(source.Path, "this is a model of decision trees, whose rules are all written; leave --reached-by away.");
        var box = ExtractedNetwork.BoxOf(source, model.Inputs, options);
        foreach (var line in NoteText.Of(source.NotesWithout(model.LeftOut)))
            streams.Error.WriteLine(line);
        var most = (int)Math.Min(options.MaxRegions, NetworkRules.MaxRules);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.TimeLimit is { } time)
            limit.CancelAfter(time);

        var clock = Stopwatch.StartNew();
        EnsembleDocument written;
        try
        {
            written = EnsembleRules.Write(model, box, DocumentName.Of(options.Output ?? options.Network), options.Labels, most, limit.Token);
        }
        catch (ArgumentException e)
        {
            throw new InputFileException(source.Path, VisibleText.Of(e.Message), e);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            written = new EnsembleDocument(null, "the time was up; give --time-limit more", 0);
        }

        clock.Stop();
        var rules = written.Document?.Rules.Count ?? 0;
        streams.Error.WriteLine(written.Document is { } document
            ? string.Create(CultureInfo.InvariantCulture, $"{rules} rules of {model.Trees.Roots.Count} {(model.Trees.Roots.Count == 1 ? "tree" : "trees")}; {clock.Elapsed.TotalSeconds:0.###} s.")
            : $"{(options.Output is null ? "The trees are not written as rules" : "No document is written")}: {written.Obstacle}.");
        if (written.Refusing > 0)
            streams.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Missing values (NaN) are refused for {written.Refusing} of the inputs, where the trees send them ways that no one number goes."));
        if (options.Json)
            streams.Out.WriteLine(ResultJson.Of(ExtractResult.Of(rules, null, clock.Elapsed, written.Document is not null, 0)));
        if (options.Output is not { } path)
            return ExitCode.Done;
        if (written.Document is null)
            return ExitCode.CheckFailed;
        DocumentFile.Write(path, written.Document);
        return ExitCode.Done;
    }
}
