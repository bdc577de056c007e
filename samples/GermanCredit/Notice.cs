using System.Text;

namespace Samples;

/// <summary>What an applicant is told: the decision, the principal reasons for a refusal, and what would have changed it.</summary>
/// <remarks>
/// All of it comes from generated code, so that a web service needs no more than this:
/// <c>app.MapPost("/decisions", (GermanCredit.Input application) => Notice.Of(application));</c>
/// </remarks>
internal static class Notice
{
    private const int MostReasons = 4;

    // Why not like those who only just got one: that is what a refused applicant asks.
    private const string Reference = "training rows at or just above the threshold";

    /// <summary>Writes the notice.</summary>
    /// <param name="application">The application.</param>
    /// <returns>Plain text, in lines that end with a line feed.</returns>
    public static string Of(in GermanCredit.Input application)
    {
        if (GermanCredit.Classify(application) == GermanCredit.Label.Good)
            return "We are glad to offer you this credit.\n";
        var text = new StringBuilder("We cannot offer you this credit. The principal reasons for that are:\n");
        var reasons = new GermanCredit.Reason[MostReasons];
        var count = GermanCredit.Reasons(application, Reference, reasons);
        for (var i = 0; i < count; i++)
            text.Append("  ").Append(reasons[i].Text).Append(" (").Append(reasons[i].Code).Append(")\n");

        var recourse = GermanCredit.Recourse(application, GermanCredit.RecourseOptions.Default.WithLabel("good"));
        if (!recourse.HasChange)
            return text.Append("No change that you could make to this application would lead to another decision.\n").ToString();
        text.Append("We would have offered it to you, all else being equal, with\n");
        foreach (var change in recourse.Changes)
            text.Append("  ").Append(change.Title).Append(": ").Append(change.TextAfter).Append(" instead of ").Append(change.TextBefore)
                .Append('\n');
        return text.ToString();
    }
}
