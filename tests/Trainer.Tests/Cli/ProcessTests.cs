using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tests.Files;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>What only a process of its own shows: signals, and streams that are missing or closed early.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What bash does when the Tab key is hit.</summary>
    private const string AskBash = """
        rulec() { dotnet "$RULEC" "$@"; }
        eval "$(rulec completion bash)"
        read -ra COMP_WORDS <<< "$LINE"
        COMP_LINE="$LINE"; COMP_POINT=${#COMP_LINE}; COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
        _rulec
        printf '%s\n' "${COMPREPLY[@]}"
        """;

    private static string Tool => Path.Combine(AppContext.BaseDirectory, "rulec.dll");

    [UnixTheory]
    [InlineData("show price.rules.json >&-", 2, "standard output: it is closed")]
    [InlineData("verify price.rules.json 2>&-", 0, "")]
    [InlineData("show absent.rules.json 2>&-", 2, "")]
    [InlineData("show price.rules.json >&- 2>&-", 2, "")]
    [InlineData("verify price.rules.json 2< price.rules.json", 0, "")]
    [InlineData("predict price.rules.json price.csv -o answers.csv >&- 2>&- <&-", 0, "")]
    public void AMissingStreamIsNoFault(string command, int code, string says)
    {
        using var file = Price();
        var (exitCode, _, error) = Shell(file, $"dotnet \"$RULEC\" {command}");
        Assert.Equal(code, exitCode);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("fault", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", error, StringComparison.Ordinal);
        Assert.Equal(command.Contains("answers", StringComparison.Ordinal), File.Exists(file.Sibling("answers.csv")));
    }

    [UnixTheory]
    [InlineData("predict price.rules.json many.csv | head -1", "prediction,rule,price\n")]
    [InlineData("show price.rules.json --json | head -1", "{\n")]
    [InlineData("help train | head -1", "Description:\n")]
    public void AReaderThatLeavesEarlyIsNoFault(string command, string output)
    {
        using var file = Price();
        File.WriteAllText(file.Sibling("many.csv"), CsvFile.Rows("size", 20_000, _ => "1.5"));
        var (_, said, error) = Shell(file, $"dotnet \"$RULEC\" {command}");
        Assert.Equal((output, string.Empty), (said, error));
    }

    [UnixTheory]
    [InlineData("predict price.rules.json <(cat price.csv) -o >(cat > answers.csv)")]
    [InlineData("predict price.rules.json - -o /dev/stdout < price.csv > answers.csv")]
    [InlineData("predict <(cat price.rules.json) /dev/stdin < price.csv | cat > answers.csv")]
    [InlineData("predict price.rules.json price.csv -o /dev/fd/7 7> answers.csv")]
    public void StreamsAreFiles(string command)
    {
        using var file = Price();
        var (exitCode, _, error) = Shell(
            file,
            $"dotnet \"$RULEC\" {command}; code=$?; for i in $(seq 100); do [ $(wc -l < answers.csv) -ge 3 ] && break; sleep 0.1; done; "
                + "exit $code");
        Assert.Equal((0, string.Empty), (exitCode, error));
        Assert.Equal(3, File.ReadLines(file.Sibling("answers.csv")).Count());
    }

    [UnixFact]
    public void AppendingToTheDataIsRefused()
    {
        using var file = Price();
        var before = File.ReadAllText(file.Sibling("price.csv"));
        var (exitCode, _, error) = Shell(file, "dotnet \"$RULEC\" predict price.rules.json price.csv >> price.csv");
        Assert.Equal(ExitCode.BadInput, exitCode);
        Assert.Contains("would write over a file that is read", error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(file.Sibling("price.csv")));
    }

    [UnixTheory]
    [InlineData("TERM", "show {pipe}")]
    [InlineData("INT", "predict price.rules.json {pipe} -o answers.csv")]
    [InlineData("TERM", "predict price.rules.json price.csv -o {pipe}")]
    [InlineData("TERM", "train {pipe} --target y")]
    public async Task OneSignalEndsTheWaitForAPipe(string signal, string command)
    {
        using var file = Price();
        var pipe = file.Sibling("pipe");
        AtomicFileTests.MakePipe(pipe);
        using var process = Start(file, command.Replace("{pipe}", pipe, StringComparison.Ordinal).Split(' '));
        var error = process.StandardError.ReadToEndAsync();
        await Begun(process);
        Send(process, signal);
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal((ExitCode.Cancelled, "rulec: stopped.\n"), (process.ExitCode, await error));
        Assert.Equal(
            ["pipe", "price.csv", "price.rules.json"],
            Directory.GetFiles(Path.GetDirectoryName(pipe)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>Every label occurs a few times only, so that nothing is learned and shortening takes long.</summary>
    [UnixFact]
    public async Task OneSignalEndsShorteningAndTheDocumentSaysSo()
    {
        using var file = new CsvFile(CsvFile.Rows("a,b,c,y", 900, i => $"{i * 37 % 101},{i * 53 % 97},{i * 71 % 89},v{i * 13 % 60}"));
        using var process = Start(
            file, "train", file.Path, "--target", "y", "--task", "classes", "--model", "linear", "-o", file.Sibling("o.rules.json"));
        var said = new System.Text.StringBuilder();
        using var shortens = new SemaphoreSlim(0);
        process.ErrorDataReceived += (_, e) =>
        {
            lock (said)
                said.Append(e.Data).Append('\n');
            if (e.Data?.StartsWith("shorten", StringComparison.Ordinal) == true)
                shortens.Release();
        };
        process.BeginErrorReadLine();
        Assert.True(await shortens.WaitAsync(Patience), said.ToString());
        Send(process, "TERM");
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(ExitCode.Cancelled, process.ExitCode);
        Assert.Contains("Stopping: the best rules so far", said.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "Stopped early; these are the best rules so far, and the document says so.", said.ToString(), StringComparison.Ordinal);
        var document = DocumentFile.Read(file.Sibling("o.rules.json"));
        Assert.Contains("Training was stopped early, in phase 'shorten'", document.Summary, StringComparison.Ordinal);
        Assert.Contains(document.Provenance!.Options, o => o.Name == "stopped");
    }

    [UnixFact]
    public async Task ASecondSignalEndsAtOnceAndLeavesNothing()
    {
        using var file = new CsvFile(CsvFile.Rows("a,b,c,y", 3000, i => $"{i * 37 % 101},{i * 53 % 97},{i * 71 % 89},{i * 13 % 7}"));
        using var process = Start(
            file, "train", file.Path, "--target", "y", "--task", "classes", "--hidden", "64,64", "-o", file.Sibling("o.rules.json"));
        var stops = process.StandardError;
        while (await stops.ReadLineAsync().WaitAsync(Patience) is { } line && !line.StartsWith("train:", StringComparison.Ordinal))
        {
        }

        Send(process, "INT");
        while (await stops.ReadLineAsync().WaitAsync(Patience) is { } line && !line.StartsWith("Stopping", StringComparison.Ordinal))
        {
        }

        Send(process, "INT");
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.NotEqual(0, process.ExitCode);
        Assert.DoesNotContain(Directory.GetFiles(Path.GetDirectoryName(file.Path)!), f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [UnixTheory]
    [InlineData("tr", "train")]
    [InlineData("train x.csv --tol", "--tolerance")]
    [InlineData("verify x --time", "--time-limit")]
    public void BashCompletes(string typed, string completed)
    {
        using var file = Price();
        var (exitCode, output, error) = Shell(file, $"LINE='rulec {typed}'\n{AskBash}");
        Assert.Equal((0, string.Empty), (exitCode, error));
        Assert.Equal(completed, output.Trim());
    }

    private static CsvFile Price()
    {
        var file = new CsvFile(SampleDocuments.Price, "price.rules.json");
        File.WriteAllText(file.Sibling("price.csv"), "size\n1\n2\n");
        return file;
    }

    private static (int ExitCode, string Out, string Error) Shell(CsvFile file, string script)
    {
        var start = StartOf(file, "bash", "-c", script);
        start.Environment["RULEC"] = Tool;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
            process.Kill(entireProcessTree: true);
        return (process.ExitCode, output.Result, error.Result);
    }

    private static Process Start(CsvFile file, params string[] arguments) => Process.Start(StartOf(file, "dotnet", [Tool, .. arguments]))!;

    private static ProcessStartInfo StartOf(CsvFile file, string command, params string[] arguments) => new(command, arguments)
    {
        WorkingDirectory = Path.GetDirectoryName(file.Path)!,
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    /// <summary>Waits until a process takes signals: before that they end it as they end any.</summary>
    private static async Task Begun(Process process)
    {
        for (var i = 0; i < 600 && OperatingSystem.IsLinux(); i++)
        {
            // The bit of SIGTERM in the set of signals that it handles.
            var caught = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(
                l => l.StartsWith("SigCgt:", StringComparison.Ordinal));
            if (caught is not null && (Convert.ToUInt64(caught[7..].Trim(), 16) & (1UL << 14)) != 0)
                break;
            await Task.Delay(50);
        }

        // From there it comes to the pipe, where it waits and calculates nothing; on a busy machine that takes a while.
        var (used, still) = (TimeSpan.Zero, 0);
        for (var i = 0; i < 120 && still < 4; i++)
        {
            await Task.Delay(400);
            process.Refresh();
            still = process.TotalProcessorTime == used ? still + 1 : 0;
            used = process.TotalProcessorTime;
        }
    }

    private static void Send(Process process, string signal) =>
        Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
}
