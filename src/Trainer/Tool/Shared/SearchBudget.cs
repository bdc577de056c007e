using System;
using System.CommandLine;
using System.Globalization;
using System.Threading;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Tool.Shared;

/// <summary>What a search may take, as its options say, and how it is told that it was too little.</summary>
/// <param name="Time">How long.</param>
/// <param name="Megabytes">How much memory, in units of 10⁶ bytes.</param>
internal sealed record SearchBudget(TimeSpan? Time, long Megabytes)
{
    private const long MostMegabytes = 1L << 40;

    /// <summary>The option <c>--max-memory</c>.</summary>
    public static Option<long?> MemoryOption() => NumberOptions.Optional<long>(
        "--max-memory",
        "Stop when this many megabytes of memory are in use; by default half of what the machine has, at most 4000.",
        1,
        MostMegabytes);

    /// <summary>The budget.</summary>
    /// <param name="time">How long, if that is limited.</param>
    /// <param name="megabytes">What <c>--max-memory</c> says.</param>
    public static SearchBudget FromOptions(TimeSpan? time, long? megabytes) => new(time, megabytes ?? WorkLimit.UsualMegabytes);

    /// <summary>The limit that work is given; its time begins now.</summary>
    public WorkLimit ToLimit(CancellationToken cancellation) => new(cancellation, Time, Megabytes);

    /// <summary>What ended a search, and what to give for more.</summary>
    /// <param name="reason">What it was.</param>
    /// <param name="detail">What would have been too large; null where the search went on for too long.</param>
    /// <returns>A sentence, and the option that lets it go on as another.</returns>
    public string Why(WorkStop reason, string? detail) => reason switch
    {
        WorkStop.Time =>
            string.Create(CultureInfo.InvariantCulture, $"The {Time?.TotalSeconds ?? 0:0.###} s of --time-limit were up. Give more"),
        WorkStop.Memory => detail is null
            ? string.Create(CultureInfo.InvariantCulture, $"More than {Megabytes} MB of memory were in use. Give --max-memory more")
            : $"There is not enough memory: {detail}. Give --max-memory more, or fewer --threads",
        _ => "It was stopped by a signal",
    };

    /// <summary>The word for a reason in JSON.</summary>
    public static string NameOf(WorkStop reason) => reason.ToString().ToLowerInvariant();
}
