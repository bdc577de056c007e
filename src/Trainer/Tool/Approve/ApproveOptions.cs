using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;

namespace RuleCompiler.Tool.Approve;

/// <summary>The options of <c>rulec approve</c>, and where its files are that nobody named.</summary>
internal sealed class ApproveOptions
{
    private const double StandardSeconds = 600;

    // Names and notes are shown in builds, on one line.
    private const int MaxNameLength = 200;
    private const int MaxNoteLength = 2000;

    public ApproveOptions()
    {
        Policies = new FileOption("--policies", FileUse.Read)
        {
            Description = "The policies that are approved with it; by default NAME.policies.json beside the document, if it is there.",
            Otherwise = result => Companion.Existing(result.GetRequiredValue(File), CompanionPath.OfPolicies),
        };
        Approval = new FileOption("--approval", FileUse.Read)
        {
            Description = "The approval to check, or to begin from; by default NAME.approval.json beside the document.",
        };
        Output = new FileOption("--output", FileUse.Written, "-o")
        {
            Description = "The approval to write, or to add to; by default NAME.approval.json beside the document.",
            Otherwise = result => result.GetValue(Check) ? null : Companion.Beside(result.GetRequiredValue(File), CompanionPath.OfApproval),
        };
        By.Validators.Add(result => RequireLine(result, "--by is a name", MaxNameLength));
        Note.Validators.Add(result => RequireLine(result, "--note is a text", MaxNoteLength));
        Date.Validators.Add(result =>
        {
            if (!ApprovalReader.IsDate(result.Tokens[0].Value))
                result.AddError($"--date is a date as 2026-03-01, not '{VisibleText.Of(result.Tokens[0].Value)}'.");
        });
    }

    public FileArgument File { get; } = new("rules", FileUse.Read) { Description = "The rule document, *.rules.json." };

    public Option<string?> By { get; } = new("--by") { Description = "Who approves.", HelpName = "name" };

    public Option<string?> Note { get; } = new("--note") { Description = "What they have to say about it.", HelpName = "text" };

    public Option<string?> Date { get; } = new("--date")
    {
        Description = "When, as YYYY-MM-DD; by default today, in UTC.",
        HelpName = "date",
    };

    public FileOption Policies { get; }

    public FileOption Approval { get; }

    public FileOption Output { get; }

    public FileOption Since { get; } = new("--since", FileUse.Read)
    {
        Description = "The document as it was approved before: the class of the change since (rulec diff) becomes part of the approval.",
    };

    public Option<bool> Check { get; } = new("--check")
    {
        Description = "Approve nothing: say whether the document means what was approved.",
    };

    public Option<double> Limit { get; } = TimeLimit.Option(
        "Stop after this many seconds; what is not proven by then is not approved.", StandardSeconds);

    public Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object instead of text." };

    /// <summary>The command with all of them.</summary>
    public Command AddTo(Command command)
    {
        command.Add(File);
        foreach (var option in new Option[] { By, Note, Date, Policies, Approval, Output, Since, Check, Limit, Json })
            command.Add(option);
        command.Validators.Add(RequireSense);
        return command;
    }

    /// <summary>The approval to check, which need not be there where nobody named it.</summary>
    public string ToCheck(ParseResult result) =>
        Approval.PathOf(result) ?? Required(Companion.Beside(result.GetRequiredValue(File), CompanionPath.OfApproval), "--approval");

    /// <summary>The approval to write.</summary>
    public string ToWrite(ParseResult result) => Required(Output.PathOf(result), "-o");

    public Signature Signature(ParseResult result) => new(
        result.GetRequiredValue(By)!,
        result.GetValue(Date) ?? DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        result.GetValue(Note));

    private static string Required(string? path, string option) => path
        ?? throw new RuleCompilerException(
            $"The document comes from a stream, which nothing is beside of; name the approval with {option}.");

    private void RequireSense(CommandResult result)
    {
        var isCheck = result.GetValue(Check);
        if (!isCheck && result.GetResult(By) is null)
            result.AddError("say who approves, with --by, or check with --check");
        foreach (var option in new Option[] { By, Note, Date, Output, Since })
        {
            if (isCheck && result.GetResult(option) is { Implicit: false })
                result.AddError($"--check approves and writes nothing; omit {option.Name}, and name the approval with --approval");
        }

        if (result.GetValue(Json) && Output.IsStandardOutput(result))
            result.AddError("-o writes the approval to standard output, where --json writes the result; give -o a file, or omit --json.");
    }

    private static void RequireLine(OptionResult result, string what, int maximum)
    {
        var text = result.Tokens[0].Value;
        if (string.IsNullOrWhiteSpace(text) || VisibleText.Of(text, int.MaxValue) != text || text.Length > maximum)
            result.AddError(string.Create(
                CultureInfo.InvariantCulture, $"{what} of 1 to {maximum} visible characters on one line, not '{VisibleText.Of(text)}'."));
    }
}
