using System;

[assembly: CLSCompliant(false)]

namespace Library
{
    /// <summary>The generated class, made public and used from C# 7.3.</summary>
    public static partial class Loan
    {
    }

    /// <summary>A user of the rules.</summary>
    public static class Lender
    {
        /// <summary>Whether a loan is granted.</summary>
        /// <param name="income">In thousands of dollars per year.</param>
        /// <param name="age">In years.</param>
        /// <returns>Whether it will be paid back.</returns>
        public static bool Grants(double income, double age)
        {
            var input = new Loan.Input(income, age, Loan.Housing.Rent);
            if (!Loan.TryParse("own", out Loan.Housing own) || Loan.TextOf(own) != "own")
                return false;
            if (Loan.Explain(in input).Outputs[0].Terms.Count == 0 || Loan.Probability(income, age, own) < 0.5)
                return false;
            input = new Loan.Input { Income = income, Age = age, Housing = own };
            return Loan.Classify(in input) == Loan.Label.PaidBack && Loan.Rule(income, age, Loan.Housing.Rent) != 2;
        }
    }
}
