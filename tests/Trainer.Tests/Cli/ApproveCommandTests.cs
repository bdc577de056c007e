using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Runtime.Tests.Proofs;
using RuleCompiler.Tool;
using RuleCompiler.Tool.Shared;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary><c>rulec approve</c>: what a document means is written down, and held against what it means later.</summary>
public sealed class ApproveCommandTests : IDisposable
{
    private const string Date = "2026-03-01";

    private readonly CsvFile _file = new(HingeDocuments.Loan, "Loan.rules.json");

    private string Approval => _file.Sibling("Loan.approval.json");

    public void Dispose() => _file.Dispose();

    [Fact]
    public void TheFirstApprovalIsWrittenBesideTheDocument()
    {
        var run = Approve("Ann", "--note", "checked");
        Assert.Equal((ExitCode.Done, string.Empty), (run.ExitCode, run.Out));
        var approval = Read();
        Assert.Equal(
            $"Loan is approved for the first time: Ann on {Date}.\nWhat was approved is {approval.MeaningHash}, in {Approval}.\n",
            run.Error);
        Assert.Equal([new Signature("Ann", Date, "checked")], approval.Signatures);
        Assert.Equal(Meaning.Of(RuleDocumentReader.Read(HingeDocuments.Loan)).Hash, approval.MeaningHash);
        Assert.Equal((null, null), (approval.PoliciesHash, approval.Previous));
        Assert.Equal(HingeDocuments.Loan, File.ReadAllText(_file.Path));
    }

    [Fact]
    public void TheClassOfTheChangeSinceIsPartOfTheApproval()
    {
        Assert.Equal(ExitCode.Done, Approve("Ann").ExitCode);
        var old = _file.Sibling("Old.rules.json");
        File.WriteAllText(old, HingeDocuments.Loan);
        File.WriteAllText(_file.Path, HingeDocuments.Loan.Edited("\"debt\": -0.012", "\"debt\": -0.02"));
        Assert.Equal(ExitCode.Done, Approve("Bob", "--since", old).ExitCode);
        Assert.Equal("decisions", Read().Previous!.Change);
        // It is not what was approved last any more.
        File.WriteAllText(_file.Path, HingeDocuments.Loan.Edited("\"debt\": -0.012", "\"debt\": -0.03"));
        var refused = Approve("Eve", "--since", old);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("does not mean what was approved before", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void APolicyThatDoesNotHoldIsNotApproved()
    {
        File.WriteAllText(
            _file.Sibling("Loan.policies.json"),
            """{"version":1,"policies":[{"kind":"direction","name":"age helps","input":"age","direction":"increasing"}]}""");
        var run = Approve("Ann");
        Assert.Equal(ExitCode.CheckFailed, run.ExitCode);
        Assert.Contains("policy 'age helps'", run.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Approval));
    }

    [Fact]
    public void WithoutADateItIsOfToday()
    {
        var before = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(ExitCode.Done, CommandRun.Of("approve", _file.Path, "--by", "Ann").ExitCode);
        Assert.Contains(
            Read().Signatures[0].Date, new[] { before, DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
    }

    [Fact]
    public void OthersApproveTheSame()
    {
        Approve("Ann");
        Assert.Contains(
            $"Loan means what was approved before, and is approved once more: Ann on {Date}, Ben on {Date}.\n",
            Approve("Ben").Error,
            StringComparison.Ordinal);
        var bytes = File.ReadAllBytes(Approval);
        Assert.Contains("is approved so already", Approve("Ann").Error, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(Approval));
        Assert.Equal(["Ann", "Ben"], Read().Signatures.Select(s => s.By));
    }

    [Fact]
    public void AChangedDocumentBeginsANewList()
    {
        Approve("Ann");
        var old = Read().MeaningHash;
        Change("\"bias\": -1.4", "\"bias\": -1.41");
        var run = Approve("Ben", "--json");
        Assert.StartsWith(
            $"Loan is approved by Ben on {Date}. Since the approval before:\n  the common part changed\n",
            run.Error,
            StringComparison.Ordinal);
        var json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(
            ("changed", old, "Ben"),
            (json.GetProperty("outcome").GetString(), json.GetProperty("previous").GetString(),
                json.GetProperty("approvals").EnumerateArray().Single().GetProperty("by").GetString()));
        var change = json.GetProperty("changes").EnumerateArray().Single();
        Assert.Equal(("common", "changed"), (change.GetProperty("part").GetString(), change.GetProperty("change").GetString()));
        Assert.Equal((old, 1), (Read().Previous!.MeaningHash, Read().Signatures.Count));
    }

    [Fact]
    public void ACheckSaysWhatTheBuildSays()
    {
        Assert.Equal(
            (ExitCode.CheckFailed, $"Loan is not approved: there is no {Approval}.\n"), (Check().ExitCode, Check().Out));
        Approve("Ann");
        var fits = Check();
        Assert.Equal($"Loan means what was approved: Ann on {Date}.\n", fits.Out);
        Assert.Equal((ExitCode.Done, string.Empty), (fits.ExitCode, fits.Error));
        Change("\n", "\r\n");
        Change("\"bias\": -1.4,", "\"bias\": -1.40e0,");
        Assert.Equal(ExitCode.Done, Check().ExitCode);
        Change("\"bias\": -1.40e0,", "\"bias\": -1.4000000000000001,");
        Assert.Equal(
            (ExitCode.CheckFailed, $"Loan no longer means what was approved (Ann on {Date}):\n  the common part changed\n"),
            (Check().ExitCode, Check().Out));
        var json = JsonDocument.Parse(Check("--json").Out).RootElement;
        Assert.False(json.GetProperty("approved").GetBoolean());
        Assert.Equal("the common part changed", json.GetProperty("lines").EnumerateArray().Single().GetString());
        Assert.NotEqual(json.GetProperty("meaning").GetString(), json.GetProperty("approvedMeaning").GetString());
    }

    [Fact]
    public void WhatDoesNotHoldIsNotApproved()
    {
        using var file = new CsvFile(SampleDocuments.Xor, "xor.rules.json");
        var run = CommandRun.Of("approve", file.Path, "--by", "Ann");
        Assert.Equal(
            $"Xor is NOT approved: what it claims does not hold (implied). rulec verify {file.Path} says why.\n", run.Out);
        Assert.Equal((ExitCode.CheckFailed, string.Empty), (run.ExitCode, run.Error));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(file.Path)!));
        var json = JsonDocument.Parse(CommandRun.Of("approve", file.Path, "--by", "Ann", "--json").Out).RootElement;
        Assert.Equal((false, true), (json.GetProperty("approved").GetBoolean(), json.GetProperty("decided").GetBoolean()));
        Assert.Equal("implied", json.GetProperty("failures").EnumerateArray().Single().GetProperty("claim").GetString());
    }

    [Fact]
    public void PoliciesBesideTheDocumentArePartOfIt()
    {
        var policies = _file.Sibling("Loan.policies.json");
        File.WriteAllText(policies, Numbers("40.5"));
        Assert.Contains("What was approved with its policies is ", Approve("Ann").Error, StringComparison.Ordinal);
        Assert.Equal(Meaning.HashOfPolicies(Numbers("405e-1")), Read().PoliciesHash);
        File.WriteAllText(policies, Numbers("41"));
        Assert.Contains("  the policies changed\n", Check().Out, StringComparison.Ordinal);
        File.Move(policies, _file.Sibling("others.json"));
        Assert.Contains("  the policies are gone\n", Check().Out, StringComparison.Ordinal);
        Assert.Contains("  the policies changed\n", Check("--policies", _file.Sibling("others.json")).Out, StringComparison.Ordinal);
        File.WriteAllText(policies, "{");
        var run = Check();
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.StartsWith($"rulec: {policies}(1,2): Not valid JSON", run.Error, StringComparison.Ordinal);

        static string Numbers(string most) =>
            """{"version":1,"policies":[{"kind":"range","name":"bounded","atMost":""" + most + "}]}";
    }

    /// <summary>The approval is the one file that is read and written again; nothing else is taken for one.</summary>
    [Fact]
    public void AFileThatIsNoApprovalIsLeftAlone()
    {
        File.WriteAllText(Approval, "{ \"version\": 1, \"name\": \"mine\" }");
        var run = Approve("Ann");
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.StartsWith($"rulec: {Approval}(1,1): The member 'meaning' is missing", run.Error, StringComparison.Ordinal);
        Assert.Equal("{ \"version\": 1, \"name\": \"mine\" }", File.ReadAllText(Approval));
    }

    [Fact]
    public void AnApprovalMayLieElsewhere()
    {
        var elsewhere = _file.Sibling("elsewhere.json");
        Approve("Ann", "-o", elsewhere);
        Assert.False(File.Exists(Approval));
        Assert.Equal(ExitCode.Done, Check("--approval", elsewhere).ExitCode);
        Assert.Equal(ExitCode.CheckFailed, Check().ExitCode);
        Assert.Equal(ExitCode.BadInput, Check("--approval", _file.Sibling("absent.json")).ExitCode);
        var another = _file.Sibling("another.json");
        Approve("Ben", "--approval", elsewhere, "-o", another);
        Assert.Equal(["Ann", "Ben"], ApprovalReader.Read(File.ReadAllText(another)).Signatures.Select(s => s.By));
        Assert.Single(ApprovalReader.Read(File.ReadAllText(elsewhere)).Signatures);
    }

    [Theory]
    [InlineData("say who approves, with --by, or check with --check")]
    [InlineData("--by is a name of 1 to 200 visible characters on one line, not ''", "--by", "")]
    [InlineData("not ' '", "--by", " ")]
    [InlineData("not 'Ann\\u000A'", "--by", "Ann\n")]
    [InlineData("not 'Ann\\u202E'", "--by", "Ann\u202E")]
    [InlineData("--note is a text of 1 to 2000 visible characters", "--by", "Ann", "--note", "\0")]
    [InlineData("--date is a date as 2026-03-01, not '2026-02-30'", "--by", "Ann", "--date", "2026-02-30")]
    [InlineData("omit --by", "--check", "--by", "Ann")]
    [InlineData("omit --output", "--check", "-o", "x")]
    [InlineData("omit --json", "--by", "Ann", "--json", "-o", "-")]
    public void ACommandLineThatMakesNoSenseIsRefused(string says, params string[] arguments)
    {
        var run = CommandRun.Of(["approve", _file.Path, .. arguments]);
        Assert.Equal((ExitCode.BadInput, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Approval));
    }

    [Fact]
    public void StreamsHaveNothingBesideThem()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var streams = new Streams(output, error) { In = () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(HingeDocuments.Loan)) };
        Assert.Equal(ExitCode.BadInput, Program.Run(["approve", "-", "--by", "Ann"], streams));
        Assert.Contains("name the approval with -o.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Program.Run(["approve", "-", "--by", "Ann", "--date", Date, "-o", "-"], streams));
        Approve("Ann");
        Assert.Equal(File.ReadAllText(Approval), output.ToString());
    }

    [Fact]
    public void RecordedMarksAreTold()
    {
        using var file = new CsvFile(SampleDocuments.Price, "price.rules.json");
        var run = CommandRun.Of("approve", file.Path, "--by", "Ann", "--json");
        Assert.StartsWith("Note: The provenance records numbers that mean missing", run.Error, StringComparison.Ordinal);
        var note = JsonDocument.Parse(run.Out).RootElement.GetProperty("notes").EnumerateArray().Single();
        Assert.Equal("recorded-marks", note.GetProperty("kind").GetString());
    }

    private CommandRun Approve(string by, params string[] more) =>
        CommandRun.Of(["approve", _file.Path, "--by", by, "--date", Date, .. more]);

    private CommandRun Check(params string[] more) => CommandRun.Of(["approve", _file.Path, "--check", .. more]);

    private Approval Read() => ApprovalReader.Read(File.ReadAllText(Approval));

    private void Change(string from, string to)
    {
        var text = File.ReadAllText(_file.Path);
        var changed = text.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        File.WriteAllText(_file.Path, changed);
    }
}
