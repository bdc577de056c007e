using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace RuleCompiler.Approvals;

/// <summary>SHA-256 of texts in UTF-8.</summary>
internal static class Fingerprint
{
    /// <summary>What a whole hash begins with.</summary>
    public const string Prefix = "sha256:";

    /// <summary>The digits of a whole hash.</summary>
    public const int Length = 64;

    /// <summary>
    /// The digits of a part's hash. Parts say where a change is, the whole hash says that there is one: so few are enough, and a line of
    /// an approval can be read.
    /// </summary>
    public const int PartLength = 16;

    /// <summary>The hash of a text, as <c>sha256:…</c>.</summary>
    public static string Of(string text) => Prefix + Digits(text);

    /// <summary>The first digits of the hash of a part's text.</summary>
    public static string OfPart(string text) => Digits(text).Substring(0, PartLength);

    /// <summary>Whether a text is so many hexadecimal digits in lower case.</summary>
    public static bool IsDigits(string text, int length) =>
        text.Length == length && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    private static string Digits(string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return string.Concat(hash.GetHashAndReset().Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
