using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Approvals;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Proofs.Comparison;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Pipeline;
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
        var document = DocumentFile.Read(result.GetRequiredValue(options.File));
        // What was approved may be compared with policies that are none.
        var policies = options.Policies.PathOf(result) is { } file ? ApprovalFile.HashOfPolicies(file) : null;
        var path = options.ToCheck(result);
        var isNamed = options.Approval.PathOf(result) is not null;
        var approval = isNamed || System.IO.File.Exists(path) ? ApprovalFile.Read(path) : null;
        var check = new CheckedApproval(document.Name, path, Meaning.Of(document, policies), approval);
        streams.Out.WriteLine(result.GetValue(options.Json) ? ApprovalJson.Of(check) : ApprovalText.Of(check));
        return check.Holds ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static int Approve(Streams streams, ApproveOptions options, ParseResult result, CancellationToken cancellation)
    {
        var governed = GovernedDocument.Read(result.GetRequiredValue(options.File), options.Policies.PathOf(result));
        var (document, meaning) = (governed.Document, governed.Meaning);
        var path = options.ToWrite(result);
        var json = result.GetValue(options.Json);
        // Before the proof, which may take long: a file that is no approval is not written over.
        var before = options.Approval.PathOf(result) is { } named ? ApprovalFile.Read(named) : ApprovalFile.ReadBefore(path);
        var seconds = result.GetValue(options.Limit);
        string? change = null;
        if (options.Since.PathOf(result) is { } since)
        {
            change = ChangeSince(since, before, document, seconds, cancellation);
            if (change is null)
                return Refuse(null);
        }

        var proof = Deadline.Within(seconds, governed.Prove, cancellation);
        if (proof is not { Holds: true })
            return Refuse(proof);

        Note[] notes = RecordedMarksDescriber.Warning(document) is { } warning ? [new Note("recorded-marks", warning)] : [];
        var signature = options.Signature(result);
        var after = before?.With(document, meaning, signature, change) ?? Approval.Of(document, meaning, signature);
        ApprovalFile.Write(path, after);
        var given = new GivenApproval(path, before, after, meaning, notes.ToEquatableArray());
        foreach (var line in NoteText.Of(notes).Append(ApprovalText.Of(given)))
            streams.Error.WriteLine(line);
        if (json)
            streams.Out.WriteLine(ApprovalJson.Of(given));
        return ExitCode.Done;

        int Refuse(GovernedProof? proven)
        {
            var refusal = new Refusal(document.Name, result.GetRequiredValue(options.File), seconds, proven);
            streams.Out.WriteLine(json ? ApprovalJson.Of(refusal) : ApprovalText.Of(refusal));
            return ExitCode.CheckFailed;
        }
    }

    // The class of the change since what was approved before; null where it is not decided.
    private static string? ChangeSince(string path, Approval? before, RuleDocument document, double seconds, CancellationToken cancellation)
    {
        var old = DocumentFile.Read(path);
        if (before is null || Meaning.Of(old, before.PoliciesHash).Hash != before.MeaningHash)
            throw new InputFileException(path, "this document does not mean what was approved before; give --since the one that does.");
        var difference = Deadline.Within(
            seconds,
            token => DocumentComparison.Compare(old, document, new ComparisonOptions { Points = 0 }, cancellation: token),
            cancellation);
        return difference is { IsDecided: true } ? difference.Class.ToString().ToLowerInvariant() : null;
    }
}
