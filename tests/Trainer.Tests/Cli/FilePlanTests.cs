using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using RuleCompiler.Tool;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>No output of any command is one of its inputs, whatever both are called.</summary>
public sealed class FilePlanTests
{
    private const string Table =
        "size,age,income,work,region,in1,in2,in3,in4,y\n1.5,30,2000,gov,n,0,1,0,1,no\n1.2,40,3000,self,s,1,1,0,0,yes\n";

    /// <summary>Texts that are no files. Whoever adds an option of text decides here whether it is one.</summary>
    private static readonly string[] Words =
    [
        "--target", "--inputs", "--ignore", "--increasing", "--decreasing", "--category", "--keep", "--class-weight", "--labels",
        "--missing", "--special", "--delimiter", "--name", "--task", "--model", "--schedule", "--monotone", "--group",
        "--number", "--not-missing", "--thousands", "--comment", "--encoding", "--unknown", "--decision", "--network-output", "--unit",
        "--method", "--shape", "--channels", "--bounds", "--by", "--note", "--date", "command", "shell", "--version", "--rename",
        "--fail-on", "--set", "--reference", "--to", "--of", "--cost", "--keep-to",
        "--dialect", "--table", "--view", "--key", "--column", "--as", "--query", "--towards", "--step",
    ];

    [Fact]
    public void EveryOptionThatNamesAFileIsChecked()
    {
        var commands = Program.Commands(new Streams(TextWriter.Null, TextWriter.Null)).Subcommands;
        var texts = commands
            .SelectMany(c => c.Options.Where(o => IsText(o.ValueType)).Select(o => (Command: c.Name, o.Name, Symbol: (Symbol)o))
            .Concat(c.Arguments.Where(a => IsText(a.ValueType)).Select(a => (Command: c.Name, a.Name, Symbol: (Symbol)a)))).ToArray();
        Assert.NotEmpty(texts);
        Assert.All(
            texts,
            t => Assert.True(
                t.Symbol is IFileSymbol != Words.Contains(t.Name),
                $"{t.Command} {t.Name}: is it a file (IFileSymbol) or a word (in the list of this test)?"));
        // The most frequent name of an output must never be a mere text.
        Assert.All(
            commands.SelectMany(c => c.Options).Where(o => o.Aliases.Contains("-o")),
            o => Assert.Equal(FileUse.Written, Assert.IsType<IFileSymbol>(o, exactMatch: false).Use));
    }

    public static TheoryData<string, string, string> Pairs()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var command in Program.Commands(new Streams(TextWriter.Null, TextWriter.Null)).Subcommands)
        {
            var files = FilePlan.SymbolsOf(command).ToArray();
            foreach (var output in files.Where(f => f.Use is FileUse.Written or FileUse.State))
            {
                // These exclude what is written.
                foreach (var input in files.Where(f => f.Use == FileUse.Read && f.Shown is not ("--reached-by" or "--verify")))
                    data.Add(command.Name, ((Symbol)input).Name, ((Symbol)output).Name);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void NoOutputIsAnInput(string command, string input, string output)
    {
        using var file = new CsvFile(Table);
        var run = CommandRun.Of(
            Arguments(command, new() { [input] = file.Path, [output] = Path.Combine(Path.GetDirectoryName(file.Path)!, ".", "data.csv") }));
        Assert.Equal((ExitCode.BadInput, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains("would write over a file that is read", run.Error, StringComparison.Ordinal);
        Assert.Equal(Table, File.ReadAllText(file.Path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(file.Path)!));
    }

    [Fact]
    public void ThereArePairsOfEachCommandThatWrites() =>
        Assert.Equal(
            ["approve", "collapse", "convert", "dossier", "explain", "export", "extract", "measure", "predict", "recourse",
                "report", "train", "verify"],
            Pairs().Select(p => (string)((object[])p)[0]).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("symbolic")]
    [InlineData("hard")]
    [InlineData("folder")]
    public void LinksAreSeenThrough(string kind)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var file = new CsvFile(Table);
        var link = file.Sibling("link");
        switch (kind)
        {
            case "symbolic":
                File.CreateSymbolicLink(link, file.Path);
                break;
            case "hard":
                System.Diagnostics.Process.Start("ln", [file.Path, link]).WaitForExit();
                break;
            default:
                Directory.CreateSymbolicLink(link, Path.GetDirectoryName(file.Path)!);
                link = Path.Combine(link, "data.csv");
                break;
        }

        var run = CommandRun.Of("train", file.Path, "--target", "y", "-o", link);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("would write over a file that is read", run.Error, StringComparison.Ordinal);
        Assert.Equal(Table, File.ReadAllText(file.Path));
    }

    [Theory]
    [InlineData("explain m.json x.csv --png p --svg ./p", "--png and --svg both write this file")]
    [InlineData("train x.csv --target y -o p --checkpoint p", "-o and --checkpoint both write this file")]
    [InlineData("report r.rules.json -o pictures/frontier.svg --svg pictures", "both write this file")]
    public void OutputsAreDifferentFiles(string arguments, string says)
    {
        using var folder = new CsvFile("unused");
        Directory.CreateDirectory(folder.Sibling("pictures"));
        string[] names = ["m.json", "x.csv", "p", "./p", "r.rules.json", "pictures", "pictures/frontier.svg"];
        var run = CommandRun.Of(arguments.Split(' ').Select(a => names.Contains(a) ? folder.Sibling(a) : a).ToArray());
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    /// <summary>Pictures have names of their own in a folder, any of which may be a file that is read.</summary>
    [Theory]
    [InlineData("frontier.svg")]
    [InlineData("network.svg")]
    [InlineData("importance.svg")]
    public void NoPictureIsAnInput(string name)
    {
        using var file = new CsvFile(SampleDocuments.Price, name);
        var run = CommandRun.Of("report", file.Path, "--svg", Path.GetDirectoryName(file.Path)!);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Equal(SampleDocuments.Price, File.ReadAllText(file.Path));
    }

    /// <summary>A writer that no plan knows of is refused too.</summary>
    [Fact]
    public void AnOutputThatWasNotDeclaredIsNoInputEither()
    {
        using var file = new CsvFile(Table);
        var run = CommandRun.Train(
            (options, _, _) =>
            {
                AtomicFile.Write(options.Data, stream => stream.Write("gone"u8));
                return 0;
            },
            default,
            file.Path,
            "--target",
            "y",
            "-o",
            file.Sibling("o.rules.json"));
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Equal(Table, File.ReadAllText(file.Path));
    }

    [Theory]
    [InlineData("no/such/o.rules.json", "its folder does not exist")]
    [InlineData("", "this is a folder")]
    [InlineData("data.csv/o.rules.json", "cannot be written")]
    public void AnOutputThatCannotBeWrittenIsToldBeforeTheTraining(string name, string says)
    {
        using var file = new CsvFile(Table);
        var run = CommandRun.Train(
            (_, _, _) => throw new InvalidOperationException("must not run"),
            default,
            file.Path,
            "--target",
            "y",
            "-o",
            Path.Combine(Path.GetDirectoryName(file.Path)!, name));
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ADashIsStandardInputAndOutput()
    {
        using var file = new CsvFile(SampleDocuments.Price, "price.rules.json");
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var streams = new Streams(output, error) { In = () => new MemoryStream("size\n1\n2\n"u8.ToArray()) };
        Assert.Equal(ExitCode.Done, Program.Run(["predict", file.Path, "-", "-o", "-"], streams));
        Assert.Equal("prediction,rule,price\n", output.ToString()[..22]);
        Assert.Equal(3, output.ToString().Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("train x.csv --target y -o - --json", "omit --json")]
    [InlineData("extract x.json -o - --json", "omit --json")]
    [InlineData("explain x.json x.csv --png -", "give --png and --svg files")]
    [InlineData("train x.csv --target y -o - --checkpoint -", "-o and --checkpoint both write this file")]
    public void StandardOutputHoldsOneResult(string arguments, string says)
    {
        var run = CommandRun.Of(arguments.Split(' '));
        Assert.Equal((ExitCode.BadInput, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    private static bool IsText(Type type) => type == typeof(string) || type == typeof(string[]);

    private static string[] Arguments(string command, Dictionary<string, string> files)
    {
        string[] all = command switch
        {
            "train" => ["data", "--target=y"],
            "approve" => ["rules", "--by=Ann"],
            "collapse" => ["network", "--data"],
            "report" => ["rules"],
            "predict" => ["rules", "data"],
            "recourse" => ["rules", "data"],
            // The rows and the card are those of points.
            "export" when files.Keys.Any(k => k is "--data" or "--card") => ["rules", "--to=points"],
            "export" => ["rules", "--to=sql", "--dialect=duckdb", "--table=t"],
            "explain" => ["model", "input"],
            "extract" => ["network"],
            "convert" => ["rules"],
            "measure" => ["rules", "--data"],
            "monitor" => ["rules", "--data"],
            "dossier" => ["rules", "--data"],
            "verify" => ["rules", "--data"],
            _ => throw new InvalidOperationException($"say what {command} needs"),
        };
        // A database is named by more than its file, and stands in the place of another one.
        if (files.Remove("--connection", out var database))
            all = [.. all.Where(a => a is not ("data" or "--data")), "--query=SELECT 1", "--connection=sqlite:" + database];
        // What is needed and not tried is a name that no file has.
        return all.Concat(files.Keys).Distinct().SelectMany(name => name switch
        {
            _ when name.Contains('=') => [name],
            _ when name.StartsWith('-') => [name, files.GetValueOrDefault(name, "absent")],
            _ => new[] { files.GetValueOrDefault(name, "absent") },
        }).Prepend(command).ToArray();
    }
}
