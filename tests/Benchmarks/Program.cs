using System;
using System.Globalization;
using System.Linq;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using RuleCompiler.Benchmarks;
using RuleCompiler.Benchmarks.Bands;
using RuleCompiler.Benchmarks.Extraction;
using RuleCompiler.Benchmarks.Peers;
using RuleCompiler.Benchmarks.Scoring;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// Generated code is compared with itself in other forms, in one run; that needs no harness, and prints its ratios.
switch (args.FirstOrDefault())
{
    case "rules":
        RuleSpeed.Run(string.Join(" ", args.Skip(1)));
        return;
    case "build":
        BuildCost.Run();
        return;
    case "bands":
        Environment.ExitCode = BandPoints.Run(args.AsSpan(1), Console.Out) == 0 ? 0 : 1;
        return;
    case "conv":
        ConvolutionSpeed.Run(Console.Out);
        return;
    case "monitor":
        MonitorSpeed.Run(Console.Out);
        return;
    case "onnx":
        OnnxFiles.Run(args[1]);
        return;
    case "onnx-rules":
        OnnxRulesSpeed.Run(Console.Out);
        return;
    case "alarms":
        FalseAlarms.Run(args.AsSpan(1), Console.Out);
        return;
    case "diff":
        ComparisonSpeed.Run(Console.Out);
        return;
    case "policies":
        PolicySpeed.Run(Console.Out);
        return;
    case "extraction-peers":
        ExtractionPeers.Run(args.AsSpan(1), Console.Out);
        return;
    case "reasons":
        ReasonSpeed.Run(Console.Out);
        return;
    case "recourse":
        RecourseSpeed.Run(args.AsSpan(1), Console.Out);
        return;
    case "scoring":
        ScoringSpeed.Run(Console.Out);
        return;
    case "sql":
        SqlSpeed.Run(Console.Out);
        return;
    case "table":
        LargeTable.Write(int.Parse(args[1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture), args[2]);
        return;
    case "insens":
        InsensSpeed.Run(Console.Out);
        return;

    // For scripts/tables.sh: the tables' folds, and what others learn of them.
    case "circles":
        TwoCircles.Run(args[1]);
        return;
    case "split":
        FixedSplit.Run(args[1], args[2], args[3]);
        return;
    case "training-peers":
        TrainingPeers.Run(args.AsSpan(1), Console.Out);
        return;
    case "peers":
        PeerComparison.Run(args.AsSpan(1), Console.Out);
        return;
}

// A search takes from a millisecond to minutes and is repeated here as often as makes sense: regions/s, and what a second thread adds.
if (args.Length > 0 && args[0] == "extraction")
{
    ExtractionSpeed.Run(args.AsSpan(1), Console.Out);
    return;
}

// In this process: the kernels are internal to the tool, and a build per benchmark would only add minutes.
var config = ManualConfig.CreateEmpty()
    .AddLogger(ConsoleLogger.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(5).WithIterationCount(15));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
