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
            var input = new Loan.Input { Income = income, Age = age, Housing = Loan.Housing.Rent };
            return Loan.Classify(in input) == Loan.Label.PaidBack && Loan.Rule(income, age, Loan.Housing.Rent) != 2;
        }
    }
}
