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

        var monitor = new Loan.Monitor();
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
            var probability = BitConverter.DoubleToInt64Bits(Loan.Probability(input));
            var explanation = Loan.Explain(input);
            var contribution = BitConverter.DoubleToInt64Bits(explanation.Outputs[0].Terms[0].Contribution);
            var distance = BitConverter.DoubleToInt64Bits(explanation.DistanceToDecision);
            var rows = monitor.Rows;
            if (!Loan.TryParse(Loan.TextOf(explanation.Label), out Loan.Label label) || label != Loan.Classify(input)
                || label != monitor.Classify(input) || monitor.Rows != rows + 1)
                throw new InvalidOperationException(explanation.ToString());
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Loan.Rule(input)} {(int)label} {score} {probability} {contribution} {distance}"));
        }
    }
}
