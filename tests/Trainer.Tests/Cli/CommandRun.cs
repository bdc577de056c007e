using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using RuleCompiler.Tool;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Tool.Train;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>A command that was run in this process, and what it said.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    public static CommandRun Of(params string[] args) => Of(streams => Program.Run(args, streams));

    /// <summary>Runs <c>train</c> with another pipeline.</summary>
    public static CommandRun Train(TrainPipeline pipeline, CancellationToken cancellation, params string[] args) =>
        Of(streams => Program.Run(new RootCommand { TrainCommand.Create(streams, pipeline) }, ["train", .. args], streams, cancellation));

    private static CommandRun Of(Func<Streams, int> run)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = run(new Streams(output, error));
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
