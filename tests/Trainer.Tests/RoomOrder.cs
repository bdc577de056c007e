using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace RuleCompiler.Trainer.Tests;

/// <summary>Checks by their text that source files refer only to rooms of the trainer that stand before their own.</summary>
/// <remarks>
/// A room's types can be named in full, from <c>Trainer.</c> on, or from the room's own name on, and nothing else reaches them without a
/// using directive, which names the room in full. A property may be called like a room, so that a bare name counts only with a type or
/// a namespace of that room behind it.
/// </remarks>
internal sealed partial class RoomOrder
{
    private const string Root = "RuleCompiler.Trainer";

    /// <summary>The rooms, each reading only what stands before it.</summary>
    private static readonly string[] Rooms =
        ["Data", "Exact", "Networks", "Onnx", "Interpretation", "Training", "Extraction", "Rules", "Geometry", "Verification", "Pipeline", "Reports", "Cli"];

    /// <summary>Of a network extraction needs only what it is, not how it was trained.</summary>
    private static readonly Dictionary<string, string[]> Narrower = new(StringComparer.Ordinal) { ["Extraction"] = ["Data", "Exact", "Networks"] };

    private readonly Dictionary<string, string> _code;
    private readonly ILookup<string, string> _names;

    public RoomOrder(IEnumerable<(string Path, string Text)> files)
    {
        _code = files.ToDictionary(f => f.Path, f => Code(f.Text), StringComparer.Ordinal);
        _names = _code.SelectMany(f => NamesIn(f.Key, f.Value).Select(name => (Room: RoomOf(f.Key), name))).ToLookup(n => n.Room, n => n.name);
    }

    /// <summary>What is against the order, a line each.</summary>
    public IEnumerable<string> Violations()
    {
        foreach (var (path, code) in _code)
        {
            var room = RoomOf(path);
            if (!Rooms.Contains(room))
            {
                yield return $"{path}: no room is called {room}";
                continue;
            }

            var expected = Root + "." + string.Join('.', path.Split('/').SkipLast(1));
            var declared = Namespace().Matches(code).Select(m => m.Groups["name"].Value).ToArray();
            if (!declared.SequenceEqual([expected]))
                yield return $"{path}: its namespace is {string.Join(", ", declared)}, not {expected}";
            if (GlobalUsing().IsMatch(code))
                yield return $"{path}: a global using hides what a file reads";
            foreach (var other in Rooms.Where(r => r != room && !MayRead(room, r) && RefersTo(code, r)))
                yield return $"{path}: {room} refers to {other}";
        }
    }

    /// <summary>Whether code names anything of the trainer.</summary>
    public static bool NamesTrainer(string text) =>
        Regex.IsMatch(Code(text), $@"(?<![\w.])(RuleCompiler\.)?Trainer\.({string.Join('|', Rooms)})\b|\bRuleCompiler\.Trainer\b", RegexOptions.None, Timeout);

    /// <summary>Whether code names anything of the generator.</summary>
    public static bool NamesGenerator(string text) => GeneratorName().IsMatch(Code(text));

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private static bool MayRead(string room, string other) =>
        Narrower.TryGetValue(room, out var allowed) ? allowed.Contains(other) : Array.IndexOf(Rooms, other) < Array.IndexOf(Rooms, room);

    private bool RefersTo(string code, string room) =>
        Regex.IsMatch(code, $@"(?<![\w.])(RuleCompiler\.)?Trainer\.{room}\b", RegexOptions.None, Timeout)
        || Regex.Matches(code, $@"(?<![\w.]){room}\.(?<name>\w+)", RegexOptions.None, Timeout).Any(m => _names[room].Contains(m.Groups["name"].Value));

    private static string RoomOf(string path) => path.Split('/')[0];

    /// <summary>The types that a file declares and the namespaces inside its room.</summary>
    private static IEnumerable<string> NamesIn(string path, string code) =>
        TypeName().Matches(code).Select(m => m.Groups["name"].Value).Concat(path.Split('/').Skip(1).SkipLast(1));

    /// <summary>The text without comments, and without blanks around dots. Strings stay, since the holes in them hold code.</summary>
    private static string Code(string text)
    {
        var code = CommentOrString().Replace(text, m => m.Value.StartsWith("//", StringComparison.Ordinal) || m.Value.StartsWith("/*", StringComparison.Ordinal) ? " " : m.Value);
        return Verbatim().Replace(Dot().Replace(code, "."), string.Empty);
    }

    [GeneratedRegex("""
        "{3}.*?"{3} | @\$?"(?:[^"]|"")*" | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])+' | //[^\n]* | /\*.*?\*/
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace, 10_000)]
    private static partial Regex CommentOrString();

    [GeneratedRegex(@"\s*\.\s*", RegexOptions.None, 10_000)]
    private static partial Regex Dot();

    [GeneratedRegex(@"@(?=\p{L})", RegexOptions.None, 10_000)]
    private static partial Regex Verbatim();

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline, 10_000)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^\s*global\s+using\b", RegexOptions.Multiline, 10_000)]
    private static partial Regex GlobalUsing();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum|delegate\s+[\w<>\[\]?,. ]+?)\s+(?<name>\w+)\s*(?=[({;:<\s])", RegexOptions.None, 10_000)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\bRuleCompiler\.Generator\b|(?<![\w.])Generator\.\p{Lu}", RegexOptions.None, 10_000)]
    private static partial Regex GeneratorName();
}
