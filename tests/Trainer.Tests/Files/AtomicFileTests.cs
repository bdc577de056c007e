using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Text;
using System.Threading.Tasks;
using RuleCompiler.Trainer.Files;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Files;

[UnsupportedOSPlatform("windows")]
public sealed class AtomicFileTests
{
    [UnixTheory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead)]
    public void AFileKeepsItsMode(UnixFileMode mode)
    {
        using var file = new CsvFile("before");
        File.SetUnixFileMode(file.Path, mode);
        AtomicFile.Write(file.Path, stream => stream.Write("after"u8));
        Assert.Equal((mode, "after"), (File.GetUnixFileMode(file.Path), File.ReadAllText(file.Path)));
    }

    [UnixTheory]
    [InlineData("data.csv")]
    [InlineData("absent.csv")]
    [InlineData("../{0}/data.csv")]
    public void ALinkStaysOne(string target)
    {
        using var file = new CsvFile("before");
        var link = file.Sibling("link");
        File.CreateSymbolicLink(
            link,
            string.Format(System.Globalization.CultureInfo.InvariantCulture, target, Path.GetFileName(Path.GetDirectoryName(file.Path))));
        AtomicFile.Write(link, stream => stream.Write("after"u8));
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Equal("after", File.ReadAllText(file.Sibling(Path.GetFileName(target))));
        Assert.DoesNotContain(Directory.GetFiles(Path.GetDirectoryName(link)!), f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(218)]
    [InlineData(255)]
    public void ANameMayBeAsLongAsTheSystemHasThem(int length)
    {
        using var file = new CsvFile("unused");
        var path = file.Sibling(new string('n', length - ".json".Length) + ".json");
        if (OperatingSystem.IsWindows() && path.Length >= 260)
            return;
        AtomicFile.RequireWritable(path);
        AtomicFile.Write(path, stream => stream.Write("whole"u8));
        AtomicFile.Write(path, stream => stream.Write("again"u8));
        Assert.Equal("again", File.ReadAllText(path));
        AtomicFile.Delete(path);
        Assert.Equal([file.Path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [UnixTheory]
    [InlineData(256, 'n')]
    [InlineData(128, 'ü')]
    [InlineData(90, '名')]
    public void ANameThatIsTooLongIsToldBefore(int length, char letter)
    {
        using var file = new CsvFile("unused");
        var error = Assert.Throws<InputFileException>(() => AtomicFile.RequireWritable(file.Sibling(new string(letter, length))));
        Assert.Contains("too long: it has 2", error.Problem, StringComparison.Ordinal);
    }

    [UnixFact]
    public void AReadOnlyFileIsLeftAlone()
    {
        using var file = new CsvFile("before");
        File.SetUnixFileMode(file.Path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        foreach (var write in new Action[] { () => AtomicFile.RequireWritable(file.Path), () =>
            AtomicFile.Write(file.Path, stream => stream.Write("after"u8)) })
            Assert.Contains("read-only; make it writable", Assert.Throws<InputFileException>(write).Problem, StringComparison.Ordinal);
        Assert.Equal("before", File.ReadAllText(file.Path));
    }

    [Theory]
    [InlineData("no/such/file.json", "its folder does not exist")]
    [InlineData("data.csv/file.json", "")]
    [InlineData(".", "this is a folder")]
    [InlineData("", "a folder")]
    public void APlaceThatIsNoneIsToldBefore(string place, string says)
    {
        using var file = new CsvFile("before");
        var path = Path.Combine(Path.GetDirectoryName(file.Path)!, place);
        Assert.Contains(says, Assert.Throws<InputFileException>(() => AtomicFile.RequireWritable(path)).Problem, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(file.Path)!));
    }

    [Fact]
    public void CheckingAPlaceChangesNothing()
    {
        using var file = new CsvFile("before");
        File.SetLastWriteTimeUtc(file.Path, new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        AtomicFile.RequireWritable(file.Path);
        AtomicFile.RequireWritable(file.Sibling("new.json"));
        AtomicFile.RequireWritableFolder(file.Sibling("new/deep/folder"));
        Assert.Equal([file.Path], Directory.GetFileSystemEntries(Path.GetDirectoryName(file.Path)!));
        Assert.Equal(2020, File.GetLastWriteTimeUtc(file.Path).Year);
        Assert.Throws<InputFileException>(() => AtomicFile.RequireWritableFolder(file.Path));
    }

    [UnixFact]
    public async Task APipeGetsTheBytesAndStaysOne()
    {
        using var file = new CsvFile("unused");
        var pipe = file.Sibling("pipe");
        MakePipe(pipe);
        var read = Task.Run(() => File.ReadAllText(pipe));
        AtomicFile.Write(pipe, stream =>
        {
            stream.Write("first "u8);
            stream.Write(Encoding.UTF8.GetBytes(new string('x', 100_000)));
        });
        Assert.Equal("first " + new string('x', 100_000), await read.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(
            ["data.csv", "pipe"], Directory.GetFiles(Path.GetDirectoryName(pipe)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    internal static void MakePipe(string path)
    {
        using var made = Process.Start("mkfifo", path);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }
}
