namespace RuleCompiler.Tool.Shared;

/// <summary>What the process ends with.</summary>
public static class ExitCode
{
    /// <summary>The command did what it was asked to do.</summary>
    public const int Done = 0;

    /// <summary>A check that was asked for failed.</summary>
    public const int CheckFailed = 1;

    /// <summary>The command line or a file is wrong.</summary>
    public const int BadInput = 2;

    /// <summary>A fault of the program itself, as BSD's sysexits has it.</summary>
    public const int Fault = 70;

    /// <summary>Stopped by Ctrl-C, as shells report it.</summary>
    public const int Cancelled = 130;
}
