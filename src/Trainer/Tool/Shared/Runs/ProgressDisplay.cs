using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Training;
using Spectre.Console;

namespace RuleCompiler.Tool.Shared.Runs;

/// <summary>Shows how far training is: as a bar on a terminal, as seldom lines elsewhere.</summary>
/// <remarks>How long it takes is not told: a phase ends when nothing is gained any more, which nobody knows before.</remarks>
public static class ProgressDisplay
{
    private const int WidestBar = 40;
    private const int NarrowestBar = 8;

    /// <summary>The time, the blanks between the columns, and one column that stays free.</summary>
    private const int OtherColumns = 12;

    /// <summary>Runs something long.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="streams">Where to show progress.</param>
    /// <param name="work">The work; it may report from any thread.</param>
    /// <returns>What came of it.</returns>
    public static T Run<T>(Streams streams, Func<IProgress<TrainingProgress>, T> work)
    {
        if (!streams.ErrorIsTerminal)
            return work(new ProgressLines(streams.Error, TimeProvider.System));

        var console = streams.ErrorConsole();
        var (text, bar) = WidthsOf(console.Profile.Width);
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = bar }, new ElapsedTimeColumn())
            .Start(context => work(new ProgressBars(context, text)));
    }

    /// <summary>What is known, in one line.</summary>
    internal static string Describe(TrainingProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"{VisibleText.Of(progress.Phase)}: step {progress.Step}, loss {progress.Loss:0.0000}, {progress.Nonlinear} nonlinear {(progress.Nonlinear == 1 ? "PReLU" : "PReLUs")}");

    /// <summary>As much of it as fits.</summary>
    /// <param name="progress">What is known.</param>
    /// <param name="width">The characters that there is room for.</param>
    internal static string Describe(TrainingProgress progress, int width)
    {
        var phase = VisibleText.Of(progress.Phase);
        string[] forms =
        [
            Describe(progress),
            string.Create(CultureInfo.InvariantCulture, $"{phase}: step {progress.Step}, loss {progress.Loss:0.0000}"),
            string.Create(CultureInfo.InvariantCulture, $"{phase}: step {progress.Step}"),
        ];
        return Array.Find(forms, f => f.Length <= width) ?? phase[..Math.Min(phase.Length, Math.Max(1, width))];
    }

    /// <summary>How a terminal's columns are divided among words and bar.</summary>
    internal static (int Text, int Bar) WidthsOf(int terminal)
    {
        var bar = Math.Clamp((terminal - OtherColumns) / 3, NarrowestBar, WidestBar);
        return (Math.Max(1, terminal - OtherColumns - bar), bar);
    }

    /// <summary>One bar per phase.</summary>
    private sealed class ProgressBars(ProgressContext context, int width) : IProgress<TrainingProgress>
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

                _task.Description = Markup.Escape(Describe(value, width));
                _task.Value = Math.Clamp(value.Fraction, 0, 1);
            }
        }
    }
}

/// <summary>
/// Progress as few plain lines, as a log has use for: one at the beginning of each phase, and others after twice the time each.
/// </summary>
internal sealed class ProgressLines(TextWriter writer, TimeProvider time) : IProgress<TrainingProgress>
{
    /// <summary>When the first line within a phase is written; the next one comes after twice the time.</summary>
    public static readonly TimeSpan FirstInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _phases = new(StringComparer.Ordinal);
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _next = FirstInterval;

    public void Report(TrainingProgress value)
    {
        lock (_lock)
        {
            var elapsed = time.GetElapsedTime(_start);
            var isDue = elapsed >= _next;
            if (isDue)
                _next = 2 * elapsed;
            if (_phases.Add(value.Phase) || isDue)
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ProgressDisplay.Describe(value)}, {elapsed.TotalSeconds:0} s"));
        }
    }
}
