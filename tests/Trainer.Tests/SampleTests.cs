using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Tool;
using RuleCompiler.Tool.Shared;
using Xunit;

namespace RuleCompiler.Trainer.Tests;

/// <summary>The documents of the samples are what the commands in <c>scripts/update-samples.sh</c> write, byte for byte.</summary>
public class SampleTests
{
    private static readonly string Samples = Path.GetFullPath(Path.Combine(Folder(), "..", "..", "samples"));

    [Theory]
    [InlineData(
        "Xor/Xor.rules.json",
        "Xor/xor.csv",
        "--target",
        "out1,out2,out3",
        "--hidden",
        "5,5,5,5",
        "--noise",
        "0.01",
        "--schedule",
        "note",
        "--seed",
        "1")]
    [InlineData("Banknote/Banknote.rules.json", "Banknote/banknote-train.csv", "--test", "Banknote/banknote-test.csv", "--target", "class")]
    [InlineData(
        "Adult/Adult.rules.json",
        "Adult/adult-train.csv",
        "--test",
        "Adult/adult-test.csv",
        "--target",
        "income",
        "--ignore",
        "fnlwgt,education",
        "--max-numbers",
        "60")]
    [InlineData(
        "GermanCredit/GermanCredit.rules.json",
        "GermanCredit/german-credit.csv",
        "--target",
        "credit_risk",
        "--ignore",
        "personal_status_sex,foreign_worker",
        "--describe",
        "GermanCredit/inputs.json",
        "--max-numbers",
        "30")]
    public void TrainingAgainGivesTheSameBytes(string document, string data, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var written = Path.Combine(folder.Path, Path.GetFileName(document));
        for (var i = 0; i < options.Length; i++)
        {
            if (options[i] is "--test" or "--describe")
                options[i + 1] = Path.Combine(Samples, options[i + 1]);
        }

        using var error = new StringWriter();
        string[] arguments = ["train", Path.Combine(Samples, data), "-o", written, .. options];
        Assert.Equal(0, Program.Run(arguments, new Streams(TextWriter.Null, error), CancellationToken.None));
        Assert.Equal(File.ReadAllText(Path.Combine(Samples, document)), File.ReadAllText(written));
    }

    [Fact]
    public void DocumentKeepsTheFrontierItWasChosenFrom()
    {
        var document = RuleDocumentReader.Read(File.ReadAllText(Path.Combine(Samples, "Banknote", "Banknote.rules.json")));
        var frontier = document.Provenance!.Frontier;
        Assert.Equal(0, frontier[0].Nonlinear);
        Assert.Equal(1, frontier[0].Rules);
        Assert.InRange(frontier[0].MeanTerms.Value, 1, 4 + frontier[0].Points!.Value);
        Assert.True(frontier.Count > 2);
        var chosen = Assert.Single(frontier, e => e.IsChosen);
        Assert.Equal((document.Conditions.Count, document.Rules.Count), (chosen.Nonlinear, chosen.Rules));
        Assert.All(frontier, e => Assert.Equal(["accuracy", "auc", "logLoss"], e.Validation.Select(n => n.Name)));
        Assert.All(frontier, e => Assert.Equal(["accuracy", "auc", "logLoss"], e.Test.Select(n => n.Name)));

        // The frontier's first point is a sum of curves, which does no worse than the linear model of the comparison on the same rows.
        var linear = document.Provenance.Metrics.Single(m => m.Model == "linear").Splits;
        foreach (var (split, shortened) in new[] { ("validation", frontier[0].Validation), ("test", frontier[0].Test) })
        {
            var whole = linear.Single(s => s.Name == split).Numbers;
            Assert.True(shortened[2].Value.Value <= whole[2].Value.Value, $"{shortened[2].Value} against {whole[2].Value}");
        }
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private sealed class TemporaryFolder : System.IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("rulec").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
