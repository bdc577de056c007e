using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Tables;

/// <summary>What is worth telling of a column.</summary>
internal sealed partial class ColumnProfiler
{
    private IEnumerable<ColumnFinding> Findings(ColumnKind kind, LeftOutReason leftOut, int distinct)
    {
        if (leftOut == LeftOutReason.Nameless)
            yield return new ColumnFinding(FindingKind.Nameless, _rows, _texts.Keys.First());
        if (leftOut == LeftOutReason.Date || (_isTarget && kind == ColumnKind.Category && !_isCategory && IsDate(Present)))
            yield return new ColumnFinding(FindingKind.Date, _dates, _texts.Keys.First());
        if (_isTarget
            && _marks.Where(m => m.Key.Length > 0).OrderByDescending(m => m.Value).FirstOrDefault() is { Key: { } mark, Value: var rows })
            yield return new ColumnFinding(FindingKind.MissingTarget, rows, mark);
        var isCode = kind == ColumnKind.Category && !_isCategory && _numbers.Padded.Count > 0 && AreCodes();
        if (isCode && leftOut is LeftOutReason.None or LeftOutReason.FreeText or LeftOutReason.Identifier)
            yield return new ColumnFinding(FindingKind.Code, _numbers.Padded.Count, _numbers.Padded.First!);
        // Long integers may be the same only because they have lost what distinguishes them.
        if (kind == ColumnKind.Number && (leftOut is LeftOutReason.None or LeftOutReason.Constant)
            && _numbers.Long is { First: { } longest } integers)
            yield return new ColumnFinding(FindingKind.LongInteger, integers.Count, longest);
        if (leftOut != LeftOutReason.None)
            yield break;
        foreach (var finding in kind == ColumnKind.Number ? OfNumbers(distinct) : OfCategories(isCode))
            yield return finding;
    }

    private IEnumerable<ColumnFinding> OfNumbers(int distinct)
    {
        if (_marksOfNumbers.Finding is { } dressed)
            yield return dressed;
        if (_isNumber)
            yield break;
        if (_numbers.Padded is { First: { } padded } codes)
            yield return new ColumnFinding(FindingKind.PaddedNumber, codes.Count, padded);
        if (_numbers.Exponents is { First: { } exponent } exponents && exponents.Count == _numbers.Count)
            yield return new ColumnFinding(FindingKind.ExponentNumber, exponents.Count, exponent);
        if (!_isTarget && _numbers.AreIntegers && distinct is > 2 and <= FewCategories && NameWords.SayCode(_name))
            yield return new ColumnFinding(FindingKind.LikelyCode, distinct, _name);
    }

    private IEnumerable<ColumnFinding> OfCategories(bool isCode)
    {
        var isList = !isCode && !_isCategory && _numbers.Distinct > FewMarks && _noNumbers.Count is 1 or 2 && 2 * _numbers.Count >= Present;
        if (isList && _noNumbers.MaxBy(t => _texts.GetValueOrDefault(t)) is { } text)
            yield return new ColumnFinding(FindingKind.NumberAmongCategories, _texts.GetValueOrDefault(text), text);
        foreach (var spelling in Spellings.Find(_texts))
            yield return spelling;
    }
}
