using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Fuzz.Loop;
using RuleCompiler.Fuzz.Targets;

namespace RuleCompiler.Fuzz;

/// <summary>Runs inputs that nobody would write against what reads the files of others.</summary>
internal static class Program
{
    private const string All = "all";

    private static int Main(string[] arguments)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        switch (arguments)
        {
            // What the watching process starts.
            case ["work", var target, var corpus, var findings, var state, var inputs, var seconds, var seed]:
                Coverage.Attach();
                Worker.Run(
                    AllTargets.Find(target)!, new FuzzFolders(corpus, findings, state), long.Parse(inputs, CultureInfo.InvariantCulture),
                    TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)),
                    ulong.Parse(seed, CultureInfo.InvariantCulture));
                return 0;
            case ["instrument", var folder]:
                Instrumentation.Of(folder);
                return 0;
            case ["replay", var target, var file]:
                return Replay.Run(AllTargets.Find(target)!, File.ReadAllBytes(file));
            case ["reduce", var target, var from, var to]:
                Coverage.Attach();
                Reduction.Run(AllTargets.Find(target)!, from, to);
                return 0;
            default:
                return Command().Parse(arguments).Invoke();
        }
    }

    private static RootCommand Command()
    {
        var target = new Argument<string>("TARGET")
        {
            Description = "What to run: " + string.Join(", ", AllTargets.Real.Select(t => t.Name)) + ", or all, one after the other.",
            DefaultValueFactory = _ => All,
        };
        target.AcceptOnlyFromAmong([All, .. AllTargets.Real.Select(t => t.Name)]);
        var inputs = new Option<long?>("--inputs") { Description = "How many inputs to run of each target." };
        var minutes = new Option<double?>("--minutes") { Description = "How long to run each target; 1 without --inputs." };
        var corpus = new Option<string>("--corpus")
        {
            Description = "The folder of the inputs that reached something new, and of findings; what is there already is run first.",
            DefaultValueFactory = _ => "artifacts/fuzz",
        };
        var seed = new Option<ulong>("--seed") { Description = "Where choices come from.", DefaultValueFactory = _ => 1 };
        var command = new RootCommand("Runs inputs that nobody would write, each made of some that reached something new.")
        {
            target, inputs, minutes, corpus, seed,
        };
        command.SetAction(parsed =>
        {
            var names = parsed.GetValue(target) is var name and not All ? [name!] : AllTargets.Real.Select(t => t.Name).ToArray();
            var count = parsed.GetValue(inputs);
            var time = parsed.GetValue(minutes) ?? (count is null ? 1 : double.PositiveInfinity);
            var found = 0;
            foreach (var each in names)
            {
                var folders = FuzzFolders.Of(Path.GetFullPath(parsed.GetValue(corpus)!), each);
                Console.Out.WriteLine(new Watch(each, folders, Limits.Time).Run(
                    count ?? long.MaxValue,
                    double.IsFinite(time) ? TimeSpan.FromMinutes(time) : TimeSpan.FromDays(10_000), parsed.GetValue(seed)));
                var findings = new Findings(folders.Findings);
                found += findings.Count;
                foreach (var line in findings.Lines())
                    Console.Out.WriteLine("  " + line);
            }

            return found > 0 ? 1 : 0;
        });
        return command;
    }
}
