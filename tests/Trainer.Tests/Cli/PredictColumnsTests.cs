using System;
using System.Linq;
using System.Text;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>How <c>predict</c> finds columns and rows: by name or by order, however many there are and however long they get.</summary>
public sealed class PredictColumnsTests
{
    // y = x1 + 10·x2.
    private const string Network = """{"layers":[{"weights":[[1,10]],"bias":[0]}],"slopes":[],"box":[[0,9],[0,9]]}""";

    [Theory]
    [InlineData("x1,x2\n1,2\n", "21", false)]
    [InlineData("x2,label,x1\n2,7,1\n", "21", false)]
    [InlineData("1,2\n3,4\n", "21", false)]
    [InlineData("pay,age\n1,2\n", "21", true)]
    public void ColumnsOfANetworkAreTakenByNameOrTheirOrderIsTold(string table, string answer, bool isTold)
    {
        using var network = new CsvFile(Network, "net.json");
        using var data = new CsvFile(table);
        var run = CommandRun.Of("predict", network.Path, data.Path);
        Assert.Equal(answer, run.Out.Split('\n')[1]);
        Assert.Equal(
            isTold ? "Note: the columns are taken by their order, 'pay', 'age' as 'x1', 'x2': none has the name of an input; with these "
                + "names in the header their order does not count.\n" : string.Empty,
            run.Error);
    }

    [Fact]
    public void NamesInAnotherCaseAreAskedFor()
    {
        using var network = new CsvFile(Network, "net.json");
        using var data = new CsvFile("X2,X1\n2,1\n");
        var run = CommandRun.Of("predict", network.Path, data.Path);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("there is no column 'x1', which the network takes; did you mean 'X1'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyColumnsAreFound()
    {
        const int columns = 20_000;
        var inputs = string.Join(",", Enumerable.Range(0, columns).Select(i => $$"""{"name":"c{{i}}","range":[0,9]}"""));
        using var rules = new CsvFile(
            $$$"""{"version":1,"name":"Wide","inputs":[{{{inputs}}}],"outputs":[{"name":"y"}],"decision":{"kind":"value"},"tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":0,"weights":{"c19999":1,"c0":2}}]}]}""",
            "wide.rules.json");
        var names = Enumerable.Range(0, columns).Select(i => $"c{i}").Reverse();
        using var data = new CsvFile(
            string.Join(",", names) + "\n" + string.Join(",", Enumerable.Range(0, columns).Select(i => i % 10)) + "\n");
        // c19999 stands first with 0, and c0 last with 9.
        Assert.Equal("18,1,18", CommandRun.Of("predict", rules.Path, data.Path).Out.Split('\n')[1]);
    }

    [Fact]
    public void RowThatIsTooLongIsCalledSo()
    {
        var bytes = new byte[(65 << 20) + 4];
        Array.Fill(bytes, (byte)'1');
        Encoding.ASCII.GetBytes("a,b\n").CopyTo(bytes, 0);
        using var rules = new CsvFile(SampleDocuments.Price.Replace("size", "a", StringComparison.Ordinal), "price.rules.json");
        using var data = new CsvFile(bytes);
        var error = CommandRun.Of("predict", rules.Path, data.Path).Error;
        Assert.StartsWith(
            $"rulec: {data.Path}(2,1): the row that starts here is longer than 64 MiB, which is the most that is read; ",
            error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void QuoteThatIsNeverClosedIsStillCalledSo()
    {
        using var rules = new CsvFile(SampleDocuments.Price, "price.rules.json");
        using var data = new CsvFile("size\n\"3\n4\n");
        Assert.Contains(
            "(2,1): a quote is wrong in the row that starts here",
            CommandRun.Of("predict", rules.Path, data.Path).Error,
            StringComparison.Ordinal);
    }
}
