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
    private const int FindingsShown = 5;

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
                Claims = proof.Claims.Select(
                    c => new { Claim = c.Name, c.Holds, c.Detail, c.Counts, Failures = c.Findings.Select(f => f.Text) }),
            };
            streams.Out.WriteLine(ResultJson.Of(shown));
        }
        else
        {
            streams.Out.WriteLine(
                $"{VisibleText.Of(document.Name)}: {(proof.Holds ? "verified" : "NOT verified")}, in exact arithmetic, for all inputs inside their ranges.");
            foreach (var claim in proof.Claims)
            {
                streams.Out.WriteLine($"  {(claim.Holds ? "holds" : "FAILS")}  {claim.Name}: {claim.Detail}");
                foreach (var finding in claim.Findings.Take(FindingsShown))
                    streams.Out.WriteLine($"         {finding.Text}");
                if (claim.Findings.Count > FindingsShown)
                    streams.Out.WriteLine($"         and {claim.Findings.Count - FindingsShown} more; --json lists them.");
            }
        }

        return proof.Holds ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static int Undecided(Streams streams, string name, double seconds, bool json)
    {
        streams.Out.WriteLine(json
            ? ResultJson.Of(new { Name = name, Verified = false, Decided = false, Claims = Array.Empty<object>() })
            : string.Create(CultureInfo.InvariantCulture, $"{VisibleText.Of(name)}: NOT decided within {seconds} s, so not verified; give --time-limit more."));
        return ExitCode.CheckFailed;
    }
}
