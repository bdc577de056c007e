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
                $"age {person.Age}, {person.Occupation}, {person.MaritalStatus}, {person.HoursPerWeek} hours a week: rule {Adult.Rule(person)}, score {Adult.Score(person):0.00}, {Adult.Classify(person)}; in truth {Income(header, row)}"));
        }

        Console.WriteLine();
        var share = (double)right / rows.Length;
        Console.WriteLine(FormattableString.Invariant($"{right} of {rows.Length} test rows ({100 * share:0.0} %) classified rightly by the compiled rules."));
        return share >= 0.84 ? 0 : 1;
    }

    private static Adult.Input Person(string[] header, string[] row)
    {
        string Cell(string column) => row[Array.IndexOf(header, column)];
        double Number(string column) => double.Parse(Cell(column), CultureInfo.InvariantCulture);
        return new Adult.Input
        {
            Age = Number("age"),
            Workclass = Category<Adult.Workclass>(Cell("workclass")),
            EducationNum = Number("education_num"),
            MaritalStatus = Category<Adult.MaritalStatus>(Cell("marital_status")),
            Occupation = Category<Adult.Occupation>(Cell("occupation")),
            Relationship = Category<Adult.Relationship>(Cell("relationship")),
            Sex = Category<Adult.Sex>(Cell("sex")),
            CapitalGain = Number("capital_gain"),
            CapitalLoss = Number("capital_loss"),
            HoursPerWeek = Number("hours_per_week"),
            NativeCountry = Category<Adult.NativeCountry>(Cell("native_country")),
        };
    }

    private static Adult.Label Income(string[] header, string[] row) =>
        row[Array.IndexOf(header, "income")] == ">50K" ? Adult.Label.Above50K : Adult.Label.AtMost50K;

    /// <summary>Self-emp-not-inc is SelfEmpNotInc, ? is Unknown, and what the rules have never seen a value that they do not declare.</summary>
    private static T Category<T>(string text)
        where T : struct, Enum
    {
        var name = text == "?" ? "Unknown" : string.Concat(text.Where(char.IsLetterOrDigit));
        return Enum.TryParse<T>(name, ignoreCase: true, out var category) ? category : (T)Enum.ToObject(typeof(T), -1);
    }
}
