using System;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>What people are told of the data, and that clean data is told nothing of.</summary>
public sealed class DataNotesTests
{
    [Fact]
    public void CleanDataHasNoNotes()
    {
        foreach (var (text, target) in new[] { (Tables.Mixed, "bought"), (Tables.Classes, "class"), (Tables.Regression, "y") })
        {
            using var file = new CsvFile(text);
            Assert.Empty(DataNotes.Of(Dataset.Read(file.Path, null, CsvFile.Target(target), null, 1)));
        }
    }

    [Fact]
    public void CopiesAreTold()
    {
        var lines = Tables.Classes.TrimEnd('\n').Split('\n');
        using var file = new CsvFile(string.Join('\n', lines.Take(301).Concat(lines.Skip(1).Take(200))) + "\n");
        var note = Note(file, null, "class", "equal-rows");
        Assert.Equal(200, note.Count);
        Assert.StartsWith(
            "200 rows have the inputs of an earlier row, as copies do; rows with equal inputs are kept on one side",
            note.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void EqualRowsThatAreOrdinaryAreToldAsThat()
    {
        using var file = new CsvFile(
            CsvFile.Rows(
                "a,b,c,y",
                600,
                i => FormattableString.Invariant(
                    $"{"pq"[i % 2]},{"rstu"[i / 2 % 4]},{"vwx"[i / 8 % 3]},{(i * 7 % 5 == 0 ? "no" : "yes")}")));
        var note = Note(file, null, "y", "equal-rows");
        Assert.Equal(
            "120 of the 120 test rows have the inputs of a training or validation row: with so few different values that is to be expected "
                + "of new rows too.",
            note.Text);
    }

    [Fact]
    public void TestRowsThatWereTrainedOnAreTold()
    {
        using var file = new CsvFile(Tables.Mixed);
        var lines = Tables.Mixed.TrimEnd('\n').Split('\n');
        var some = file.Sibling("some.csv");
        File.WriteAllText(some, string.Join('\n', lines.Take(1).Concat(lines.Skip(100).Take(40))) + "\n");
        Assert.StartsWith(
            "the test file is the training file itself; the test figures say how well these rows are known",
            Note(file, file.Path, "bought", "test-rows-in-training").Text,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "all 40 test rows are in the training file too",
            Note(file, some, "bought", "test-rows-in-training").Text,
            StringComparison.Ordinal);

        var other = file.Sibling("other.csv");
        File.WriteAllText(
            other,
            string.Join(
                '\n',
                lines.Take(1).Concat(lines.Skip(100).Take(4)).Concat(
                    Enumerable.Range(0, 20).Select(i => FormattableString.Invariant($"{20 + i},{1234 + i}.75,clerk,north,yes")))) + "\n");
        var note = Note(file, other, "bought", "test-rows-in-training");
        Assert.Equal(
            (
                4,
                "4 of the 24 test rows are in the training file too, with the same inputs and target; "
                    + "their figures say how well they are known."),
            (note.Count, note.Text));
    }

    [Theory]
    [InlineData(
        "4,9,11",
        TaskKind.MultiClass,
        "'y' has 3 different whole numbers (4, 9, 11), taken for labels; --task regression takes them for amounts.")]
    [InlineData(
        "1,2,3",
        TaskKind.MultiClass,
        "'y' has 3 different whole numbers (1, 2, 3), taken for labels; --task regression takes them for amounts.")]
    [InlineData(
        "3,4,5,6,7,8",
        TaskKind.Regression,
        "'y' has 6 different whole numbers (3 to 8), taken for amounts; --task classes takes them for labels.")]
    public void WhatIsGuessedOfNumbersIsTold(string values, TaskKind kind, string text)
    {
        var cells = values.Split(',');
        using var file = new CsvFile(CsvFile.Rows("x,y", 120, i => FormattableString.Invariant($"{i}.5,{cells[i % cells.Length]}")));
        var note = Note(file, null, "y", kind == TaskKind.MultiClass ? "numbers-as-labels" : "numbers-as-amounts");
        Assert.Equal((text, "y", cells.Length), (note.Text, note.Column, note.Count));
        Assert.DoesNotContain(
            DataNotes.Of(Dataset.Read(file.Path, null, CsvFile.Target("y"), kind, 1)),
            n => n.Kind.StartsWith("numbers-as", StringComparison.Ordinal));
    }

    [Fact]
    public void ALabelWithoutATestRowIsNamed()
    {
        using var file = new CsvFile(
            CsvFile.Rows("x,y", 100, i => FormattableString.Invariant($"{i}.5,{(i == 50 ? "lonely" : i % 2 == 0 ? "yes" : "no")}")));
        var note = Note(file, null, "y", "labels-without-test-row");
        Assert.Equal("1 label of 'y' has no row to test; no test figure says how well they are answered: 'lonely'.", note.Text);
    }

    [Fact]
    public void LabelsThatAreOnlyTestedAreCountedAsWrong()
    {
        using var file = new CsvFile(
            CsvFile.Rows("x,y", 200, i => FormattableString.Invariant($"{i}.5,{(i % 2 == 0 ? $"own {i}" : "shared")}")));
        var data = Dataset.Read(file.Path, null, CsvFile.Target("y"), null, 1);
        var wrong = data.Task.Labels(data.Table, 0, data.Split.Test).Count(l => data.Task.Targets[0].Labels[l] != "shared");
        Assert.InRange(wrong, 19, 21);
        var note = DataNotes.Of(data).Single(n => n.Kind == "labels-without-training-row");
        Assert.Contains(
            FormattableString.Invariant($"never answered; the test figures count {wrong} rows of them as wrong: 'own "),
            note.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ATestTableWithoutALabelIsTold()
    {
        using var file = new CsvFile(Tables.Classes);
        var test = file.Sibling("test.csv");
        File.WriteAllText(test, "x,y,class\n0.11,0.22,down\n-0.71,0.31,left\n");
        Assert.Contains("'up'", Note(file, test, "class", "labels-without-test-row").Text, StringComparison.Ordinal);
        File.WriteAllText(test, "x,y,class\n0.11,0.22,down\n-0.71,0.31,sideways\n");
        var error = Assert.Throws<InputFileException>(() => DataNotes.Of(Dataset.Read(file.Path, test, CsvFile.Target("class"), null, 1)));
        Assert.Equal((test, 3), (error.File, error.Line));
    }

    [Fact]
    public void RareCategoriesAreTold()
    {
        using var file = new CsvFile(CsvFile.Rows("x,place,y", 900, i => FormattableString.Invariant($"{i}.5,place {i % 60},{i % 2}")));
        var data = Dataset.Read(file.Path, null, CsvFile.Target("y"), null, 1, new CategoryOptions { MaxCategories = 20 });
        var note = DataNotes.Of(data).Single(n => n.Kind == "rare-categories");
        Assert.Equal(("place", 41), (note.Column, note.Count));
        Assert.Contains("count as one, (rare); --max-categories", note.Text, StringComparison.Ordinal);
    }

    private static Note Note(CsvFile file, string? test, string target, string kind) =>
        DataNotes.Of(Dataset.Read(file.Path, test, CsvFile.Target(target), null, 1)).Single(n => n.Kind == kind);
}
