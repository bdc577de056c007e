using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Approve;
using RuleCompiler.Tool.Collapse;
using RuleCompiler.Tool.Completion;
using RuleCompiler.Tool.Convert;
using RuleCompiler.Tool.Diff;
using RuleCompiler.Tool.Dossier;
using RuleCompiler.Tool.Explain;
using RuleCompiler.Tool.Export;
using RuleCompiler.Tool.Extract;
using RuleCompiler.Tool.Fidelity;
using RuleCompiler.Tool.Help;
using RuleCompiler.Tool.Measure;
using RuleCompiler.Tool.Monitor;
using RuleCompiler.Tool.Predict;
using RuleCompiler.Tool.Recourse;
using RuleCompiler.Tool.Report;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Tool.Show;
using RuleCompiler.Tool.Train;
using RuleCompiler.Tool.Verify;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Tool;

/// <summary>The tool <c>rulec</c>.</summary>
public static class Program
{
    /// <summary>When set, faults of the program are shown with their stack trace.</summary>
    private const string TraceVariable = "RULEC_TRACE";

    /// <summary>The verbs by their names, in the order of the help.</summary>
    private static readonly OrderedDictionary<string, Func<Streams, Command>> Verbs = new(StringComparer.Ordinal)
    {
        ["train"] = TrainCommand.Create,
        ["collapse"] = CollapseCommand.Create,
        ["show"] = ShowCommand.Create,
        ["predict"] = PredictCommand.Create,
        ["recourse"] = RecourseCommand.Create,
        ["explain"] = ExplainCommand.Create,
        ["fidelity"] = FidelityCommand.Create,
        ["extract"] = ExtractCommand.Create,
        ["verify"] = VerifyCommand.Create,
        ["measure"] = MeasureCommand.Create,
        ["monitor"] = MonitorCommand.Create,
        ["approve"] = ApproveCommand.Create,
        ["diff"] = DiffCommand.Create,
        ["convert"] = ConvertCommand.Create,
        ["export"] = ExportCommand.Create,
        ["report"] = ReportCommand.Create,
        ["dossier"] = DossierCommand.Create,
        ["completion"] = CompletionCommand.Create,
    };

    private static int Main(string[] args)
    {
        var streams = Streams.OfProcess();
        using var interruption = new Interruption(streams.Error);
        return Run(args, streams with { Interruption = interruption }, interruption.Token);
    }

    /// <summary>Runs a command in this process.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="streams">Where to write.</param>
    /// <param name="cancellation">Stops the command.</param>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, Streams streams, CancellationToken cancellation = default) =>
        Run(CommandsFor(args, streams), args, streams, cancellation);

    internal static int Run(RootCommand root, string[] args, Streams streams, CancellationToken cancellation = default)
    {
        try
        {
            var code = Invoke(root, args, streams, cancellation);
            streams.Out.Flush();
            return code;
        }
        catch (RuleCompilerException e)
        {
            return Fail(streams, e.Message, ExitCode.BadInput);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return streams.Interruption?.TellsEnd() == false ? ExitCode.Cancelled : Fail(streams, "stopped.", ExitCode.Cancelled);
        }
        catch (OutOfMemoryException)
        {
            return Fail(streams, "there is not enough memory; use a smaller table, or leave columns out with --ignore.", ExitCode.BadInput);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(streams, VisibleText.Of(e.Message), ExitCode.BadInput);
        }
        catch (Exception e)
        {
            if (Environment.GetEnvironmentVariable(TraceVariable) is { Length: > 0 })
                streams.Error.WriteLine(e);
            return Fail(
                streams,
                $"a fault in rulec itself ({e.GetType().Name}: {VisibleText.Of(e.Message)}); please report it with the command line. "
                    + $"{TraceVariable}=1 shows where.",
                ExitCode.Fault);
        }
    }

    /// <summary>All commands.</summary>
    internal static RootCommand Commands(Streams streams) => RootOf(Verbs.Values, streams);

    /// <summary>
    /// The commands that a line needs: where it begins with a verb, that one alone. To build the options of all takes longer than many a
    /// command runs.
    /// </summary>
    internal static RootCommand CommandsFor(string[] args, Streams streams) => args switch
    {
        ["--version"] => RootOf([], streams),
        [var name, ..] when Verbs.TryGetValue(name, out var create) => RootOf([create], streams),
        _ => Commands(streams),
    };

    private static RootCommand RootOf(IEnumerable<Func<Streams, Command>> verbs, Streams streams)
    {
        var root = new RootCommand("Turns what a neural network learned into a few IF/THEN rules.");
        foreach (var create in verbs)
            root.Add(create(streams));
        root.Add(HelpCommand.Create(root, streams));
        return root;
    }

    private static int Invoke(RootCommand root, string[] args, Streams streams, CancellationToken cancellation)
    {
        // A name that begins with @ is a name, not a file of arguments.
        var result = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Action is ParseErrorAction)
            throw new RuleCompilerException(UsageError.Describe(root, result));

        var configuration = new InvocationConfiguration
        {
            Output = streams.Out,
            Error = streams.Error,
            EnableDefaultExceptionHandler = false,
            // Signals are taken in Main, where a command has the time it needs to keep what it has.
            ProcessTerminationTimeout = null,
        };
        using var files = CommandFiles.Begin(streams.ToStandard(), cancellation);
        // Not where help is asked for.
        if (result.Action == result.CommandResult.Command.Action)
            FilePlan.Check(result, files);
        return result.InvokeAsync(configuration, cancellation).GetAwaiter().GetResult();
    }

    private static int Fail(Streams streams, string message, int code)
    {
        streams.Error.WriteLine("rulec: " + string.Join(' ', message.Split('\n', '\r').Where(l => l.Length > 0)));
        return code;
    }
}
