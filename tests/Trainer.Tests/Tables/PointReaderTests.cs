using System;
using System.Collections.Generic;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

public sealed class PointReaderTests
{
    private static readonly EquatableArray<Input> Inputs = EquatableArray.Of<Input>(
        new NumberInput("n", null, null, Number.From(0), Number.From(1), Number.From(0.5)),
        new CategoryInput("c", null, EquatableArray.Of("(missing)", "NA", "b"), 2),
        new CategoryInput("d", null, EquatableArray.Of("u", "v"), null));

    [Fact]
    public void CellsBecomePositionsAndNumbers()
    {
        using var file = new CsvFile("d,extra,n,c\nu,1,2.5,b\nv,x,?,\nw,,-1,NA\n,,3,?\nv,,4,new\n");
        Assert.Equal([[2.5, 2, 0], [double.NaN, 0, 1], [-1, 1, -1], [3, 0, -1], [4, -1, 1]], Points(file, TableOptions.Default));
    }

    [Fact]
    public void DeclaredMarksAreMissingHereToo()
    {
        using var file = new CsvFile("n,c,d\n0,b,u\n");
        Assert.Equal([[double.NaN, 2, 0]], Points(file, new TableOptions { Missing = EquatableArray.Of("n=0") }));
    }

    [Fact]
    public void AbsentColumnsAreNamed()
    {
        using var file = new CsvFile("n,x\n1,2\n");
        Assert.Contains("'c', 'd' are missing", file.ErrorAt(0, 0, () => Points(file, TableOptions.Default)), StringComparison.Ordinal);
    }

    [Fact]
    public void TextInANumberHasItsPlace()
    {
        using var file = new CsvFile("c,d,n\nb,u,1\nb,u,abc\n");
        Assert.Contains("'abc' in column 'n'", file.ErrorAt(3, 5, () => Points(file, TableOptions.Default)), StringComparison.Ordinal);
    }

    /// <summary>That NaN is a special value does not make one of every text.</summary>
    [Fact]
    public void ATextIsNoSpecialValueThatIsNaN()
    {
        var inputs = EquatableArray.Of<Input>(new NumberInput("n", null, null, Number.From(0), Number.From(1), null)
        {
            Specials = EquatableArray.Of(new SpecialValue(null, "no record", IsInside: false)),
        });
        using var file = new CsvFile("n\n1\n?\n\"\"\nNaN\n-nan\nheavy\n");
        Assert.Contains(
            "'heavy' in column 'n' is not a finite number",
            file.ErrorAt(7, 1, () => Points(file, TableOptions.Default, inputs)),
            StringComparison.Ordinal);
        using var infinite = new CsvFile("n\n1\ninf\n");
        infinite.ErrorAt(3, 1, () => Points(infinite, TableOptions.Default, inputs));
        using var clean = new CsvFile("n\n1\n?\nNaN\n");
        Assert.Equal([[1], [double.NaN], [double.NaN]], Points(clean, TableOptions.Default, inputs));
    }

    private static List<double[]> Points(CsvFile file, TableOptions options) => Points(file, options, Inputs);

    private static List<double[]> Points(CsvFile file, TableOptions options, EquatableArray<Input> inputs)
    {
        using var reader = PointReader.Open(file.Path, options, inputs);
        var points = new List<double[]>();
        while (reader.Read())
            points.Add(reader.Point);
        return points;
    }
}
