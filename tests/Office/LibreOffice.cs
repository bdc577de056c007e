using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Xunit;

namespace RuleCompiler.Office;

/// <summary>LibreOffice, which opens workbooks, calculates every formula anew whatever the file says, and writes what it found.</summary>
internal sealed class LibreOffice : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rulec-office");

    public LibreOffice()
    {
        // Without it values that the file has are kept.
        var user = Directory.CreateDirectory(Path.Combine(_folder.FullName, "profile", "user"));
        File.WriteAllText(
            Path.Combine(user.FullName, "registrymodifications.xcu"),
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
              <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
                <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
              </item>
            </oor:items>
            """);
    }

    /// <summary>Calculates workbooks.</summary>
    public IReadOnlyList<Cells> Calculate(IReadOnlyList<byte[]> workbooks)
    {
        var names = workbooks.Select((_, n) => FormattableString.Invariant($"w{n}.xlsx")).ToArray();
        for (var n = 0; n < names.Length; n++)
            File.WriteAllBytes(Path.Combine(_folder.FullName, names[n]), workbooks[n]);
        var start = new ProcessStartInfo("soffice")
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder.FullName,
        };
        string[] arguments =
        [
            "-env:UserInstallation=" + new Uri(Path.Combine(_folder.FullName, "profile")).AbsoluteUri, "--headless", "--convert-to", "xlsx",
            "--outdir", Path.Combine(_folder.FullName, "out"), .. names,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Started(start);
        var (said, told) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("LibreOffice does not come to an end.");
        }

        var results = names.Select(n => Path.Combine(_folder.FullName, "out", n)).ToArray();
        Assert.True(results.All(File.Exists), told.Result + said.Result);
        return results.Select(r => Cells.Of(File.ReadAllBytes(r))).ToArray();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException(
                "The program soffice is not there: install Debian's package libreoffice-calc-nogui, or leave this test out with --filter "
                    + "\"Category!=Office\".",
                e);
        }
    }
}
