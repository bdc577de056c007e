using System;
using System.Globalization;
using System.IO;
using System.Threading;
using RuleCompiler.Description;
using RuleCompiler.Trainer.Training;
using Spectre.Console;

namespace RuleCompiler.Trainer.Cli;

/// <summary>Shows how far training is: as a bar on a terminal, as a line every few seconds elsewhere.</summary>
public static class ProgressDisplay
{
    /// <summary>Runs something long.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="streams">Where to show progress.</param>
    /// <param name="work">The work; it may report from any thread.</param>
    /// <returns>What came of it.</returns>
    public static T Run<T>(Streams streams, Func<IProgress<TrainingProgress>, T> work)
    {
        if (!streams.ErrorIsTerminal)
            return work(new ProgressLines(streams.Error, TimeProvider.System));

        return streams.ErrorConsole().Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new ProgressBars(context)));
    }

    /// <summary>What is known, in one line.</summary>
    internal static string Describe(TrainingProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"{VisibleText.Of(progress.Phase)}: step {progress.Step}, loss {progress.Loss:0.0000}, {progress.Nonlinear} nonlinear {(progress.Nonlinear == 1 ? "PReLU" : "PReLUs")}");

    /// <summary>One bar per phase.</summary>
    private sealed class ProgressBars(ProgressContext context) : IProgress<TrainingProgress>
    {
        private readonly Lock _lock = new();
        private string? _phase;
        private ProgressTask? _task;

        public void Report(TrainingProgress value)
        {
            lock (_lock)
            {
                if (_task is null || !string.Equals(_phase, value.Phase, StringComparison.Ordinal))
                {
                    _task?.StopTask();
                    _phase = value.Phase;
                    _task = context.AddTask(Markup.Escape(value.Phase), maxValue: 1);
                }

                _task.Description = Markup.Escape(Describe(value));
                _task.Value = Math.Clamp(value.Fraction, 0, 1);
            }
        }
    }
}

/// <summary>Progress as plain lines, seldom enough for a log: the first report of a phase, and then one every few seconds.</summary>
internal sealed class ProgressLines(TextWriter writer, TimeProvider time) : IProgress<TrainingProgress>
{
    /// <summary>How often a line is written.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private string? _phase;
    private long _phaseStart;
    private long _lastLine;

    public void Report(TrainingProgress value)
    {
        lock (_lock)
        {
            var isNewPhase = !string.Equals(_phase, value.Phase, StringComparison.Ordinal);
            if (isNewPhase)
            {
                _phase = value.Phase;
                _phaseStart = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(_lastLine) < Interval)
            {
                return;
            }

            _lastLine = time.GetTimestamp();
            writer.WriteLine(ProgressDisplay.Describe(value) + TimeToGo(value.Fraction));
        }
    }

    /// <summary>As long again as the part that is done took, for every such part that is left.</summary>
    private string TimeToGo(double fraction)
    {
        var elapsed = time.GetElapsedTime(_phaseStart).TotalSeconds;
        if (fraction is not (> 0 and < 1) || elapsed < 1)
            return string.Empty;
        var seconds = elapsed * (1 - fraction) / fraction;
        return seconds < 90
            ? string.Create(CultureInfo.InvariantCulture, $", {fraction * 100:0} % done, at most {seconds:0} s to go")
            : string.Create(CultureInfo.InvariantCulture, $", {fraction * 100:0} % done, at most {seconds / 60:0} min to go");
    }
}
