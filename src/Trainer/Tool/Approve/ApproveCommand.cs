using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Approvals;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Policies;
using RuleCompiler.Proofs;
using RuleCompiler.Proofs.Comparison;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Approve;

/// <summary>
/// <c>rulec approve F --by NAME</c>: writes down what a document means, so that a build can hold everybody to it; <c>--check</c> says
/// whether it still means that.
/// </summary>
internal static class ApproveCommand
{
    public static Command Create(Streams streams)
    {
        var options = new ApproveOptions();
        var command = options.AddTo(new Command("approve", "Approves what a document means, or checks that it means what was approved."));
        command.SetAction((result, cancellation) => Task.FromResult(
            result.GetValue(options.Check) ? Check(streams, options, result) : Approve(streams, options, result, cancellation)));
        return command;
    }

    private static int Check(Streams streams, ApproveOptions options, ParseResult result)
    {
        var (document, meaning) = Read(options, result);
        var path = options.ToCheck(result);
        var isNamed = options.Approval.PathOf(result) is not null;
        var approval = isNamed || System.IO.File.Exists(path) ? ApprovalFile.Read(path) : null;
        var check = new CheckedApproval(document.Name, path, meaning, approval);
        streams.Out.WriteLine(result.GetValue(options.Json) ? ApprovalJson.Of(check) : ApprovalText.Of(check));
        return check.Holds ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static int Approve(Streams streams, ApproveOptions options, ParseResult result, CancellationToken cancellation)
    {
        var (document, meaning) = Read(options, result);
        var text = string.Empty;
        var policies = options.Policies.PathOf(result) is { } file
            ? PolicyFile.Read(file, DocumentFile.Read(result.GetRequiredValue(options.File), out text))
            : null;
        var path = options.ToWrite(result);
        var json = result.GetValue(options.Json);
        // Before the proof, which may take long: a file that is no approval is not written over.
        var before = options.Approval.PathOf(result) is { } named ? ApprovalFile.Read(named) : ApprovalFile.ReadBefore(path);
        var seconds = result.GetValue(options.Limit);
        if (ChangeSince(options.Since.PathOf(result), before, document, seconds, cancellation) is not { } change)
            return Undecided(streams, document, seconds, json);
        var proven = Deadline.Within(
            seconds,
            token => new ProvenClaims(
                DocumentVerifier.Verify(document, cancellation: token),
                policies is null ? null : PolicyChecker.Check(document, text, policies, cancellation: token)),
            cancellation);
        if (proven is not { Holds: true })
        {
            var refusal = new Refusal(document.Name, result.GetRequiredValue(options.File), seconds, proven);
            streams.Out.WriteLine(json ? ApprovalJson.Of(refusal) : ApprovalText.Of(refusal));
            return ExitCode.CheckFailed;
        }

        Note[] notes = RecordedMarksDescriber.Warning(document) is { } warning ? [new Note("recorded-marks", warning)] : [];
        var signature = options.Signature(result);
        var after = before?.With(document, meaning, signature, change.Length > 0 ? change : null) ?? Approval.Of(document, meaning, signature);
        ApprovalFile.Write(path, after);
        var given = new GivenApproval(path, before, after, meaning, notes.ToEquatableArray());
        foreach (var line in NoteText.Of(notes).Append(ApprovalText.Of(given)))
            streams.Error.WriteLine(line);
        if (json)
            streams.Out.WriteLine(ApprovalJson.Of(given));
        return ExitCode.Done;
    }

    private static (RuleDocument Document, Meaning Meaning) Read(ApproveOptions options, ParseResult result)
    {
        var document = DocumentFile.Read(result.GetRequiredValue(options.File));
        var policies = options.Policies.PathOf(result) is { } path ? ApprovalFile.HashOfPolicies(path) : null;
        return (document, Meaning.Of(document, policies));
    }

    // The class of the change since what was approved before; empty where nobody gave that document, null where time was up.
    private static string? ChangeSince(string? path, Approval? before, RuleDocument document, double seconds, CancellationToken cancellation)
    {
        if (path is null)
            return string.Empty;
        var old = DocumentFile.Read(path);
        if (before is null || Meaning.Of(old, before.PoliciesHash).Hash != before.MeaningHash)
            throw new InputFileException(path, "this document does not mean what was approved before; give --since the one that does.");
        var difference = Deadline.Within(
            seconds,
            token => DocumentComparison.Compare(old, document, new ComparisonOptions { Points = 0 }, cancellation: token),
            cancellation);
        return difference is { IsDecided: true } ? difference.Class.ToString().ToLowerInvariant() : null;
    }

    private static int Undecided(Streams streams, RuleDocument document, double seconds, bool json)
    {
        var refusal = new Refusal(document.Name, string.Empty, seconds, null);
        streams.Out.WriteLine(json ? ApprovalJson.Of(refusal) : ApprovalText.Of(refusal));
        return ExitCode.CheckFailed;
    }
}
