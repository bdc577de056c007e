using System;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Tool;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Tool.Shared.Runs;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "name a command: ")]
    [InlineData("shw", "there is no command 'shw'; did you mean show? The commands are ")]
    [InlineData("show", "'rules'")]
    [InlineData("show x --nonsense", "--nonsense")]
    [InlineData("explain x y --row 0", "--row is a whole number of at least 1, not '0'.")]
    [InlineData("predict x y --skip two", "--skip is a whole number from 0 to 1000000, not 'two'.")]
    [InlineData("predict x y --delimiter ab", "--delimiter is one ASCII character")]
    [InlineData("predict x y --header --no-header", "contradict each other")]
    [InlineData("show no-such-file.rules.json", "no-such-file.rules.json: there is no such file.")]
    public void BadUsageIsOneLineAndCode2(string arguments, string says)
    {
        var run = CommandRun.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith("rulec: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    /// <summary>A line that begins with a verb has that verb built alone: it is the same one, by the same name.</summary>
    [Fact]
    public void AVerbBuiltAloneIsTheSame()
    {
        var streams = new Streams(TextWriter.Null, TextWriter.Null);
        var verbs = Program.Commands(streams).Subcommands.Where(c => c.Name != "help").ToArray();
        Assert.True(verbs.Length >= 10);
        Assert.All(verbs, verb =>
        {
            var alone = Program.CommandsFor([verb.Name], streams).Subcommands;
            Assert.Equal(
                new[] { "help", verb.Name }.Order(StringComparer.Ordinal), alone.Select(c => c.Name).Order(StringComparer.Ordinal));
            Assert.Equal(verb.Options.Select(o => o.Name), alone.Single(c => c.Name == verb.Name).Options.Select(o => o.Name));
        });
    }

    /// <summary>A name that no file can have is a wrong command line, and no fault of the program.</summary>
    [Theory]
    [InlineData("show", "")]
    [InlineData("show", " ")]
    [InlineData("show", "a\0b")]
    [InlineData("predict", "")]
    public void NamesThatNoFileCanHaveAreRefused(string command, string name)
    {
        string[] arguments = command == "predict" ? [command, "F.rules.json", "data.csv", "-o", name] : [command, name];
        var run = CommandRun.Of(arguments);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains("name the file", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    /// <summary>What is wrong with a caller's arguments is a fault of a program; a person is never told that a file is to blame.</summary>
    [Fact]
    public void AnArgumentExceptionIsAFault()
    {
        var run = CommandRun.Train((_, _, _) => throw new ArgumentException("no such thing"), default, "d.csv", "--target", "y");
        Assert.Equal(70, run.ExitCode);
        Assert.Contains("a fault in rulec itself (ArgumentException: no such thing)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatAPersonCanMendIsTold()
    {
        var run = CommandRun.Train((_, _, _) => throw new RuleCompilerException("give more."), default, "d.csv", "--target", "y");
        Assert.Equal((2, "rulec: give more.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void HelpIsAResult()
    {
        var run = CommandRun.Of("predict", "--help");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("--decimal-comma", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void TrainOptionsHaveTheirDefaults()
    {
        var options = Parse("folder/loan-data 2.csv", "--target", "y");
        Assert.Equal(
            new RunOptions("folder/loan-data 2.csv")
            {
                Table = TableOptions.Default with { Targets = EquatableArray.Of("y") },
                Training = new TrainingOptions { Threads = Environment.ProcessorCount },
                Output = "LoanData2.rules.json",
                Name = "LoanData2",
                Recorded = EquatableArray.Of(
                    new NamedText("target", "y"), new NamedText("hidden", "16,16"), new NamedText("schedule", "auto")),
            },
            options);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void TrainOptionsAreRead(string culture)
    {
        using var language = new Culture(culture);
        var options = Parse(
            "data.csv",
            "--target",
            "out1,out2",
            "--target",
            "a,,b",
            "--test",
            "test.csv",
            "--hidden",
            "5,6,7",
            "--noise",
            "0.01",
            "--schedule",
            "note",
            "--seed",
            "7",
            "-o",
            "./My.rules.json",
            "--ignore",
            "p,q",
            "--category",
            "r",
            "--keep",
            "id",
            "--missing",
            "-999",
            "--missing",
            "age=0",
            "--delimiter",
            "tab",
            "--no-header",
            "--task",
            "bits",
            "--max-steps",
            "1000000",
            "--max-rules",
            "4",
            "--max-nonlinear",
            "0",
            "--max-terms",
            "10",
            "--min-support",
            "3",
            "--tolerance",
            "0.005",
            "--threads",
            "2",
            "--json");
        Assert.Equal(
            new RunOptions("data.csv")
            {
                Test = "test.csv",
                Table = new TableOptions
                {
                    Delimiter = '\t',
                    Header = false,
                    Missing = EquatableArray.Of("-999", "age=0"),
                    Targets = EquatableArray.Of("out1", "out2", "a,b"),
                    Ignored = EquatableArray.Of("p", "q"),
                    Categories = EquatableArray.Of("r"),
                    Kept = EquatableArray.Of("id"),
                },
                Task = TaskKind.Bits,
                Training = new TrainingOptions
                {
                    Hidden = EquatableArray.Of(5, 6, 7),
                    Noise = 0.01,
                    Schedule = Schedule.Note,
                    Seed = 7,
                    MaxSteps = 1_000_000,
                    MaxRules = 4,
                    MaxNonlinear = 0,
                    MaxTerms = 10,
                    MinSupport = 3,
                    Tolerance = 0.005,
                    Threads = 2,
                },
                Output = "./My.rules.json",
                Name = "My",
                Json = true,
                Recorded = options.Recorded,
            },
            options);
        Assert.Equal(
            [
                "target=out1\nout2\na,b", "task=bits", "hidden=5,6,7", "noise=0.01", "schedule=note", "ignore=p\nq", "category=r",
                "keep=id",
                "missing=-999\nage=0", "max-steps=1000000", "max-rules=4", "max-nonlinear=0", "max-terms=10", "tolerance=0.005",
                "min-support=3",
            ],
            options.Recorded.Select(o => $"{o.Name}={o.Value}"));
    }

    [Theory]
    [InlineData("data.csv", "--target")]
    [InlineData("--target y", "<data>")]
    [InlineData("data.csv --target y --hidden 16,x", "--hidden is a list")]
    [InlineData("data.csv --target y --hidden 0", "--hidden is a list")]
    [InlineData("data.csv --target y --noise -1", "--noise is a number from 0 to 100")]
    [InlineData("data.csv --target y --noise 0,01", "--noise is a number from 0 to 100")]
    [InlineData("data.csv --target y --noise NaN", "--noise is a number from 0 to 100")]
    [InlineData("data.csv --target y --schedule slow", "'slow'")]
    [InlineData("data.csv --target y --seed -1", "--seed is a whole number of at least 0")]
    [InlineData("data.csv --target y --max-rules 0", "--max-rules is a whole number of at least 1")]
    [InlineData("data.csv --target y --task guess", "'guess'")]
    [InlineData("data.csv --target y --min-support -1", "--min-support is a whole number of at least 0")]
    [InlineData("data.csv --target y --tolerance 2", "--tolerance is a number from 0 to 1")]
    public void TrainOptionsAreChecked(string arguments, string says)
    {
        var run = CommandRun.Train((_, _, _) => throw new InvalidOperationException("must not run"), default, arguments.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Fact]
    public void FaultsAndCancellationAreOneLineEach()
    {
        var fault = CommandRun.Train((_, _, _) => throw new InvalidOperationException("a\nb\u202E"), default, "d.csv", "--target", "y");
        Assert.Equal(
            (
                70,
                "rulec: a fault in rulec itself (InvalidOperationException: a\\u000Ab\\u202E); please report it with the command line. "
                    + "RULEC_TRACE=1 shows where.\n"),
            (fault.ExitCode, fault.Error));

        using var source = new CancellationTokenSource();
        var stopped = CommandRun.Train(
            (_, _, token) =>
            {
                source.Cancel();
                token.ThrowIfCancellationRequested();
                return 0;
            },
            source.Token,
            "d.csv",
            "--target",
            "y");
        Assert.Equal((130, "rulec: stopped.\n"), (stopped.ExitCode, stopped.Error));
    }

    [Fact]
    public void FileIsWrittenWholeOrNotAtAll()
    {
        using var file = new CsvFile("before");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(file.Path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("before", File.ReadAllText(file.Path));
        AtomicFile.Write(file.Path, stream => stream.Write("after"u8));
        Assert.Equal("after", File.ReadAllText(file.Path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(file.Path)!));
    }

    [Fact]
    public void DocumentSurvivesItsFile()
    {
        using var file = new CsvFile("\uFEFF" + SampleDocuments.Loan, "loan.rules.json");
        var document = DocumentFile.Read(file.Path);
        DocumentFile.Write(file.Path, document);
        Assert.Equal(document, DocumentFile.Read(file.Path));
        Assert.Equal((byte)'{', File.ReadAllBytes(file.Path)[0]);
    }

    [Fact]
    public void ProgressIsALinePerPhaseAndGrowingInterval()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var clock = new Clock();
        var lines = new ProgressLines(writer, clock);
        lines.Report(new TrainingProgress("fit", 0, 0, 1, 10));
        clock.Seconds = 6;
        lines.Report(new TrainingProgress("fit", 0.1, 10, 0.9, 10));
        clock.Seconds = 12;
        lines.Report(new TrainingProgress("fit", 0.25, 25, 0.5, 9));
        lines.Report(new TrainingProgress("collapse", 0, 0, 0.5, 1));
        Assert.Equal(
            "fit: step 0, loss 1.0000, 10 nonlinear PReLUs, 0 s\nfit: step 25, loss 0.5000, 9 nonlinear PReLUs, 12 s\ncollapse: step 0, "
                + "loss 0.5000, 1 nonlinear PReLU, 12 s\n",
            writer.ToString());
    }

    /// <summary>A day in a log is some tens of lines, also where two phases are told in turns.</summary>
    [Fact]
    public void ADayOfProgressIsAFewLines()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var clock = new Clock();
        var lines = new ProgressLines(writer, clock);
        for (clock.Seconds = 0; clock.Seconds < 86_400; clock.Seconds++)
            lines.Report(new TrainingProgress(clock.Seconds % 2 == 0 ? "tune" : "shorten", 0, (long)clock.Seconds, 1, 3));
        Assert.InRange(writer.ToString().Count(c => c == '\n'), 10, 20);
    }

    [Theory]
    [InlineData(24, "[######......]    7 s co")]
    [InlineData(40, "[######......]    7 s collapse")]
    [InlineData(60, "[######......]    7 s collapse: step 1234567, loss 0.1234")]
    [InlineData(78, "[######......]    7 s collapse: step 1234567, loss 0.1234")]
    [InlineData(100, "[######......]    7 s collapse: step 1234567, loss 0.1234, 128 nonlinear PReLUs")]
    public void ProgressFitsIntoATerminal(int columns, string expected)
    {
        var line = ProgressDisplay.Describe(
            new TrainingProgress("collapse", 0.5, 1_234_567, 0.1234, 128), TimeSpan.FromSeconds(7), columns);
        Assert.Equal(expected, line);
        Assert.InRange(line.Length, 1, columns);
    }

    [Theory]
    [InlineData("trian", "there is no command 'trian'; did you mean train? The commands are ")]
    [InlineData("predic", "did you mean predict?")]
    [InlineData("train x --taget y", "there is no option '--taget' of train; did you mean --target? (rulec train --help shows all)")]
    [InlineData("predict x y --ouput z", "did you mean --output?")]
    [InlineData("verify x --time-limits=3", "did you mean --time-limit?")]
    [InlineData("help shwo", "there is no command 'shwo'; did you mean show?")]
    [InlineData("train x --target y --schedule fast", "'fast' not recognized. Must be one of: 'note' 'auto'")]
    [InlineData("completion tcsh", "'tcsh' not recognized. Must be one of: 'bash'")]
    public void WhatMayBeMeantIsSaid(string arguments, string says)
    {
        var run = CommandRun.Of(arguments.Split(' '));
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("report")]
    [InlineData("verify")]
    public void HelpIsACommandToo(string command)
    {
        var run = CommandRun.Of("help", command);
        Assert.Equal((ExitCode.Done, CommandRun.Of(command, "--help").Out, string.Empty), (run.ExitCode, run.Out, run.Error));
        Assert.Contains($"rulec {command}", run.Out.Replace("testhost", "rulec", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void ListsInHelpAreWrittenAsTheyAreGiven() =>
        Assert.Contains("[default: 16,16]", CommandRun.Of("help", "train").Out, StringComparison.Ordinal);

    private static RunOptions Parse(params string[] arguments)
    {
        RunOptions? read = null;
        var run = CommandRun.Train((options, _, _) => { read = options; return 0; }, default, arguments);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        return read!;
    }

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(Seconds * 1000);
    }
}
