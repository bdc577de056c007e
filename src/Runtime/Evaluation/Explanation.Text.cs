namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    /// <summary>
    /// The explanation as a text for people: the rule, the decision, the shares, the reasons and the contributions with the largest
    /// first, what is 0 or adds nothing left out or last, and the distances.
    /// </summary>
    /// <returns>Lines that end in LF. Numbers are rounded to 6 digits for reading.</returns>
    public override string ToString()
    {
        var text = new global::System.Text.StringBuilder();
        text.Append(RuleText.Length > 0 ? RuleText : "Rule " + Shown(Rule)).Append("\n\n");
        if (Class >= 0)
        {
            text.Append("Decision: ").Append(Decision);
            if (!double.IsNaN(Probability))
                text.Append(", with a probability of ").Append(Shown(Probability)).Append(
                    _tables.Thresholds.Length == 1 ? " for " + _tables.Labels[1] : string.Empty);
            text.Append('\n');
        }

        foreach (var shares in Shares)
            Append(text, shares);
        foreach (var output in Outputs)
            Append(text, output);
        AppendDistances(text);
        AppendInsens(text);
        AppendOutside(text);
        return text.ToString();
    }

    private static string Shown(double value)
    {
        return value.ToString("G6", global::System.Globalization.CultureInfo.InvariantCulture);
    }

    private void Append(global::System.Text.StringBuilder text, ScoreShares shares)
    {
        text.Append(shares.Score).Append(" = ").Append(Shown(shares.AtRow)).Append(", and ").Append(Shown(shares.AtReference)).Append(
            " for the reference ").Append(shares.Reference).Append("; the share of each input in the difference:\n");
        foreach (var i in shares.BySize())
        {
            text.Append("  ").Append(Shown(shares.Shares[i])).Append(" by ").Append(Inputs[i].Name).Append(" = ").Append(Inputs[i].Text)
                .Append(" (reference: ").Append(shares.ReferenceTexts[i]).Append(")\n");
        }

        AppendReasons(text, shares);
    }

    private void AppendReasons(global::System.Text.StringBuilder text, ScoreShares shares)
    {
        if (shares.Reasons.Count == 0)
            return;
        text.Append("Reasons");
        if (Class >= 0)
            text.Append(" for ").Append(_tables.TextOf(Class, shares.Output));
        text.Append(":\n");
        for (var n = 0; n < shares.Reasons.Count && n < Tables.UsualReasons; n++)
        {
            var reason = shares.Reasons[n];
            text.Append("  ").Append(Shown(reason.Share)).Append(" by ").Append(reason.Code);
            if (reason.Text != reason.Code)
                text.Append(": ").Append(reason.Text);
            text.Append('\n');
        }
    }

    private void Append(global::System.Text.StringBuilder text, OutputValue output)
    {
        text.Append(output.Name).Append(" = ").Append(Shown(output.Value));
        if (Class >= 0 && double.IsNaN(Probability) && !double.IsNaN(output.Probability))
            text.Append(", a probability of ").Append(Shown(output.Probability));
        text.Append("; bias ").Append(Shown(output.Bias)).Append(output.Terms.Count > 0 ? "; what each input contributes:\n" : "\n");

        var terms = new global::System.Collections.Generic.List<Term>();
        foreach (var term in output.Terms)
        {
            // Insertion keeps the order of the inputs among equals.
            var place = terms.Count;
            while (place > 0 && IsBefore(term, terms[place - 1]))
                place--;
            terms.Insert(place, term);
        }

        foreach (var term in terms)
        {
            text.Append("  ").Append(Shown(term.Contribution)).Append(" by ").Append(Inputs[term.Input].Name).Append(" = ").Append(
                Inputs[term.Input].Text);
            text.Append(" (weight ").Append(Shown(term.Weight)).Append(", adds ").Append(Shown(term.Value)).Append(")\n");
        }
    }

    // A category whose level adds nothing contributes by its other levels alone: that is read last.
    private static bool IsBefore(Term term, Term other)
    {
        var adds = term.Weight != 0;
        if (adds != (other.Weight != 0))
            return adds;
        return global::System.Math.Abs(term.Contribution) > global::System.Math.Abs(other.Contribution);
    }

    private void AppendDistances(global::System.Text.StringBuilder text)
    {
        if (Conditions.Count > 0)
            text.Append("Distances, in units of the inputs' training ranges:\n");
        foreach (var condition in Conditions)
        {
            text.Append("  condition ").Append(Shown(condition.Number)).Append(condition.IsNegative ? " < 0: " : " >= 0: ").Append(
                Shown(condition.Value));
            text.Append(Reached(condition.Distance, ", which no number can change", ", at a distance of ")).Append('\n');
        }

        if (!double.IsNaN(DistanceToOtherRule))
            text.Append(Reached(
                DistanceToOtherRule,
                "No change of a number leads to another rule",
                "The nearest other rule is at a distance of ")).Append(".\n");
        if (Class < 0)
            return;
        if (double.IsNaN(DistanceToDecision))
            text.Append("How far the decision is from changing is not stated: a curve bends on the way.\n");
        else if (double.IsInfinity(DistanceToDecision))
            text.Append("No change of a number changes the decision.\n");
        else
            text.Append("The decision changes at a distance of ").Append(IsDistanceToDecisionExact ? string.Empty : "no less than ").Append(
                Shown(DistanceToDecision)).Append(".\n");
    }

    // Nothing is said of a distance that a curve bends.
    private static string Reached(double distance, string never, string at)
    {
        return double.IsInfinity(distance) ? never : double.IsNaN(distance) ? string.Empty : at + Shown(global::System.Math.Abs(distance));
    }

    private void AppendInsens(global::System.Text.StringBuilder text)
    {
        var head = "What keeps the negative conditions negative (Insens):\n";
        foreach (var input in Inputs)
        {
            if (input.Insens == 0)
                continue;
            text.Append(head).Append("  ").Append(Shown(input.Insens)).Append(" by ").Append(input.Name).Append(" = ").Append(input.Text)
                .Append('\n');
            head = string.Empty;
        }
    }

    private void AppendOutside(global::System.Text.StringBuilder text)
    {
        for (var i = 0; i < Inputs.Count; i++)
        {
            var input = Inputs[i];
            if (input.IsReplaced)
                text.Append(input.Name).Append(" is missing or not declared; ").Append(input.Text).Append(" stands for it.\n");
            if (input.IsOutside && _tables.Levels[i] == 0)
                text.Append(input.Name).Append(" = ").Append(input.Text).Append(" is outside its training range: the rules extrapolate.\n");
        }
    }
}
