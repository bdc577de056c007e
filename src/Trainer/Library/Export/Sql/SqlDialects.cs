using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>The engines that rules can be written for.</summary>
public static class SqlDialects
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SqlDialect> All { get; } =
    [
        new Postgres(), new DuckDb(), new Sqlite(), new ClickHouse(), new Spark(), new Trino(), new BigQuery(), new Snowflake(),
        new MySql(),
    ];

    /// <summary>Their names, as they are asked for.</summary>
    public static IReadOnlyList<string> Names { get; } = All.Select(d => d.Name).ToArray();

    /// <summary>The dialect of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The dialect.</returns>
    /// <exception cref="ArgumentException">There is no such dialect.</exception>
    public static SqlDialect Of(string name) => All.FirstOrDefault(d => d.Name == name)
        ?? throw new ArgumentException("There is no such dialect.", nameof(name));

    // NaN is larger than all numbers, so that comparisons with it are never made: IsNaN comes first, or NULL stands for it.
    private sealed record Postgres() : SqlDialect("postgres", "PostgreSQL")
    {
        internal override string DoubleType => "double precision";

        internal override string TextType => "text";

        internal override string DoubleSuffix => "::float8";

        internal override string NegativeZero => "'-0'::float8";

        internal override bool AbortsOnOverflow => true;

        internal override bool AbortsOnUnderflow => true;

        // Subqueries are pulled up and conditions pasted into every use, unless something has to be counted off.
        internal override string Fence => " OFFSET 0";

        internal override string IsNaN(string value) => $"{value} = 'NaN'::float8";

        internal override string TryDouble(string text) =>
            $"CASE WHEN {text} ~ '^[-+]?([0-9]{{1,200}}([.][0-9]{{0,200}})?|[.][0-9]{{1,200}})([eE][-+]?[0-9]{{1,2}})?$' "
                + $"THEN CAST({text} AS double precision) END";

        internal override string TextEquals(string text, string literal) => $"{text} = {literal} COLLATE \"C\"";

        // Whether a backslash is one depends on a setting, but not after E.
        private protected override string Quoted(string text) => text.Contains('\\', StringComparison.Ordinal)
            ? "E" + SqlText.Doubled(text.Replace("\\", "\\\\", StringComparison.Ordinal))
            : SqlText.Doubled(text);

        private protected override string Decimal(string digits) => digits.StartsWith('-') ? $"'{digits}'::float8" : digits + "::float8";
    }

    private sealed record DuckDb() : SqlDialect("duckdb", "DuckDB")
    {
        internal override string TryDouble(string text) => $"TRY_CAST({text} AS DOUBLE)";
    }

    // NaN is stored as NULL and reads as missing; decimals are read to the nearest double by no version for certain.
    private sealed record Sqlite() : SqlDialect("sqlite", "SQLite")
    {
        internal override string DoubleType => "REAL";

        internal override string TextType => "TEXT";

        internal override bool ReadsDecimals => false;

        internal override string NegativeZero => "-0.0";

        internal override bool HasNaN => false;

        internal override string Materialized => " MATERIALIZED";

        private protected override string Greatest => "MAX";

        internal override string IsNaN(string value) => $"{value} IS NULL";

        internal override string IsInfinite(string value) => $"ABS({value}) = 9e999";

        // A text that is no number would be 0.
        internal override string ToDouble(string column) =>
            $"CASE WHEN typeof({column}) IN ('integer', 'real') THEN CAST({column} AS REAL) END";

        internal override string? IsNoNumber(string column) => $"typeof({column}) IN ('text', 'blob')";

        internal override string TryDouble(string text) =>
            $"CASE WHEN json_valid({text}) THEN CASE WHEN json_type({text}) IN ('integer', 'real') THEN CAST({text} AS REAL) END END";

        internal override string TextEquals(string text, string literal) => $"{text} = {literal} COLLATE BINARY";
    }

    // Numbers are written as quotients, since versions read decimals with an error in the last place.
    private sealed record ClickHouse() : SqlDialect("clickhouse", "ClickHouse")
    {
        internal override char NameQuote => '`';

        internal override string DoubleType => "Nullable(Float64)";

        internal override string TextType => "Nullable(String)";

        internal override bool ReadsDecimals => false;

        internal override string NegativeZero => "-0.0";

        internal override bool HasNamedSubqueries => false;

        internal override string IsNaN(string value) => $"isNaN({value})";

        // Of two values at a time.
        internal override string GreatestOf(IReadOnlyList<string> values) => values.Aggregate((a, b) => $"greatest({a}, {b})");

        internal override string IsInfinite(string value) => $"isInfinite({value})";

        internal override string Absolute(string value) => $"abs({value})";

        internal override string Exp(string value) => $"exp({value})";

        // Versions before 20.1 have no TRIM.
        internal override string ToText(string column) => $"replaceRegexpAll({Cast(column, TextType)}, '^ +| +$', '')";

        internal override string TryDouble(string text) => $"toFloat64OrNull({text})";

        private protected override string Quoted(string text) => SqlText.Backslashed(text, '\'');

        private protected override string Escaped(string name) => SqlText.Escaped(name, NameQuote);
    }

    private sealed record Spark() : SqlDialect("spark", "Spark")
    {
        internal override char NameQuote => '`';

        internal override string TextType => "STRING";

        internal override string DoubleSuffix => "D";

        internal override string TryDouble(string text) => $"TRY_CAST({text} AS DOUBLE)";

        // What looks like a variable would be replaced, and in a name nothing can escape it.
        private protected override string Escaped(string name) => name.Contains("${", StringComparison.Ordinal)
            ? throw new RuleCompilerException(
                $"Spark takes ${{ in the name '{VisibleText.Of(name)}' for a variable; call the column otherwise.")
            : base.Escaped(name);

        // In texts a backslash can.
        private protected override string Quoted(string text) =>
            SqlText.Backslashed(text, '\'').Replace("${", "$\\{", StringComparison.Ordinal);
    }

    private sealed record Trino() : SqlDialect("trino", "Trino")
    {
        internal override string IsNaN(string value) => $"is_nan({value})";

        internal override string TryDouble(string text) => $"TRY_CAST({text} AS DOUBLE)";
    }

    private sealed record BigQuery() : SqlDialect("bigquery", "BigQuery")
    {
        internal override char NameQuote => '`';

        internal override string DoubleType => "FLOAT64";

        internal override string TextType => "STRING";

        internal override bool AbortsOnOverflow => true;

        internal override string IsNaN(string value) => $"IS_NAN({value})";

        internal override string TryDouble(string text) => $"SAFE_CAST({text} AS FLOAT64)";

        private protected override string Quoted(string text) => SqlText.Backslashed(text, '\'');

        private protected override string Escaped(string name) => SqlText.Escaped(name, NameQuote);
    }

    private sealed record Snowflake() : SqlDialect("snowflake", "Snowflake")
    {
        internal override string DoubleType => "DOUBLE";

        internal override string DoubleSuffix => "::DOUBLE";

        internal override string NegativeZero => "'-0'::DOUBLE";

        internal override bool AbortsOnOverflow => true;

        internal override string IsNaN(string value) => $"{value} = 'NaN'::DOUBLE";

        internal override string TryDouble(string text) => $"TRY_TO_DOUBLE({text})";

        private protected override string Quoted(string text) => SqlText.Backslashed(text, '\'');

        private protected override string Decimal(string digits) => $"'{digits}'::DOUBLE";
    }

    // There is no NaN and no infinity.
    private sealed record MySql() : SqlDialect("mysql", "MySQL")
    {
        internal override char NameQuote => '`';

        internal override string TextType => "CHAR";

        internal override bool HasNaN => false;

        internal override bool HasInfinity => false;

        internal override bool AbortsOnOverflow => true;

        // Derived tables are merged into the query around them, unless something has to be counted off.
        internal override string Fence => " LIMIT 18446744073709551615";

        internal override string IsNaN(string value) => $"{value} IS NULL";

        internal override string TryDouble(string text) =>
            $"CASE WHEN {text} REGEXP '^[-+]?([0-9]{{1,200}}([.][0-9]{{0,200}})?|[.][0-9]{{1,200}})([eE][-+]?[0-9]{{1,2}})?$' "
                + $"THEN CAST({text} AS DOUBLE) END";

        internal override string TextEquals(string text, string literal) => $"BINARY {text} = {literal}";

        // Whether a backslash is one depends on a setting.
        private protected override string Quoted(string text) => text.Contains('\\', StringComparison.Ordinal)
            ? $"CONVERT(X'{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}' USING utf8mb4)"
            : SqlText.Doubled(text);
    }
}
