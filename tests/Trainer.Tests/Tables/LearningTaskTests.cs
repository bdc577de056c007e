using System;
using System.Linq;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

public sealed class LearningTaskTests
{
    [Theory]
    [InlineData("0,1", TaskKind.Binary, "0,1")]
    [InlineData("1,0", TaskKind.Binary, "0,1")]
    [InlineData("2,1", TaskKind.Binary, "1,2")]
    [InlineData("-1,1", TaskKind.Binary, "-1,1")]
    [InlineData("yes,no", TaskKind.Binary, "no,yes")]
    [InlineData(">50K,<=50K", TaskKind.Binary, "<=50K,>50K")]
    [InlineData("c,a,b", TaskKind.MultiClass, "a,b,c")]
    [InlineData("2,0,1", TaskKind.MultiClass, "0,1,2")]
    [InlineData("3,1,2,10,9,8,7,6,5,4", TaskKind.MultiClass, "1,2,3,4,5,6,7,8,9,10")]
    [InlineData("3,4,5", TaskKind.Regression, "")]
    [InlineData("0,2,3", TaskKind.MultiClass, "0,2,3")]
    [InlineData("11,4,30", TaskKind.MultiClass, "4,11,30")]
    [InlineData("10,20,30", TaskKind.Regression, "")]
    [InlineData("-1,0,1", TaskKind.Regression, "")]
    [InlineData("0.5,1,1.5", TaskKind.Regression, "")]
    public void KindAndLabelsFollowFromTheValues(string values, TaskKind kind, string labels)
    {
        var cells = values.Split(',');
        using var file = new CsvFile(CsvFile.Rows("x;y", 60, i => FormattableString.Invariant($"{i}.5;{cells[i % cells.Length]}")));
        var task = LearningTask.Infer(file.Read(CsvFile.Target("y")), ["y"]);
        Assert.Equal(kind, task.Kind);
        Assert.Equal(labels, string.Join(',', task.Targets[0].Labels));
    }

    [Theory]
    [InlineData("101,205,310", "101,205,310")]
    [InlineData("0,1,2", "0,1,2")]
    [InlineData("2,3,4,5", "2,3,4,5")]
    [InlineData("1,2", "")]
    [InlineData("1.5,2,4", "")]
    [InlineData("a,b,c", "")]
    public void WholeNumbersThatRepeatAreDoubtfulUnlessTheKindIsGiven(string values, string doubtful)
    {
        var cells = values.Split(',');
        using var file = new CsvFile(CsvFile.Rows("x;y", 60, i => FormattableString.Invariant($"{i}.5;{cells[i % cells.Length]}")));
        var table = file.Read(CsvFile.Target("y"));
        Assert.Equal(
            doubtful, string.Join(',', LearningTask.Infer(table, ["y"]).Doubtful.Select(d => FormattableString.Invariant($"{d}"))));
        Assert.Empty(LearningTask.Infer(table, ["y"], cells.Length == 2 ? TaskKind.Binary : TaskKind.MultiClass).Doubtful);
    }

    [Fact]
    public void CountsThatThinOutAreAmountsAndRareCodesToo()
    {
        using var file = new CsvFile(
            CsvFile.Rows("x,y", 400, i => FormattableString.Invariant($"{i}.5,{(i % 200 == 0 ? 17 : i % 3 == 0 ? 4 : 9)}")));
        var task = LearningTask.Infer(file.Read(CsvFile.Target("y")), ["y"]);
        Assert.Equal(TaskKind.Regression, task.Kind);
        Assert.Equal([4.0, 9, 17], task.Doubtful);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(70)]
    [InlineData(1500)]
    public void LabelsThatOccurOnceEachCannotBeLearned(int rows)
    {
        using var file = new CsvFile(CsvFile.Rows("x,y", rows, i => FormattableString.Invariant($"{i}.5,city {i}")));
        var table = file.Read(CsvFile.Target("y"));
        var problem = file.ErrorAt(0, 0, () => LearningTask.Infer(table, ["y"]));
        Assert.Contains(
            FormattableString.Invariant($"'y' cannot be learned: there are as many labels as rows ({rows})"),
            problem,
            StringComparison.Ordinal);
        if (rows <= LearningTask.MaxLabels)
            Assert.Equal(rows, LearningTask.Infer(table, ["y"], TaskKind.MultiClass).Targets[0].Labels.Count);
    }

    [Theory]
    [InlineData("n/k", "withheld")]
    [InlineData("secret", "secret")]
    [InlineData("too high", "<5")]
    public void NumbersWithAWordAmongThemAreNoLabels(string word, string other)
    {
        using var file = new CsvFile(
            CsvFile.Rows(
                "x,pay",
                90,
                i => FormattableString.Invariant($"{i}.5,{(i % 3 == 0 ? word : i % 10 == 1 ? other : $"{1000 + (7 * i)}.25")}")));
        // Few enough numbers that the column is one of categories.
        var table = file.Read(CsvFile.Target("pay"));
        var problem = file.ErrorAt(0, 0, () => LearningTask.Infer(table, ["pay"]));
        Assert.Contains($"--missing \"pay={word}\"", problem, StringComparison.Ordinal);
        Assert.Contains($"--missing \"pay={other}\"", problem, StringComparison.Ordinal);
        Assert.Contains("--task classes", problem, StringComparison.Ordinal);
        Assert.Equal(TaskKind.MultiClass, LearningTask.Infer(table, ["pay"], TaskKind.MultiClass).Kind);

        var marks = new[] { word, other }.Distinct().Select(w => "pay=" + w).ToArray();
        var numbers = file.Read(CsvFile.Target("pay") with { Missing = Documents.EquatableArray.Of(marks) });
        Assert.Equal(TaskKind.Regression, LearningTask.Infer(numbers, ["pay"]).Kind);
    }

    [Fact]
    public void CodesWithLettersAreLabels()
    {
        using var file = new CsvFile(
            CsvFile.Rows("x,y", 300, i => FormattableString.Invariant($"{i}.5,{(i % 3 == 0 ? $"V{i % 30}" : $"{100 + (i % 40)}")}")));
        Assert.Equal(TaskKind.MultiClass, LearningTask.Infer(file.Read(CsvFile.Target("y")), ["y"]).Kind);
    }

    [Fact]
    public void SeveralTargetsAreBitsOrNumbers()
    {
        using var file = new CsvFile(
            CsvFile.Rows(
                "x,a,b,p,q,c",
                30,
                i => FormattableString.Invariant($"{i}.5,{i % 2},{(i % 3 == 0 ? "no" : "yes")},{i * 0.1},{i * 3},{"uvw"[i % 3]}")));
        var bits = LearningTask.Infer(file.Read(CsvFile.Target("a", "b")), ["a", "b"]);
        Assert.Equal(TaskKind.Bits, bits.Kind);
        Assert.Equal(["no", "yes"], bits.Targets[1].Labels);
        Assert.Equal(["a", "b"], bits.Outputs.Select(o => o.Name));
        Assert.Equal(TaskKind.Regression, LearningTask.Infer(file.Read(CsvFile.Target("p", "q")), ["p", "q"]).Kind);
        Assert.Equal(TaskKind.Regression, LearningTask.Infer(file.Read(CsvFile.Target("a", "q")), ["a", "q"]).Kind);
        Assert.Throws<InputFileException>(() => LearningTask.Infer(file.Read(CsvFile.Target("a", "c")), ["a", "c"]));
    }

    [Theory]
    [InlineData("y", TaskKind.MultiClass, true)]
    [InlineData("y", TaskKind.Binary, false)]
    [InlineData("y", TaskKind.Regression, true)]
    [InlineData("c", TaskKind.Regression, false)]
    [InlineData("b", TaskKind.Regression, true)]
    [InlineData("b", TaskKind.Bits, true)]
    public void KindCanBeGivenWhereItFits(string target, TaskKind kind, bool fits)
    {
        using var file = new CsvFile(
            CsvFile.Rows("x,y,c,b", 30, i => FormattableString.Invariant($"{i}.5,{3 + (i % 4)},{"uvw"[i % 3]},{i % 2}")));
        var table = file.Read(CsvFile.Target(target));
        if (fits)
            Assert.Equal(kind, LearningTask.Infer(table, [target], kind).Kind);
        else
            Assert.Contains(
                $"'{target}'",
                Assert.Throws<InputFileException>(() => LearningTask.Infer(table, [target], kind)).Problem,
                StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1\n1\n1\n", "every row has '1'")]
    [InlineData("?\n?\n?\n", "no cell has a value")]
    [InlineData("a\na\n\n", "every row has 'a'")]
    public void OneValueCannotBeLearned(string column, string says)
    {
        using var file = new CsvFile(
            "x,y\n" + string.Concat(column.Split('\n').Take(3).Select((c, i) => FormattableString.Invariant($"{i},{c}\n"))));
        var table = file.Read(CsvFile.Target("y"));
        Assert.Contains(says, Assert.Throws<InputFileException>(() => LearningTask.Infer(table, ["y"])).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void RowsWithoutTargetAreLeftOutAndCounted()
    {
        using var file = new CsvFile(
            CsvFile.Rows("x,y", 90, i => FormattableString.Invariant($"{i}.5,{(i % 3 == 0 ? string.Empty : i % 2)}")));
        var data = Dataset.Read(file.Path, null, CsvFile.Target("y"), null, 1);
        Assert.Equal(30, data.DroppedRows);
        var used = data.Split.Train.Concat(data.Split.Validation).Concat(data.Split.Test).Order();
        Assert.Equal(Enumerable.Range(0, 90).Where(i => i % 3 != 0), used);
    }

    [Fact]
    public void LabelThatWasNeverLearnedIsAnErrorInTheTestTable()
    {
        using var file = new CsvFile(CsvFile.Rows("x,y", 60, i => FormattableString.Invariant($"{i}.5,{(i % 2 == 0 ? "<=50K" : ">50K")}")));
        using var test = new CsvFile("x,y\n1,<=50K\n2,<=50K.\n", "test.csv");
        var data = Dataset.Read(file.Path, test.Path, CsvFile.Target("y"), null, 1);
        var problem = test.ErrorAt(3, 1, () => data.Targets.Encode(data.Test.Table, data.Test.Rows));
        Assert.Contains("'<=50K.'", problem, StringComparison.Ordinal);
        Assert.Contains("'<=50K', '>50K'", problem, StringComparison.Ordinal);
    }
}
