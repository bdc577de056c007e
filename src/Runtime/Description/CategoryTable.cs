using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>
/// Writes what each category adds to a sum: <c>{workclass: 0.31 for Private, State-gov; -0.2 for Local-gov; 0.0 otherwise}</c>.
/// </summary>
/// <remarks>
/// Categories that add the same stand together, those that add most first: a reader compares few numbers, not many names.
/// </remarks>
internal static class CategoryTable
{
    /// <summary>The table on one line where it fits, else a line or more for each weight, indented under its input.</summary>
    /// <param name="term">The weights.</param>
    /// <param name="input">The input that they belong to.</param>
    /// <param name="width">The width that a line may have.</param>
    public static string[] Lines(CategoryTerm term, CategoryInput input, int width)
    {
        var head = "{" + ShownName.Of(input.Name) + ":";
        var groups = Groups(term, input);
        var line = head + " " + string.Join("; ", groups.Select(g => g.Weight + g.Link + string.Join(", ", g.Names))) + "}";
        if (line.Length <= width)
            return new[] { line };

        var lines = new List<string> { head };
        var column = groups.Max(g => g.Weight.Length);
        for (var g = 0; g < groups.Count; g++)
            AddGroup(lines, groups[g], column, g + 1 < groups.Count ? ";" : "}", width);
        return lines.ToArray();
    }

    private static void AddGroup(List<string> lines, Group group, int column, string end, int width)
    {
        var line = "  " + group.Weight.PadLeft(column) + group.Link;
        var indent = new string(' ', line.Length);
        for (var i = 0; i < group.Names.Count; i++)
        {
            var name = group.Names[i] + (i + 1 < group.Names.Count ? "," : end);
            if (i > 0 && line.Length + 1 + name.Length > width)
            {
                lines.Add(line);
                line = indent + name;
            }
            else
            {
                line += (i > 0 ? " " : string.Empty) + name;
            }
        }

        lines.Add(line);
    }

    private static List<Group> Groups(CategoryTerm term, CategoryInput input)
    {
        var groups = term.Weights
            .GroupBy(w => w.Weight.Literal)
            .OrderByDescending(g => g.First().Weight.Value)
            .Select(g => new Group(g.Key, " for ", g.Select(w => ShownName.Of(input.Categories[w.Category])).ToList()))
            .ToList();

        // What is not listed adds nothing. A single such category is named, as otherwise leaves it to be guessed.
        var listed = new HashSet<int>(term.Weights.Select(w => w.Category));
        var rest = Enumerable.Range(0, input.Categories.Count).Where(c => !listed.Contains(c)).ToList();
        if (rest.Count == 1 && groups.Count > 0)
            groups.Add(new Group("0.0", " for ", new List<string> { ShownName.Of(input.Categories[rest[0]]) }));
        else if (rest.Count > 0)
            groups.Add(new Group("0.0", " ", new List<string> { groups.Count > 0 ? "otherwise" : "always" }));
        return groups;
    }

    private readonly record struct Group(string Weight, string Link, List<string> Names);
}
