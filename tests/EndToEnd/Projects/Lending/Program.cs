using System;
using System.Globalization;

namespace Lending;

/// <summary>Decides the rows on standard input: the bits of two numbers and the position of a category on each line.</summary>
internal static class Program
{
    private static void Main(string[] arguments)
    {
        if (arguments.Length > 0)
        {
            Console.Write(Loan.Rules);
            Console.Write(Class.Rules);
            return;
        }

        while (Console.ReadLine() is { } line)
        {
            var fields = line.Split(' ');
            var input = new Loan.Input
            {
                Income = BitConverter.Int64BitsToDouble(long.Parse(fields[0], CultureInfo.InvariantCulture)),
                Age = BitConverter.Int64BitsToDouble(long.Parse(fields[1], CultureInfo.InvariantCulture)),
                Housing = (Loan.Housing)int.Parse(fields[2], CultureInfo.InvariantCulture),
            };
            var score = BitConverter.DoubleToInt64Bits(Loan.Score(input));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Loan.Rule(input)} {(int)Loan.Classify(input)} {score}"));
        }
    }
}
