using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace RuleCompiler.EndToEnd;

/// <summary>What a command printed, and how it ended.</summary>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">Standard output and standard error.</param>
internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>Fails the test with all that was printed, unless the command succeeded.</summary>
    public CommandResult MustSucceed()
    {
        Assert.True(ExitCode == 0, $"The command ended with {ExitCode}:{Environment.NewLine}{Output}");
        return this;
    }

    /// <summary>Fails the test with all that was printed, if the command succeeded.</summary>
    public CommandResult MustFail()
    {
        Assert.True(ExitCode != 0, $"The command succeeded:{Environment.NewLine}{Output}");
        return this;
    }
}

/// <summary>Runs commands as a user would, untouched by the test run around them.</summary>
internal static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    public static CommandResult Run(string folder, string command, IEnumerable<string> arguments, string input = "")
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        // The test host's own settings must not reach the commands, or they would build with its assemblies.
        foreach (var name in start.Environment.Keys.Where(IsOfTheTestRun).ToArray())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // A build server that outlives the command would hold its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!Task.WhenAll(output, errors).Wait(Patience) || !process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            return new CommandResult(-1, $"'{command}' did not end within {Patience}.");
        }

        return new CommandResult(process.ExitCode, output.Result + errors.Result);
    }

    public static CommandResult Dotnet(string folder, params string[] arguments) => Run(folder, "dotnet", arguments);

    private static bool IsOfTheTestRun(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name is "DOTNET_HOST_PATH" or "DOTNET_STARTUP_HOOKS" or "DOTNET_gcServer";
}
