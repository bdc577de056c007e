using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Approvals;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Pipeline.Measuring;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Verify;

/// <summary><c>rulec verify F</c>: proves what a document claims about its rules.</summary>
internal static class VerifyCommand
{
    // People get the first of a kind; programs get all.
    private const int SentencesShown = 5;

    private const double StandardSeconds = 600;

    private const double MaxNumber = 1e300;

    public static Command Create(Streams streams)
    {
        var file = new FileArgument("rules", FileUse.Read) { Description = "The rule document, *.rules.json." };
        var policies = new FileOption("--policies", FileUse.Read)
        {
            Description = "Policies that the rules have to keep to [NAME.policies.json beside the document, where there is one].",
            Otherwise = result => Companion.Existing(result.GetRequiredValue(file), CompanionPath.OfPolicies),
        };
        var proof = new FileOption("--proof", FileUse.Written)
        {
            Description = "Where the proofs of the policies are kept, so that the build only checks them [with --policies: NAME.proof.json "
                + "beside the policies].",
            Otherwise = result => result.GetValue(policies) is { } given ? Companion.Beside(given, CompanionPath.OfProof) : null,
        };
        var data = new FileOption("--data", FileUse.Read)
        {
            Description = "The table that the figures are of: support and metrics are counted again, and what differs is named.",
            HelpName = "file",
        };
        var test = new FileOption("--test", FileUse.Read)
        {
            Description = "With --data: the table of test rows that the document records.",
            HelpName = "file",
        };
        var band = NumberOptions.Optional(
            "--max-band",
            "Fail where a band around a border or a threshold, in which rounding may decide, reaches farther than this, in units of the "
                + "sum.",
            0,
            MaxNumber);
        var table = new TableArguments();
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
        var limit = TimeLimit.Option("Stop after this many seconds; what is not proven by then is not verified.", StandardSeconds);
        var command = new Command(
            "verify", "Proves in exact arithmetic what a document claims about its rules, and that it keeps to its policies.")
        {
            file, policies, proof, data, test, band, limit, json,
        };
        table.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(test) is not null && result.GetValue(data) is null)
                result.AddError("--test is about data; name the file with --data.");
        });
        command.SetAction((result, cancellation) => Task.FromResult(Run(
            streams,
            result.GetRequiredValue(file),
            policies.PathOf(result),
            proof.PathOf(result),
            result.GetValue(data) is { } rows ? new MeasureSources(rows, result.GetValue(test), table.Read(result)) : null,
            result.GetValue(band),
            result.GetValue(limit),
            result.GetValue(json),
            cancellation)));
        return command;
    }

    private static int Run(
        Streams streams,
        string path,
        string? policiesPath,
        string? proofPath,
        MeasureSources? data,
        double? widest,
        double seconds,
        bool json,
        CancellationToken cancellation)
    {
        var governed = GovernedDocument.Read(path, policiesPath);
        var document = governed.Document;
        var verified = Deadline.Within(
            seconds, token => Verified.Of(governed, data, widest, token), cancellation);
        if (verified is not { Proof: { } proof })
            return Undecided(streams, document.Name, seconds, json);
        if (proofPath is not null && proof.Policies is { } found)
            PolicyFile.Write(proofPath, found.Proofs);
        Note[] notes = [.. NotesOf(document), .. verified.Figures?.Notes ?? EquatableArray<Note>.Empty];
        foreach (var line in NoteText.Of(notes))
            streams.Error.WriteLine(line);
        var policyText = new PolicyText(document, path, policiesPath ?? string.Empty);
        if (json)
        {
            streams.Out.WriteLine(ResultJson.Of(ToJson(document, verified, notes, policyText)));
        }
        else
        {
            var verdict = !verified.Holds ? "NOT verified" : governed.HasPolicies ? "verified, with its policies" : "verified";
            streams.Out.WriteLine(
                $"{VisibleText.Of(document.Name)}: {verdict}, in exact arithmetic, for all inputs inside their ranges.");
            foreach (var claim in proof.Claims.Claims)
            {
                streams.Out.WriteLine($"  {(claim.Holds ? "holds" : "FAILS")}  {claim.Name}: {claim.Detail}");
                Write(streams, claim.Statements.Select(s => s.Text).ToArray());
                Write(streams, claim.Findings.Select(f => f.Text).ToArray());
            }

            if (verified.Figures is { } figures)
            {
                streams.Out.WriteLine(figures.Holds
                    ? "  holds  figures: Support and metrics, counted again, are as recorded."
                    : "  STALE  figures: Support and metrics, counted again, are not as recorded; rulec measure brings them up to date.");
                Write(streams, [.. figures.Differences]);
            }

            if (verified.Rows is { } counted)
                streams.Out.WriteLine(BandText.Of(counted));
            if (verified.Wide.Count > 0)
                streams.Out.WriteLine(BandText.OfWide(verified.Wide.Count, proof.Claims.Bands.Count, widest!.Value));

            foreach (var line in proof.Policies?.Results.SelectMany(policyText.Lines) ?? [])
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

    // Where there are no policies, or no data, the object has no member for them.
    private static object ToJson(RuleDocument document, Verified verified, Note[] notes, PolicyText text)
    {
        var claims = verified.Proof.Claims.Claims.Select(ToJson);
        var json = new Dictionary<string, object>
        {
            ["name"] = document.Name,
            ["verified"] = verified.Holds,
            ["decided"] = true,
            ["notes"] = notes,
            ["claims"] = claims,
        };
        if (verified.Figures is { } figures)
            json.Add("figures", new { figures.Holds, figures.Differences });
        json.Add("bands", verified.Proof.Claims.Bands.Select(BandText.ToJson));
        if (verified.Rows is { } rows)
            json.Add("bandRows", new { rows.Rows, rows.Refused, rows.Outside, rows.Inside, rows.Otherwise });
        if (verified.Proof.Policies is { } policies)
            json.Add("policies", policies.Results.Select(text.ToJson));
        return json;
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

    private sealed record Verified(GovernedProof Proof, FigureCheck? Figures, BandRows? Rows, IReadOnlyList<Band> Wide)
    {
        public bool Holds => Proof.Holds && (Figures is null || Figures.Holds) && Wide.Count == 0;

        public static Verified Of(GovernedDocument governed, MeasureSources? data, double? widest, CancellationToken cancellation)
        {
            var (document, proof) = (governed.Document, governed.Prove(cancellation));
            var bands = proof.Claims.Bands;
            return new Verified(
                proof,
                data is null ? null : FigureCheck.Of(document, data, cancellation),
                data is null ? null : BandRows.Of(document, bands, data.Data, data.Table, cancellation),
                bands.Where(b => b.Width > widest).ToArray());
        }
    }
}
