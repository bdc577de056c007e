using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>A step of the calculation: a query over the step before it, whose columns it adds to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Remark">What it does, in one line.</param>
/// <param name="Columns">The columns that it passes on, by their names alone.</param>
/// <param name="Added">The columns that it calculates, with what they are.</param>
internal sealed record SqlStage(string Name, string Remark, IReadOnlyList<string> Columns, IReadOnlyList<SqlColumn> Added)
{
    private const int Width = 110;

    /// <summary>The names of all columns.</summary>
    public IEnumerable<string> All => Columns.Concat(Added.Select(c => c.Name));

    /// <summary>The query, in lines.</summary>
    /// <param name="from">The table or step that it is over.</param>
    /// <param name="end">What follows it.</param>
    public IEnumerable<string> Lines(string from, string end)
    {
        var items = Wrapped(Columns).Select(c => (Text: c, Remark: (string?)null))
            .Concat(Added.Select(c => (Text: $"{c.Expression} AS {c.Name}", c.Remark))).ToArray();
        yield return "SELECT";
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Remark is { } remark)
                yield return "  -- " + remark;
            foreach (var line in (items[i].Text + (i + 1 < items.Length ? "," : string.Empty)).Split(SqlText.Break))
                yield return "  " + line;
        }

        yield return "FROM " + from + end;
    }

    private static IEnumerable<string> Wrapped(IEnumerable<string> names)
    {
        var line = new StringBuilder();
        foreach (var name in names)
        {
            if (line.Length > 0 && line.Length + name.Length > Width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? ", " : string.Empty).Append(name);
        }

        if (line.Length > 0)
            yield return line.ToString();
    }
}

/// <summary>A column that is calculated.</summary>
/// <param name="Name">Its name, quoted where it is not one of ours.</param>
/// <param name="Expression">What it is.</param>
/// <param name="Remark">A line above it, of safe characters; null for none.</param>
internal sealed record SqlColumn(string Name, string Expression, string? Remark = null);
