// Trains on a real table, compiles the rules it has just written, and classifies held-out rows with the compiled code:
//   dotnet run quickstart.cs
#:property PublishAot=false
using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.CompilerServices;

var root = FolderOf();
var banknote = Path.Combine(root, "samples", "Banknote");
var rules = Path.Combine(root, "artifacts", "quickstart", "Banknote.rules.json");
Directory.CreateDirectory(Path.GetDirectoryName(rules)!);

Step("1. rulec train: from a CSV to a rule document");
Dotnet(
    "run", "-c", "Release", "--project", Path.Combine(root, "src", "Trainer", "Tool"), "--",
    "train",
    Path.Combine(banknote, "banknote-train.csv"),
    "--test",
    Path.Combine(banknote, "banknote-test.csv"),
    "--target",
    "class",
    "-o",
    rules);

Step("2. dotnet build: from the rule document to C#, and from C# to an answer for every held-out row");
Dotnet("run", "-c", "Release", "--project", banknote, $"-p:RulesFile={rules}");

static void Step(string title)
{
    Console.WriteLine();
    Console.WriteLine(title);
    Console.WriteLine();
}

static void Dotnet(params string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false })!;
    process.WaitForExit();
    if (process.ExitCode != 0)
        Environment.Exit(process.ExitCode);
}

static string FolderOf([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
