using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Approvals;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Policies;
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
        var policies = new FileOption("--policies", FileUse.Read)
        {
            Description = "Policies that the rules have to keep to [NAME.policies.json beside the document, where there is one].",
            Otherwise = result => Existing(PolicyFile.Beside(result.GetRequiredValue(file), PolicySet.Extension)),
        };
        var proof = new FileOption("--proof", FileUse.Written)
        {
            Description = "Where the proofs of the policies are kept, so that the build only checks them [with --policies: NAME.proof.json "
                + "beside the policies].",
            Otherwise = result => result.GetValue(policies) is { } given && !AtomicFile.IsStream(given)
                ? ProofBeside(given)
                : null,
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
        var limit = TimeLimit.Option("Stop after this many seconds; what is not proven by then is not verified.", StandardSeconds);
        var command = new Command(
            "verify", "Proves in exact arithmetic what a document claims about its rules, and that it keeps to its policies.")
        {
            file, policies, proof, limit, json,
        };
        command.SetAction((result, cancellation) => Task.FromResult(Run(
            streams,
            result.GetRequiredValue(file),
            policies.PathOf(result),
            proof.PathOf(result),
            result.GetValue(limit),
            result.GetValue(json),
            cancellation)));
        return command;
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;

    private static string ProofBeside(string policies) => policies.EndsWith(PolicySet.Extension, StringComparison.OrdinalIgnoreCase)
        ? policies[..^PolicySet.Extension.Length] + PolicyProofs.Extension
        : Path.ChangeExtension(policies, null) + PolicyProofs.Extension;

    private static int Run(
        Streams streams, string path, string? policiesPath, string? proofPath, double seconds, bool json, CancellationToken cancellation)
    {
        var document = DocumentFile.Read(path, out var text);
        var policies = policiesPath is null ? null : PolicyFile.Read(policiesPath, document);
        var verified = Deadline.Within(
            seconds,
            token => new Verified(
                DocumentVerifier.Verify(document, cancellation: token),
                policies is null ? null : PolicyChecker.Check(document, text, policies, cancellation: token)),
            cancellation);
        if (verified is not { Proof: { } proof })
            return Undecided(streams, document.Name, seconds, json);
        if (proofPath is not null && verified.Policies is { } found)
            PolicyFile.Write(proofPath, found.Proofs);
        var notes = NotesOf(document).ToArray();
        foreach (var line in NoteText.Of(notes))
            streams.Error.WriteLine(line);
        var policyText = new PolicyText(document, path, policiesPath ?? string.Empty);
        if (json)
        {
            streams.Out.WriteLine(ResultJson.Of(ToJson(document, verified, notes, policyText)));
        }
        else
        {
            var verdict = !verified.Holds ? "NOT verified" : policies is null ? "verified" : "verified, with its policies";
            streams.Out.WriteLine(
                $"{VisibleText.Of(document.Name)}: {verdict}, in exact arithmetic, for all inputs inside their ranges.");
            foreach (var claim in proof.Claims)
            {
                streams.Out.WriteLine($"  {(claim.Holds ? "holds" : "FAILS")}  {claim.Name}: {claim.Detail}");
                Write(streams, claim.Statements.Select(s => s.Text).ToArray());
                Write(streams, claim.Findings.Select(f => f.Text).ToArray());
            }

            foreach (var line in verified.Policies?.Results.SelectMany(policyText.Lines) ?? [])
                streams.Out.WriteLine(line);
        }

        return verified.Holds ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static IEnumerable<Note> NotesOf(RuleDocument document)
    {
        if (RecordedMarksDescriber.Warning(document) is { } marks)
            yield return new Note("recorded-marks", marks);
        if (StaleFigures.Warning(document) is { } stale)
            yield return new Note("stale-figures", stale);
    }

    // Where there are no policies the object has no member for them.
    private static object ToJson(RuleDocument document, Verified verified, Note[] notes, PolicyText text)
    {
        var claims = verified.Proof.Claims.Select(ToJson);
        return verified.Policies is { } policies
            ? new
            {
                document.Name,
                Verified = verified.Holds,
                Decided = true,
                Notes = notes,
                Claims = claims,
                Policies = policies.Results.Select(text.ToJson),
            }
            : new { document.Name, Verified = verified.Holds, Decided = true, Notes = notes, Claims = claims };
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

    private sealed record Verified(DocumentProof Proof, PolicyReport? Policies)
    {
        public bool Holds => Proof.Holds && (Policies is null || Policies.Holds);
    }
}
