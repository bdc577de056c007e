using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace RuleCompiler.Trainer.Tests;

/// <summary>Dependencies go one way: between the projects, and between the rooms of the trainer.</summary>
public class ArchitectureTests
{
    private static readonly (string Path, string Text)[] House =
    [
        ("Data/Table.cs", "namespace RuleCompiler.Trainer.Data;\npublic sealed record Table(int Rows);"),
        ("Networks/HingeForm.cs", "using RuleCompiler.Trainer.Data;\nnamespace RuleCompiler.Trainer.Networks;\npublic sealed class HingeForm { }"),
        ("Training/Loss.cs", "using RuleCompiler.Trainer.Networks;\nnamespace RuleCompiler.Trainer.Training;\npublic abstract class Loss { }"),
        ("Training/Kernels/Gemm.cs", "namespace RuleCompiler.Trainer.Training.Kernels;\ninternal static class Gemm { }"),
        ("Reports/Text.cs", "namespace RuleCompiler.Trainer.Reports;\npublic delegate string Text(int value);"),
    ];

    [Fact]
    public void EachRoomReadsOnlyWhatStandsBeforeIt()
    {
        var files = SourceTree.Of("Trainer");
        Assert.True(files.Count > 50, "These are not the sources.");
        Assert.Empty(new RoomOrder(files).Violations());
    }

    [Fact]
    public void NothingBeforeTheTrainerKnowsIt()
    {
        foreach (var project in new[] { "Runtime", "Generator" })
        {
            var files = SourceTree.Of(project);
            Assert.NotEmpty(files);
            Assert.DoesNotContain(files, f => RoomOrder.NamesTrainer(f.Text));
            Assert.DoesNotContain(References(project), r => r.Contains("Trainer", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(References("Runtime"), r => r.EndsWith(".csproj", StringComparison.Ordinal));
    }

    [Fact]
    public void TrainerDoesNotKnowTheGenerator()
    {
        Assert.DoesNotContain(SourceTree.Of("Trainer"), f => RoomOrder.NamesGenerator(f.Text));
        Assert.Contains(References("Trainer"), r => r.EndsWith("Runtime.csproj", StringComparison.Ordinal));
        Assert.DoesNotContain(References("Trainer"), r => r.Contains("Generator", StringComparison.Ordinal));
        // What a project file adds to every source file would not be seen in any.
        Assert.Empty(XDocument.Load(ProjectFile("Trainer")).Descendants("Using"));
    }

    [Theory]
    [InlineData("Data/Bad.cs", "using RuleCompiler.Trainer.Training;", "Data refers to Training")]
    [InlineData("Data/Bad.cs", "using static RuleCompiler.Trainer.Training.Loss;", "Data refers to Training")]
    [InlineData("Data/Bad.cs", "using L = RuleCompiler.Trainer.Training.Loss;", "Data refers to Training")]
    [InlineData("Data/Bad.cs", "using L = global::RuleCompiler . Trainer\n  .Networks.HingeForm;", "Data refers to Networks")]
    [InlineData("Data/Bad.cs", "class B { Training.Loss l; }", "Data refers to Training")]
    [InlineData("Data/Bad.cs", "class B { @Training.Loss l; }", "Data refers to Training")]
    [InlineData("Data/Bad.cs", "class B { object o = typeof(Training.Kernels.Gemm); }", "Data refers to Training")]
    [InlineData("Data/Bad.cs", "class B { Trainer.Reports.Text t; }", "Data refers to Reports")]
    [InlineData("Data/Bad.cs", "class B { Reports.Text t; }", "Data refers to Reports")]
    [InlineData("Data/Bad.cs", "class B { string s = $\"{nameof(Training.Loss)}\"; }", "Data refers to Training")]
    [InlineData("Data/Bad.cs", "class B { string s = \"http://\"; Training.Loss l; }", "Data refers to Training")]
    [InlineData("Networks/Bad.cs", "class B { Training.Loss l; }", "Networks refers to Training")]
    [InlineData("Extraction/Bad.cs", "using RuleCompiler.Trainer.Training;", "Extraction refers to Training")]
    [InlineData("Extraction/Bad.cs", "using RuleCompiler.Trainer.Rules;", "Extraction refers to Rules")]
    [InlineData("Pipeline/Bad.cs", "using RuleCompiler.Trainer.Reports;", "Pipeline refers to Reports")]
    [InlineData("Training/Kernels/Bad.cs", "using RuleCompiler.Trainer.Pipeline;", "Training refers to Pipeline")]
    [InlineData("Reports/Bad.cs", "using RuleCompiler.Trainer.Cli;", "Reports refers to Cli")]
    [InlineData("Data/Bad.cs", "global using System;", "a global using hides")]
    [InlineData("Cellar/Bad.cs", "class B { }", "no room is called Cellar")]
    public void ReferenceAgainstTheOrderIsFound(string path, string line, string expected)
    {
        var violations = new RoomOrder([.. House, (path, In(path, line))]).Violations().ToArray();
        Assert.StartsWith(path + ": ", Assert.Single(violations), StringComparison.Ordinal);
        Assert.Contains(expected, violations[0], StringComparison.Ordinal);
    }

    [Fact]
    public void NamespaceIsTheFolders()
    {
        var violation = Assert.Single(new RoomOrder([.. House, ("Data/Bad.cs", "namespace RuleCompiler.Trainer.Cli;")]).Violations(), v => v.Contains("namespace", StringComparison.Ordinal));
        Assert.Equal("Data/Bad.cs: its namespace is RuleCompiler.Trainer.Cli, not RuleCompiler.Trainer.Data", violation);
    }

    [Theory]
    [InlineData("Cli/Good.cs", "using RuleCompiler.Trainer.Reports;\nusing RuleCompiler.Trainer.Data;")]
    [InlineData("Extraction/Good.cs", "using RuleCompiler.Trainer.Networks;\nusing RuleCompiler.Trainer.Data;")]
    [InlineData("Data/Good.cs", "/// <summary>See RuleCompiler.Trainer.Training.</summary>\nclass G { /* Training.Loss */ int i; } // Training.Loss")]
    [InlineData("Data/Good.cs", "class G { int Training; int F(G g) => g.Training.CompareTo(Training.GetHashCode()); }")]
    [InlineData("Training/Kernels/Good.cs", "using RuleCompiler.Trainer.Training;\nclass G { Training.Loss l; Kernels.Gemm g; }")]
    public void ReferenceWithTheOrderIsNot(string path, string line) =>
        Assert.Empty(new RoomOrder([.. House, (path, In(path, line))]).Violations());

    [Theory]
    [InlineData("using RuleCompiler.Trainer.Data;", true)]
    [InlineData("class B { Trainer.Data.Table t; }", true)]
    [InlineData("// RuleCompiler.Trainer.Data makes these documents", false)]
    [InlineData("class Trainer { int Name; int F(Trainer t) => t.Name; }", false)]
    public void NamesOfTheTrainerAreSeen(string code, bool expected) => Assert.Equal(expected, RoomOrder.NamesTrainer(code));

    [Theory]
    [InlineData("using RuleCompiler.Generator.Model;", true)]
    [InlineData("class B { Generator.Emitter e; }", true)]
    [InlineData("/// <see cref=\"RuleCompiler.Generator\"/>", false)]
    public void NamesOfTheGeneratorAreSeen(string code, bool expected) => Assert.Equal(expected, RoomOrder.NamesGenerator(code));

    private static string In(string path, string code)
    {
        var lines = code.Split('\n');
        var usings = lines.TakeWhile(l => l.Contains("using ", StringComparison.Ordinal) || l.StartsWith("  .", StringComparison.Ordinal)).ToArray();
        var name = string.Join('.', path.Split('/').SkipLast(1));
        return string.Join('\n', [.. usings, $"namespace RuleCompiler.Trainer.{name};", .. lines.Skip(usings.Length)]);
    }

    private static string ProjectFile(string project) => Path.Combine(SourceTree.Root, "src", project, project + ".csproj");

    private static string[] References(string project) => XDocument.Load(ProjectFile(project)).Descendants()
        .Where(e => e.Name.LocalName is "ProjectReference" or "PackageReference" or "Reference").Select(e => e.Attribute("Include")!.Value).ToArray();
}
