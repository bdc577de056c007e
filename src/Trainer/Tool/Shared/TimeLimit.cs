using System.CommandLine;

namespace RuleCompiler.Tool.Shared;

/// <summary>The option <c>--time-limit</c> of work that runs under a <see cref="Trainer.Numerics.Deadline"/>.</summary>
internal static class TimeLimit
{
    private const double MaxSeconds = 1_000_000;

    /// <summary>The option.</summary>
    /// <param name="description">What happens when the time is up.</param>
    /// <param name="standard">The seconds where it is not given.</param>
    public static Option<double> Option(string description, double standard) =>
        NumberOptions.WithDefault("--time-limit", description, standard, 0.001, MaxSeconds);
}
