using System;
using System.IO;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests;

/// <summary>A file in a folder of its own, gone at the end of the test.</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rulec-tests-").FullName;

    public CsvFile(string text, string name = "data.csv")
        : this(Encoding.UTF8.GetBytes(text), name)
    {
    }

    public CsvFile(byte[] bytes, string name = "data.csv")
    {
        Path = System.IO.Path.Combine(_folder, name);
        File.WriteAllBytes(Path, bytes);
    }

    public string Path { get; }

    public static TableOptions Target(params string[] targets) => new() { Targets = targets.ToEquatableArray() };

    /// <summary>A table of rows made from their numbers.</summary>
    public static string Rows(string header, int count, Func<int, string> row) =>
        header + "\n" + string.Concat(Enumerable.Range(0, count).Select(i => row(i) + "\n"));

    public Table Read(TableOptions? options = null) => TableReader.Read(Path, options ?? TableOptions.Default);

    /// <summary>Requires an error at a place, and says what it says.</summary>
    public string ErrorAt(int line, int column, Action read)
    {
        var error = Assert.Throws<InputFileException>(read);
        Assert.Equal((Path, line, column), (error.File, error.Line, error.Column));
        Assert.DoesNotContain('\n', error.Message);
        return error.Problem;
    }

    public string Sibling(string name) => System.IO.Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
