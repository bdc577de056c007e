using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>A number that both documents have: its ranges, and the values that one of them does not take as quantities.</summary>
internal sealed class AlignedNumber
{
    private readonly NumberInput _old;
    private readonly NumberInput _new;
    private readonly List<InputChange> _changes;
    private readonly List<SpecialValue> _specials = [];
    private readonly List<Number> _excluded = [];
    private readonly List<ChoiceReading> _oldChoices = [];
    private readonly List<ChoiceReading> _newChoices = [];
    private readonly (Number Lower, Number Upper) _hull;

    private AlignedNumber(NumberInput old, NumberInput @new, List<InputChange> changes)
    {
        (_old, _new, _changes) = (old, @new, changes);
        _hull = (Least(old.Minimum, @new.Minimum, 1), Least(old.Maximum, @new.Maximum, -1));
    }

    /// <summary>Aligns a number.</summary>
    /// <param name="old">The old input, and where it stands.</param>
    /// <param name="new">The new input, and where it stands.</param>
    /// <param name="changes">Gets what differs.</param>
    public static AlignedInput Of((NumberInput Input, int Position) old, (NumberInput Input, int Position) @new, List<InputChange> changes)
    {
        var both = new AlignedNumber(old.Input, @new.Input, changes);
        foreach (var value in both.Values())
            both.Add(value);
        both.TellRange();
        var input = new NumberInput(
            @new.Input.Name, @new.Input.Description, @new.Input.Unit, both._hull.Lower, both._hull.Upper, null)
        {
            Title = @new.Input.Title,
            Specials = both._specials.ToEquatableArray(),
            DeclaredMarks = both._excluded.ToEquatableArray(),
        };
        return new AlignedInput(input, new InputSide(old.Position, both._oldChoices), new InputSide(@new.Position, both._newChoices));
    }

    /// <summary>A number that one document has.</summary>
    /// <param name="number">The input.</param>
    /// <param name="position">Where it stands.</param>
    public static (Input Input, InputSide Side) Alone(NumberInput number, int position)
    {
        // What counts as a quantity is one that rows can have as such, unless that lies outside.
        var both = new AlignedNumber(number, number, []);
        foreach (var value in both.Values())
            both.Add(value);
        return (
            number with
            {
                Missing = null,
                Specials = both._specials.ToEquatableArray(),
                DeclaredMarks = both._excluded.ToEquatableArray(),
            },
            new InputSide(position, both._oldChoices));
    }

    // NaN first, so that what is missing is called that; null stands for it.
    private IEnumerable<Number?> Values()
    {
        yield return null;
        var seen = new HashSet<double>();
        foreach (var value in new[] { _new, _old }.SelectMany(n => n.Specials.Select(s => s.Value).OfType<Number>().Concat(n.Marks)))
        {
            // −0 is 0.
            if (seen.Add(value.Value + 0.0))
                yield return Number.From(value.Value);
        }
    }

    private void Add(Number? value)
    {
        var (old, @new) = (Read(_old, value), Read(_new, value));
        if (old is { } before && @new is { } after)
        {
            if (!Agree(before, after))
                TellReading(value, before, after);
            var isQuantity = before.Choice < 0 && before.IsSame(after) && before.Quantity.Value >= _hull.Lower.Value
                && before.Quantity.Value <= _hull.Upper.Value;
            if (!isQuantity && !Enumerable.Range(0, _specials.Count).Any(
                k => _oldChoices[k].IsSame(before) && _newChoices[k].IsSame(after)))
            {
                _specials.Add(new SpecialValue(value, NameOf(value), IsInside(value)));
                _oldChoices.Add(before);
                _newChoices.Add(after);
                return;
            }
        }
        else if (old is null != @new is null)
        {
            var (refusing, other) = old is null ? ("old", "new") : ("new", "old");
            var meaning = old is { } o ? Describe(_old, o, value) : Describe(_new, @new!.Value, value);
            _changes.Add(new InputChange(
                _new.Name,
                $"{Shown(value)} in {VisibleText.Of(_new.Name)} is refused by the {refusing} document; the {other} one takes it "
                    + $"as {meaning}.",
                refuses: true));
        }

        if (IsInside(value))
            _excluded.Add(value!.Value);
    }

    // Special values agree where both have one; what they add is compared with the sums.
    private static bool Agree(ChoiceReading old, ChoiceReading @new) =>
        old.Choice >= 0 == @new.Choice >= 0 && (old.Choice >= 0 || old.IsSame(@new));

    private void TellReading(Number? value, ChoiceReading old, ChoiceReading @new) => _changes.Add(new InputChange(
        _new.Name,
        $"{Shown(value)} in {VisibleText.Of(_new.Name)} counted as {Describe(_old, old, value)} and now counts as "
            + $"{Describe(_new, @new, value)}."));

    private void TellRange()
    {
        if (Rational.Parse(_old.Minimum.Text) != Rational.Parse(_new.Minimum.Text)
            || Rational.Parse(_old.Maximum.Text) != Rational.Parse(_new.Maximum.Text))
        {
            _changes.Add(new InputChange(
                _new.Name,
                $"The range of {VisibleText.Of(_new.Name)} was {_old.Minimum.Text} to {_old.Maximum.Text} and is now "
                    + $"{_new.Minimum.Text} to {_new.Maximum.Text}; the documents are compared from {_hull.Lower.Text} "
                    + $"to {_hull.Upper.Text}."));
        }
    }

    private bool IsInside(Number? value) => value is { } x && x.Value >= _hull.Lower.Value && x.Value <= _hull.Upper.Value;

    private string NameOf(Number? value)
    {
        var name = new[] { _new, _old }.SelectMany(n => n.Specials).FirstOrDefault(s => s.Is(value?.Value ?? double.NaN))?.Name
            ?? value?.Text ?? "missing";
        while (_specials.Any(s => s.Name == name))
            name += "'";
        return name;
    }

    private static string Shown(Number? value) => value?.Text ?? "A missing value (NaN)";

    private static string Describe(NumberInput input, ChoiceReading reading, Number? value) => reading.Choice >= 0
        ? $"'{VisibleText.Of(input.Specials[reading.Choice].Name)}'"
        : value is { } x && x.Value.Equals(reading.Quantity.Value)
            ? "the quantity"
            : "a missing value, for which " + reading.Quantity.Text + " stands";

    // Null where it is refused.
    private static ChoiceReading? Read(NumberInput input, Number? value)
    {
        var x = value?.Value ?? double.NaN;
        if (input.FindSpecial(x) is >= 0 and var special)
            return new ChoiceReading(special, Number.Zero);
        if (!input.IsMissing(x))
            return new ChoiceReading(-1, value!.Value);
        return input.Missing is { } missing ? new ChoiceReading(-1, missing) : null;
    }

    private static Number Least(Number a, Number b, int sign) =>
        (Rational.Parse(a.Text) - Rational.Parse(b.Text)).Sign * sign <= 0 ? a : b;
}
