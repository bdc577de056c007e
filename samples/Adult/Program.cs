using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Samples;

/// <summary>Tells with the compiled rules who of the test rows earns more than 50,000 dollars a year, and why for the first ones.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        var file = args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "adult-test.csv");
        var lines = File.ReadLines(file).Where(line => line.Length > 0).Select(line => line.Split(',')).ToArray();
        var (header, rows) = (lines[0], lines[1..]);

        var right = 0;
        foreach (var row in rows)
            right += Adult.Classify(Person(header, row)) == Income(header, row) ? 1 : 0;

        Console.WriteLine(Adult.Rules);
        foreach (var row in rows.Take(5))
        {
            var person = Person(header, row);
            Console.WriteLine(FormattableString.Invariant(
                $"age {person.Age}, {Adult.TextOf(person.Occupation)}, {Adult.TextOf(person.MaritalStatus)}, {person.HoursPerWeek} hours a week: rule {Adult.Rule(person)}, {Adult.TextOf(Adult.Classify(person))}; in truth {Adult.TextOf(Income(header, row))}"));
        }

        Console.WriteLine("\nThe first of them in full:\n\n" + Adult.Explain(Person(header, rows[0])));
        var share = (double)right / rows.Length;
        Console.WriteLine(
            FormattableString.Invariant(
                $"{right} of {rows.Length} test rows ({100 * share:0.0} %) classified rightly by the compiled rules."));
        return share >= 0.84 ? 0 : 1;
    }

    private static Adult.Input Person(string[] header, string[] row)
    {
        string Cell(string column) => row[Array.IndexOf(header, column)];
        double Number(string column) => double.Parse(Cell(column), CultureInfo.InvariantCulture);
        // What the rules have never seen becomes a value that they do not declare, and they take it as they say.
        _ = Adult.TryParse(Cell("workclass"), out Adult.Workclass workclass);
        _ = Adult.TryParse(Cell("marital_status"), out Adult.MaritalStatus maritalStatus);
        _ = Adult.TryParse(Cell("occupation"), out Adult.Occupation occupation);
        _ = Adult.TryParse(Cell("relationship"), out Adult.Relationship relationship);
        _ = Adult.TryParse(Cell("sex"), out Adult.Sex sex);
        _ = Adult.TryParse(Cell("native_country"), out Adult.NativeCountry nativeCountry);
        return new Adult.Input
        {
            Age = Number("age"),
            Workclass = workclass,
            EducationNum = Number("education_num"),
            MaritalStatus = maritalStatus,
            Occupation = occupation,
            Relationship = relationship,
            Sex = sex,
            CapitalGain = Number("capital_gain"),
            CapitalLoss = Number("capital_loss"),
            HoursPerWeek = Number("hours_per_week"),
            NativeCountry = nativeCountry,
        };
    }

    private static Adult.Label Income(string[] header, string[] row) =>
        Adult.TryParse(row[Array.IndexOf(header, "income")], out Adult.Label income)
            ? income
            : throw new FormatException("A row has no income.");
}
