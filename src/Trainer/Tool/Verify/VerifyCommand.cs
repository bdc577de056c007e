using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Verify;

/// <summary><c>rulec verify F</c>: proves what a document claims about its rules.</summary>
internal static class VerifyCommand
{
    // People get the first of a kind; programs get all.
    private const int SentencesShown = 5;

    private const double StandardSeconds = 600;

    public static Command Create(Streams streams)
    {
        var file = new FileArgument("rules", FileUse.Read) { Description = "The rule document, *.rules.json." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
        var limit = TimeLimit.Option("Stop after this many seconds; what is not proven by then is not verified.", StandardSeconds);
        var command = new Command("verify", "Proves in exact arithmetic what a document claims about its rules.") { file, limit, json };
        command.SetAction((result, cancellation) =>
            Task.FromResult(Run(streams, result.GetRequiredValue(file), result.GetValue(limit), result.GetValue(json), cancellation)));
        return command;
    }

    private static int Run(Streams streams, string path, double seconds, bool json, CancellationToken cancellation)
    {
        var document = DocumentFile.Read(path);
        if (Deadline.Within(seconds, token => DocumentVerifier.Verify(document, cancellation: token), cancellation) is not { } proof)
            return Undecided(streams, document.Name, seconds, json);
        Note[] notes = RecordedMarksDescriber.Warning(document) is { } warning ? [new Note("recorded-marks", warning)] : [];
        foreach (var line in NoteText.Of(notes))
            streams.Error.WriteLine(line);
        if (json)
        {
            var shown = new
            {
                document.Name,
                Verified = proof.Holds,
                Decided = true,
                Notes = notes,
                Claims = proof.Claims.Select(ToJson),
            };
            streams.Out.WriteLine(ResultJson.Of(shown));
        }
        else
        {
            streams.Out.WriteLine(
                $"{VisibleText.Of(document.Name)}: {(proof.Holds ? "verified" : "NOT verified")}, in exact arithmetic, for all inputs "
                    + "inside their ranges.");
            foreach (var claim in proof.Claims)
            {
                streams.Out.WriteLine($"  {(claim.Holds ? "holds" : "FAILS")}  {claim.Name}: {claim.Detail}");
                Write(streams, claim.Statements.Select(s => s.Text).ToArray());
                Write(streams, claim.Findings.Select(f => f.Text).ToArray());
            }
        }

        return proof.Holds ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static void Write(Streams streams, string[] sentences)
    {
        foreach (var sentence in sentences.Take(SentencesShown))
            streams.Out.WriteLine($"         {sentence}");
        if (sentences.Length > SentencesShown)
            streams.Out.WriteLine($"         and {sentences.Length - SentencesShown} more; --json lists them.");
    }

    // Documents of version 1 have no statements, and their objects no member for them.
    private static object ToJson(Claim claim)
    {
        var failures = claim.Findings.Select(f => f.Text);
        return claim.Statements.Count == 0
            ? new { Claim = claim.Name, claim.Holds, claim.Detail, claim.Counts, Failures = failures }
            : new
            {
                Claim = claim.Name,
                claim.Holds,
                claim.Detail,
                claim.Counts,
                Statements = claim.Statements.Select(
                s => s.Text),
                Failures = failures
            };
    }

    private static int Undecided(Streams streams, string name, double seconds, bool json)
    {
        streams.Out.WriteLine(json
            ? ResultJson.Of(new { Name = name, Verified = false, Decided = false, Claims = Array.Empty<object>() })
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{VisibleText.Of(name)}: NOT decided within {seconds} s, so not verified; give --time-limit more."));
        return ExitCode.CheckFailed;
    }
}
