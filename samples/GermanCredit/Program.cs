using System;

namespace Samples;

/// <summary>Decides four applications for a credit with the compiled rules, and writes what each applicant is told.</summary>
internal static class Program
{
    // What the rules answer is counted; see docs/monitor.md.
    private static readonly GermanCredit.Monitor Decided = new();

    private static int Main()
    {
        // An owner of real estate with savings, who asks for a small credit over half a year.
        var owner = new GermanCredit.Input
        {
            CheckingAccount = GermanCredit.CheckingAccount.NoCheckingAccount,
            DurationMonths = 6,
            CreditHistory = GermanCredit.CreditHistory.ExistingCreditsPaidBackDulyTillNow,
            Purpose = GermanCredit.Purpose.RadioTelevision,
            SavingsAccount = GermanCredit.SavingsAccount.AtLeast1000DM,
            EmploymentSince = GermanCredit.EmploymentSince.AtLeast7Years,
            CreditAmount = 1200,
            InstallmentRate = 2,
            OtherDebtors = GermanCredit.OtherDebtors.None,
            Property = GermanCredit.Property.RealEstate,
            Age = 48,
            OtherInstallmentPlans = GermanCredit.OtherInstallmentPlans.None,
            Housing = GermanCredit.Housing.Own,
            PeopleLiable = 1,
        };

        // The same person, over four years.
        var longer = owner with { DurationMonths = 48 };

        // Young, overdrawn, already paying by instalments elsewhere, and a new car over four years.
        var overdrawn = new GermanCredit.Input
        {
            CheckingAccount = GermanCredit.CheckingAccount.Below0DM,
            DurationMonths = 48,
            CreditHistory = GermanCredit.CreditHistory.AllCreditsAtThisBankPaidBackDuly,
            Purpose = GermanCredit.Purpose.CarNew,
            SavingsAccount = GermanCredit.SavingsAccount.Below100DM,
            EmploymentSince = GermanCredit.EmploymentSince.Below1Year,
            CreditAmount = 9000,
            InstallmentRate = 4,
            OtherDebtors = GermanCredit.OtherDebtors.None,
            Property = GermanCredit.Property.UnknownNoProperty,
            Age = 23,
            OtherInstallmentPlans = GermanCredit.OtherInstallmentPlans.Bank,
            Housing = GermanCredit.Housing.ForFree,
            PeopleLiable = 1,
        };

        // Older, with nothing to pay elsewhere, and less is asked for.
        var nearly = overdrawn with
        {
            CreditHistory = GermanCredit.CreditHistory.ExistingCreditsPaidBackDulyTillNow,
            DurationMonths = 36,
            CreditAmount = 5000,
            InstallmentRate = 3,
            Age = 38,
            OtherInstallmentPlans = GermanCredit.OtherInstallmentPlans.None,
        };

        Console.WriteLine(GermanCredit.Rules);
        var asExpected = Decide("Owner, 6 months", owner, GermanCredit.Label.Good)
            & Decide("Owner, 48 months", longer, GermanCredit.Label.Good)
            & Decide("Overdrawn, 48 months", overdrawn, GermanCredit.Label.Bad)
            & Decide("Overdrawn, 36 months", nearly, GermanCredit.Label.Bad);
        // What the clerk sees of the last one: every number behind the answer.
        Console.WriteLine(GermanCredit.Explain(overdrawn));
        // What a service would write once a day, for rulec monitor.
        Console.WriteLine(Decided.ToJson());
        return asExpected ? 0 : 1;
    }

    private static bool Decide(string who, in GermanCredit.Input application, GermanCredit.Label expected)
    {
        var risk = Decided.Classify(application);
        Console.WriteLine(FormattableString.Invariant(
            $"{who}: a {GermanCredit.TextOf(risk)} risk, by rule {GermanCredit.Rule(application)} with a score of {GermanCredit.Score(application):0.00}"));
        Console.WriteLine(Notice.Of(application));
        return risk == expected;
    }
}
