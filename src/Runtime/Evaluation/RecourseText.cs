namespace RuleCompiler.Evaluation;

/// <summary>Certificates as words, with a seal over all of them.</summary>
internal static class RecourseText
{
    /// <summary>The first line of a certificate.</summary>
    internal const string Head = "recourse 1\n";

    /// <summary>What stands before the seal, which ends the text.</summary>
    internal const string SealMark = "seal ";

    internal static string Of(long number)
    {
        return number.ToString(global::System.Globalization.CultureInfo.InvariantCulture);
    }

    internal static string Of(double number)
    {
        return number.ToString("G17", global::System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A checksum of a text (FNV-1a, 64 bits): one character that is changed changes it for certain.</summary>
    internal static string Seal(string text)
    {
        var seal = 14695981039346656037UL;
        foreach (var c in text)
        {
            seal = unchecked((seal ^ (c & 0xFFu)) * 1099511628211UL);
            seal = unchecked((seal ^ (uint)(c >> 8)) * 1099511628211UL);
        }

        return seal.ToString("x16", global::System.Globalization.CultureInfo.InvariantCulture);
    }
}
