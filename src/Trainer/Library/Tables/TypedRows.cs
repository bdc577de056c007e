using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using CsvHelper;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Writes rows of typed cells as CSV: each value as the text that reads back to it.</summary>
internal sealed class TypedRows : IDisposable
{
    /// <summary>What decoders put in the place of bytes that are no text.</summary>
    private const char Replacement = '\uFFFD';

    private const string Date = "yyyy-MM-dd";
    private const string Time = "HH:mm:ss.FFFFFFF";
    private const string DateAndTime = Date + "'T'" + Time;

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private readonly string _path;
    private readonly IReadOnlyList<string> _names;
    private readonly CsvWriter _csv;
    private readonly bool[] _hasNumbers;
    private readonly bool[] _hasTexts;
    private int _column;
    private int _replaced;

    /// <param name="path">The name of the table, for messages.</param>
    /// <param name="stream">Where the rows go; it stays open.</param>
    /// <param name="names">The names of the columns.</param>
    public TypedRows(string path, Stream stream, IReadOnlyList<string> names)
    {
        (_path, _names) = (path, names);
        (_hasNumbers, _hasTexts) = (new bool[names.Count], new bool[names.Count]);
        _csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        foreach (var name in names)
            Field(name);
        _csv.EndRecord();
    }

    /// <summary>How many rows there are.</summary>
    public int Rows { get; private set; }

    /// <summary>What a person should know of the cells.</summary>
    public IEnumerable<Note> Notes
    {
        get
        {
            if (_replaced == 0)
                yield break;
            yield return new Note(
                "not-text",
                string.Create(
                    Culture,
                    $"{(_replaced == 1 ? "1 text has" : $"{_replaced} texts have")} the character U+FFFD in the place of bytes that are no "
                        + $"text: whoever wrote them did not write UTF-8."))
            {
                Count = _replaced,
            };
        }
    }

    /// <summary>The columns that have numbers and nothing else.</summary>
    public EquatableArray<string> Numbers =>
        _names.Where((_, i) => _hasNumbers[i] && !_hasTexts[i]).ToEquatableArray();

    /// <summary>Whether cells of a type can be written.</summary>
    public static bool Takes(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var t
        && (t.IsPrimitive || t == typeof(decimal) || t == typeof(BigInteger) || t == typeof(string) || t == typeof(DateTime)
            || t == typeof(DateTimeOffset) || t == typeof(DateOnly) || t == typeof(TimeOnly) || t == typeof(TimeSpan) || t == typeof(Guid));

    /// <summary>Writes the next cell.</summary>
    /// <param name="value">The value; null for a missing one.</param>
    /// <exception cref="InputFileException">It is nothing that a row could have.</exception>
    public void Write(object? value)
    {
        switch (value)
        {
            case null or DBNull:
                Text(string.Empty);
                break;
            case double number:
                Number(number.ToString("R", Culture));
                break;
            // Its bits are those of a double, and a later table may have doubles.
            case float number:
                Number(((double)number).ToString("R", Culture));
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger:
                Number(((IFormattable)value).ToString(null, Culture));
                break;
            case bool isTrue:
                Text(isTrue ? "true" : "false");
                break;
            case string text:
                Text(text);
                break;
            case char or Guid:
                Text(string.Create(Culture, $"{value}"));
                break;
            case DateOnly date:
                Text(date.ToString(Date, Culture));
                break;
            case DateTime time:
                Text(time.ToString(DateAndTime, Culture) + (time.Kind == DateTimeKind.Utc ? "Z" : string.Empty));
                break;
            case DateTimeOffset time:
                Text(time.UtcDateTime.ToString(DateAndTime, Culture) + "Z");
                break;
            case TimeOnly time:
                Text(time.ToString(Time, Culture));
                break;
            case TimeSpan span:
                Text(span.ToString("c", Culture));
                break;
            default:
                throw Error(
                    "there is a value that is neither a number nor a text; leave its column out, or make a number or a text of it.");
        }
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        _csv.EndRecord();
        _column = 0;
        Rows = checked(Rows + 1);
    }

    /// <summary>The error for the next cell.</summary>
    public InputFileException Error(string problem, Exception? cause = null) => new(_path, Rows + 1, _column + 1, problem, cause);

    /// <inheritdoc/>
    public void Dispose() => _csv.Dispose();

    private void Number(string digits)
    {
        _hasNumbers[_column++] = true;
        _csv.WriteField(digits);
    }

    private void Text(string text)
    {
        _hasTexts[_column] |= text.Length > 0;
        _replaced += text.Contains(Replacement, StringComparison.Ordinal) ? 1 : 0;
        Field(text);
        _column++;
    }

    private void Field(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            throw Error("there is a NUL character in this text; take it out.");
        // A line without anything in it is not a row.
        _csv.WriteField(text, _names.Count == 1 && text.Length == 0 ? CsvQuoting.Always : CsvQuoting.WhenNeeded);
    }
}
