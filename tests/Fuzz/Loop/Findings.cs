using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace RuleCompiler.Fuzz.Loop;

/// <summary>Inputs that did what none may do, each in a file with what happened beside it. Those of one cause are one finding.</summary>
internal sealed class Findings(string folder)
{
    /// <summary>A target is left after so many.</summary>
    public const int Most = 20;

    private const int NamingFrames = 3;

    /// <summary>How many there are, those of earlier runs among them.</summary>
    public int Count => Directory.Exists(folder) ? Directory.GetFiles(folder, "*.txt").Length : 0;

    /// <summary>Keeps an input that something was thrown for.</summary>
    public void Add(string kind, byte[] input, Exception thrown) => Add(kind, input, Cause(thrown), thrown.ToString());

    /// <summary>What exceptions of one cause share: their type, and the calls that threw them.</summary>
    public static string Cause(Exception thrown) => thrown.GetType().FullName + " " + string.Join(
        ' ',
        new StackTrace(thrown).GetFrames().Select(f => f.GetMethod()).OfType<MethodBase>().Take(NamingFrames)
            .Select(m => m.DeclaringType?.FullName + "." + m.Name));

    /// <summary>Keeps an input.</summary>
    /// <param name="kind">What happened, in a word.</param>
    /// <param name="input">The input.</param>
    /// <param name="cause">What inputs of the same cause share.</param>
    /// <param name="message">What happened.</param>
    public void Add(string kind, byte[] input, string cause, string message)
    {
        Directory.CreateDirectory(folder);
        var name = Path.Combine(folder, kind + "-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cause)))[..12]);
        if (File.Exists(name + ".txt"))
            return;
        File.WriteAllBytes(name + ".input", input);
        File.WriteAllText(name + ".txt", message + "\n");
    }

    /// <summary>What happened, a line for each.</summary>
    public IEnumerable<string> Lines() => Directory.Exists(folder)
        ? Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal)
            .Select(f => Path.ChangeExtension(f, ".input") + ": " + File.ReadLines(f).FirstOrDefault())
        : [];
}
