using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Tool.Shared.Runs;

/// <summary>Shows how far training is: as a line that is rewritten on a terminal, as a few lines elsewhere.</summary>
/// <remarks>The remaining time is not shown: a phase ends when nothing is gained any more, which nobody knows before.</remarks>
public static class ProgressDisplay
{
    private const int Bar = 12;

    /// <summary>The bar, its frame, the seconds and the blanks between them.</summary>
    private const int OtherColumns = Bar + 10;

    /// <summary>Runs long work and shows its progress on standard error.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="streams">Where to show progress.</param>
    /// <param name="work">The work; it may report from any thread.</param>
    /// <returns>What came of it.</returns>
    public static T Run<T>(Streams streams, Func<IProgress<TrainingProgress>, T> work)
    {
        if (!streams.ErrorIsTerminal)
            return work(new ProgressLines(streams.Error, TimeProvider.System));

        var latest = new LatestProgress();
        var start = TimeProvider.System.GetTimestamp();
        using var line = LiveLine.Start(
            streams,
            () => latest.Value is { } progress
                ? Describe(progress, TimeProvider.System.GetElapsedTime(start), LiveLine.Width)
                : string.Empty);
        return work(latest);
    }

    /// <summary>What is known, in one line.</summary>
    internal static string Describe(TrainingProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"{VisibleText.Of(progress.Phase)}: step {progress.Step}, loss {progress.Loss:0.0000}, {progress.Nonlinear} nonlinear "
            + $"{(progress.Nonlinear == 1 ? "PReLU" : "PReLUs")}");

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

    /// <summary>A line for a terminal: how much of the phase is done, for how long, and as much of what is known as fits.</summary>
    /// <param name="progress">What is known.</param>
    /// <param name="elapsed">Since the beginning.</param>
    /// <param name="width">The characters that there is room for.</param>
    internal static string Describe(TrainingProgress progress, TimeSpan elapsed, int width)
    {
        var done = (int)(Math.Clamp(progress.Fraction, 0, 1) * Bar);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{new string('#', done).PadRight(Bar, '.')}] {elapsed.TotalSeconds,4:0} s {Describe(progress, width - OtherColumns)}");
    }

    private sealed class LatestProgress : IProgress<TrainingProgress>
    {
        private volatile TrainingProgress? _value;

        public TrainingProgress? Value => _value;

        public void Report(TrainingProgress value) => _value = value;
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
                writer.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"{ProgressDisplay.Describe(value)}, {elapsed.TotalSeconds:0} s"));
        }
    }
}
