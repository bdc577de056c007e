using System;
using System.IO;
using System.Text;

namespace RuleCompiler.Trainer.Files;

/// <summary>The class name that a file name suggests.</summary>
public static class DocumentName
{
    /// <summary>How the names of rule documents end.</summary>
    public const string Extension = ".rules.json";

    /// <summary>Makes a name of a file name: <c>data/loan-applications.csv</c> becomes <c>LoanApplications</c>.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A name that begins with a letter.</returns>
    public static string Of(string path)
    {
        var file = Path.GetFileName(path);
        var stem = file.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
            ? file[..^Extension.Length]
            : Path.GetFileNameWithoutExtension(file);
        var name = new StringBuilder();
        var startsWord = true;
        foreach (var c in stem)
        {
            if (!char.IsLetterOrDigit(c))
            {
                startsWord = true;
                continue;
            }

            name.Append(startsWord ? char.ToUpperInvariant(c) : c);
            startsWord = false;
        }

        if (name.Length == 0 || !char.IsLetter(name[0]))
            name.Insert(0, "Rules");
        return name.ToString();
    }
}
