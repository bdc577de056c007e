using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Predictions.Recourses;

/// <summary>What a changed row has to keep to: factor · number + … ≤ most.</summary>
/// <param name="Inputs">The names of the numbers, each once.</param>
/// <param name="Factors">One factor for each.</param>
/// <param name="Most">The upper limit.</param>
public sealed record SideCondition(EquatableArray<string> Inputs, EquatableArray<double> Factors, double Most)
{
    /// <summary>
    /// Reads a condition as people write it: <c>2*duration + "monthly rate" &lt;= 60</c>, or with &gt;=, names on both sides.
    /// </summary>
    /// <param name="text">The text; a name with other characters than letters, digits and _ stands in quotes.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="RuleCompilerException">The text is none.</exception>
    public static SideCondition Parse(string text)
    {
        var reader = new Reader(text);
        reader.Sum(1);
        var sign = reader.Comparison();
        reader.Sum(-1);
        reader.End();
        var factors = reader.Factors.GroupBy(f => f.Name, StringComparer.Ordinal).Select(g => (g.Key, Sum: g.Sum(f => f.Factor)))
            .Where(f => f.Sum != 0).ToArray();
        if (factors.Length == 0)
            throw reader.Error("it names no input");
        return new SideCondition(
            factors.Select(f => f.Key).ToEquatableArray(),
            factors.Select(f => (double)(sign * f.Sum)).ToEquatableArray(),
            (double)(-sign * reader.Constant));
    }

    /// <summary>Reads from left to right; all is brought to the left side.</summary>
    private sealed class Reader(string text)
    {
        private const int MostDigits = 15;

        private int _at;

        public List<(string Name, decimal Factor)> Factors { get; } = [];

        public decimal Constant { get; private set; }

        public RuleCompilerException Error(string what) => new(
            $"'{VisibleText.Of(text)}' is no side condition: {what}. One looks like 2*duration + rate <= 60; a name with blanks stands in "
                + "double quotes.");

        public void Sum(int side)
        {
            var sign = Take('-') ? -side : side;
            Item(sign);
            while (true)
            {
                if (Take('+'))
                    Item(side);
                else if (Take('-'))
                    Item(-side);
                else
                    return;
            }
        }

        public int Comparison()
        {
            var isLess = Take('<');
            if (!isLess && !Take('>'))
                throw Error("it has no <= or >=");
            if (_at >= text.Length || text[_at] != '=')
                throw Error("it has a < or > without =");
            _at++;
            return isLess ? 1 : -1;
        }

        public void End()
        {
            Blanks();
            if (_at < text.Length)
                throw Error($"'{VisibleText.Of(text[_at..])}' is left over");
        }

        private void Item(int sign)
        {
            Blanks();
            if (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.'))
            {
                var number = Number();
                if (Take('*'))
                    Factors.Add((Name(), sign * number));
                else
                    Constant += sign * number;
            }
            else
            {
                Factors.Add((Name(), sign));
            }
        }

        private decimal Number()
        {
            var start = _at;
            while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.'))
                _at++;
            return _at - start <= MostDigits
                && decimal.TryParse(
                    text.AsSpan(start, _at - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw Error($"'{VisibleText.Of(text[start.._at])}' is no number of at most {MostDigits - 1} digits");
        }

        private string Name()
        {
            Blanks();
            var start = _at;
            if (_at < text.Length && text[_at] == '"')
            {
                var end = text.IndexOf('"', _at + 1);
                if (end < 0)
                    throw Error("a name in quotes has no end");
                _at = end + 1;
                return text[(start + 1)..end];
            }

            while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
                _at++;
            return _at > start ? text[start.._at] : throw Error("a number or a name is missing");
        }

        private bool Take(char c)
        {
            Blanks();
            if (_at >= text.Length || text[_at] != c)
                return false;
            _at++;
            return true;
        }

        private void Blanks()
        {
            while (_at < text.Length && text[_at] == ' ')
                _at++;
        }
    }
}
