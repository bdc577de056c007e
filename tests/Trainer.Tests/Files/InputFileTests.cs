using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Files;

[UnsupportedOSPlatform("windows")]
public sealed class InputFileTests
{
    private static readonly string Rows = CsvFile.Rows("weight,kind", 300, i => $"{i * 7 % 31},{(i % 3 == 0 ? "leaf" : "root")}");

    /// <summary>Whoever reads a file a second time gets the file that the first one got, whatever the name stands for by then.</summary>
    [Fact]
    public void ANameThatIsGivenToAnotherFileIsNotFollowed()
    {
        using var file = new CsvFile("one");
        using var files = CommandFiles.Begin(null, CancellationToken.None);
        Assert.Equal("one", Text(file.Path));
        File.WriteAllText(file.Sibling("other"), "two");
        if (OperatingSystem.IsWindows())
            return;
        File.Move(file.Sibling("other"), file.Path, overwrite: true);
        Assert.Equal("one", Text(file.Path));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("one"u8)), FileFingerprint.OfBytes(file.Path));
    }

    /// <summary>The hash of a table is that of the bytes its rows were read from, though others come and go under its name.</summary>
    [UnixFact]
    public async Task TheHashIsThatOfTheRows()
    {
        using var file = new CsvFile(Rows);
        using var end = new CancellationTokenSource();
        var swapping = Task.Run(() =>
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                var next = file.Sibling($"next{i}");
                File.WriteAllText(next, Rows + string.Concat(Enumerable.Range(0, i % 5).Select(_ => "1000,leaf\n")));
                File.Move(next, file.Path, overwrite: true);
            }
        });
        try
        {
            for (var i = 0; i < 40; i++)
            {
                var table = file.Read();
                var expected = Rows + string.Concat(Enumerable.Repeat("1000,leaf\n", table.RowCount - 300));
                Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(expected))), table.Sha256);
            }
        }
        finally
        {
            await end.CancelAsync();
            await swapping;
        }
    }

    [Fact]
    public void AFileThatIsWrittenToMeanwhileIsToldOf()
    {
        using var file = new CsvFile(Rows);
        using var files = CommandFiles.Begin(null, CancellationToken.None);
        FileFingerprint.Sha256(file.Path);
        if (OperatingSystem.IsWindows())
            return;
        using (var writer = new FileStream(file.Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
            writer.Write("5,leaf\n"u8);
        var error = Assert.Throws<InputFileException>(() => file.Read());
        Assert.Contains("changed while it was read", error.Problem, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task APipeIsReadAsOftenAsItIsNeeded()
    {
        using var file = new CsvFile(Rows);
        var pipe = file.Sibling("pipe");
        AtomicFileTests.MakePipe(pipe);
        var write = Task.Run(() => File.WriteAllText(pipe, Rows));
        var table = TableReader.Read(pipe, TableOptions.Default);
        await write;
        Assert.Equal(file.Read().Sha256, table.Sha256);
        Assert.Equal(300, table.RowCount);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("/dev/stdin")]
    [InlineData("/dev/fd/0")]
    public void StandardInputIsReadAsOftenAsItIsNeeded(string name)
    {
        if (OperatingSystem.IsWindows() && name != "-")
            return;
        var opened = 0;
        using var files = CommandFiles.Begin(
            new StandardStreams(
                () =>
                {
                    opened++;
                    return new MemoryStream(Encoding.UTF8.GetBytes(Rows));
                },
                _ => { }),
            CancellationToken.None);
        var table = TableReader.Read(name, TableOptions.Default);
        Assert.Equal((300, 1, "standard input"), (table.RowCount, opened, table.FileName));
    }

    /// <summary>A pipe that nobody writes is waited for until the command is stopped.</summary>
    [UnixFact]
    public async Task WaitingForAPipeIsStopped()
    {
        using var file = new CsvFile("unused");
        var pipe = file.Sibling("pipe");
        AtomicFileTests.MakePipe(pipe);
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            using var files = CommandFiles.Begin(null, stop.Token);
            InputFile.Open(pipe);
        });
        stop.CancelAfter(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromSeconds(60)));
        // Lets the reader go that waits in the background.
        await File.OpenWrite(pipe).DisposeAsync();
    }

    [Fact]
    public void ReadingIsStopped()
    {
        using var file = new CsvFile(Rows);
        using var stop = new CancellationTokenSource();
        using var files = CommandFiles.Begin(null, stop.Token);
        using var stream = InputFile.Open(file.Path);
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => stream.ReadByte());
    }

    private static string Text(string path)
    {
        using var reader = new StreamReader(InputFile.Open(path));
        return reader.ReadToEnd();
    }
}
