using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>
/// What terms add that are chosen from among several values, as columns: sums and shares both ask for them, and they are to stand once.
/// </summary>
internal sealed class SqlTerms
{
    private readonly RuleDocument _document;
    private readonly Dictionary<Term, SqlColumn> _columns = [];

    /// <summary>Gathers the terms of all sums.</summary>
    public SqlTerms(RuleDocument document, SqlSums sums)
    {
        _document = document;
        foreach (var term in document.Sums.SelectMany(s => s.Terms).Where(t => !IsPlain(t)))
        {
            if (!_columns.ContainsKey(term))
                _columns.Add(term, new SqlColumn(
                    SqlSums.Numbered("a", _columns.Count), sums.Of(term), SqlText.Remark(document.Inputs[term.Input].Name)));
        }
    }

    /// <summary>The columns, in the order in which the document first has them.</summary>
    public IEnumerable<SqlColumn> Columns => _columns.Values;

    /// <summary>The column of a term; null for one that is a weight alone.</summary>
    public string? Find(Term term) => _columns.GetValueOrDefault(term)?.Name;

    private bool IsPlain(Term term) => term.Match(
        number => _document.Inputs.NumberAt(number.Input).Specials.Count == 0, _ => false, _ => false);
}
