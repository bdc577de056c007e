using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace RuleCompiler.EndToEnd;

/// <summary>A process that is killed at any moment leaves what <c>--resume</c> needs to end with the bytes of an unbroken run.</summary>
public class KilledRunTests
{
    private const int Kills = 6;

    [Fact]
    public async Task ResumedRunsEndWithTheBytesOfAnUnbrokenOne()
    {
        var folder = Directory.CreateTempSubdirectory("rule compiler ").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "unbroken"));
            var clock = Stopwatch.StartNew();
            Shell.Dotnet(folder, Train("unbroken/Notes.rules.json")).MustSucceed();
            var whole = clock.Elapsed;

            // The moments follow the time that the whole run takes here, so that they fall into all of its phases.
            var random = new Random(1);
            var killed = 0;
            var resumed = 0;
            // A machine that is busy elsewhere may spend the first moments on starting: then later ones follow.
            for (var i = 0; i < Kills || (resumed == 0 && i < 4 * Kills); i++)
            {
                using var process = Process.Start(new ProcessStartInfo("dotnet", Train("Notes.rules.json", "--resume"))
                {
                    WorkingDirectory = folder,
                    UseShellExecute = false,
                    RedirectStandardError = true,
                })!;
                var errors = process.StandardError.ReadToEndAsync();
                if (!process.WaitForExit(whole * (0.1 + ((i < Kills ? 0.4 : 0.8) * random.NextDouble()))))
                {
                    process.Kill();
                    process.WaitForExit();
                    killed++;
                }

                resumed += (await errors).Contains("Resuming from", StringComparison.Ordinal) ? 1 : 0;
            }

            Assert.True(killed > 1, $"{killed} of {Kills} runs were killed");
            Assert.True(resumed > 0, "no run was resumed");
            Shell.Dotnet(folder, Train("Notes.rules.json", "--resume")).MustSucceed();
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(folder, "unbroken", "Notes.rules.json")),
                File.ReadAllBytes(Path.Combine(folder, "Notes.rules.json")));
            Assert.DoesNotContain(Directory.GetFiles(folder), file => file.Contains(".checkpoint", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Train(string output, params string[] more) =>
    [
        "exec",
        Path.Combine(PackedPackages.Repository, "src", "Trainer", "Tool", "bin", PackedPackages.Configuration, "net10.0", "rulec.dll"),
        "train", Path.Combine(PackedPackages.Repository, "samples", "Banknote", "banknote-train.csv"),
        "--target", "class", "-o", output, "--checkpoint-every", "0.1", .. more,
    ];
}
