using System.Collections.Generic;
using System.IO;

namespace RuleCompiler.EndToEnd;

/// <summary>Projects of users that are a few lines each, written where the test says what is in them.</summary>
internal static class UserProjects
{
    /// <summary>A document that gives no warning, with a name of its own.</summary>
    public static string Document(string name) => $$"""
        {
          "version": 1,
          "name": "{{name}}",
          "inputs": [ { "name": "weight", "unit": "kg", "range": [0, 40] } ],
          "outputs": [ { "name": "surcharge" } ],
          "decision": { "kind": "threshold", "thresholds": [ { "threshold": 0, "below": "light", "atOrAbove": "heavy" } ] },
          "conditions": [ { "id": 1, "expression": { "bias": -7.5, "weights": { "weight": 1 } } } ],
          "tree": { "condition": 1, "negative": { "rule": 1 }, "positive": { "rule": 2 } },
          "rules": [ { "id": 1, "expressions": [ { "bias": -1 } ] }, { "id": 2, "expressions": [ { "bias": 1 } ] } ]
        }

        """;

    /// <summary>Writes files into a new folder beside the packages.</summary>
    public static string Write(PackedPackages packages, string folder, IEnumerable<(string Path, string Text)> files)
    {
        var root = Path.Combine(packages.Folder, folder);
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        return root;
    }
}
