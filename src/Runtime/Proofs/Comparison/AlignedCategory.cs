using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>A category that both documents have, matched by the texts of data: each takes a text as it does in use.</summary>
internal sealed class AlignedCategory
{
    private readonly CategoryInput _old;
    private readonly CategoryInput _new;
    private readonly List<InputChange> _changes;
    private readonly List<string> _names = [];
    private readonly List<ChoiceReading> _oldChoices = [];
    private readonly List<ChoiceReading> _newChoices = [];

    private AlignedCategory(CategoryInput old, CategoryInput @new, List<InputChange> changes) =>
        (_old, _new, _changes) = (old, @new, changes);

    /// <summary>Aligns a category.</summary>
    /// <param name="old">The old input, and where it stands.</param>
    /// <param name="new">The new input, and where it stands.</param>
    /// <param name="changes">Gets what differs.</param>
    /// <returns>The input; null where the documents take no text both, so that there is no row of both.</returns>
    public static AlignedInput? Of(
        (CategoryInput Input, int Position) old, (CategoryInput Input, int Position) @new, List<InputChange> changes)
    {
        var both = new AlignedCategory(old.Input, @new.Input, changes);
        var (before, after) = (new CategoryTexts(old.Input), new CategoryTexts(@new.Input));
        foreach (var text in @new.Input.Categories.Concat(old.Input.Categories).Distinct())
            both.Add(text, $"'{VisibleText.Of(text)}'", before.Find(text), after.Find(text));
        both.Add("(missing)", "a missing value", before.Find(string.Empty), after.Find(string.Empty));
        foreach (var text in after.UndeclaredMarks.Concat(before.UndeclaredMarks).Distinct())
            both.Add(text, $"'{VisibleText.Of(text)}'", before.Find(text), after.Find(text));
        both.Add("(any other)", "a category that neither document declares", -1, -1);
        if (both._names.Count == 0)
            return null;
        var input = new CategoryInput(@new.Input.Name, @new.Input.Description, both._names.ToEquatableArray(), null)
        {
            Title = @new.Input.Title,
        };
        return new AlignedInput(input, new InputSide(old.Position, both._oldChoices), new InputSide(@new.Position, both._newChoices));
    }

    /// <summary>A category that one document has.</summary>
    /// <param name="category">The input.</param>
    /// <param name="position">Where it stands.</param>
    public static (Input Input, InputSide Side) Alone(CategoryInput category, int position) =>
        (category, new InputSide(position, category.Categories.Select((_, c) => new ChoiceReading(c, Number.Zero)).ToArray()));

    private void Add(string name, string shown, int old, int @new)
    {
        var (before, after) = (old < 0 ? _old.Other ?? -1 : old, @new < 0 ? _new.Other ?? -1 : @new);
        if (before < 0 && after < 0)
            return;
        var input = VisibleText.Of(_new.Name);
        if (before < 0 || after < 0)
        {
            var (refusing, other, category) = before < 0 ? ("old", "new", _new.Categories[after]) : ("new", "old", _old.Categories[before]);
            var meaning = category == name ? "takes it" : $"takes it as '{VisibleText.Of(category)}'";
            _changes.Add(new InputChange(
                _new.Name, $"The {refusing} document refuses {shown} in {input}; the {other} one {meaning}.", refuses: true));
            return;
        }

        if (_old.Categories[before] != _new.Categories[after])
        {
            _changes.Add(new InputChange(
                _new.Name,
                $"In {input} {shown} counted as '{VisibleText.Of(_old.Categories[before])}' and now counts as "
                    + $"'{VisibleText.Of(_new.Categories[after])}'."));
        }

        if (Enumerable.Range(0, _names.Count).Any(k => _oldChoices[k].Choice == before && _newChoices[k].Choice == after))
            return;
        while (_names.Contains(name))
            name += "'";
        _names.Add(name);
        _oldChoices.Add(new ChoiceReading(before, Number.Zero));
        _newChoices.Add(new ChoiceReading(after, Number.Zero));
    }
}
