using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>
/// The inputs of two documents in one list, matched by their names: those of the new document in its order, then those that only the old
/// one has. An input that a document does not have is simply unused by it.
/// </summary>
internal sealed class Alignment
{
    private readonly List<InputChange> _changes = [];

    private Alignment(IReadOnlyList<AlignedInput> inputs) => Inputs = inputs;

    /// <summary>The inputs; empty where there are no rows that both documents take.</summary>
    public IReadOnlyList<AlignedInput> Inputs { get; private set; }

    /// <summary>What the documents read or declare in another way.</summary>
    public IReadOnlyList<InputChange> Changes => _changes;

    /// <summary>Whether there are rows that both documents take; not where a name is a number in one and a category in the other.</summary>
    public bool HasRows { get; private set; } = true;

    /// <summary>The rows that both documents take.</summary>
    public RowDomain Domain => new(Inputs.Select(i => i.Input).ToArray(), RuleDocument.NewestVersion);

    /// <summary>Aligns two documents.</summary>
    /// <param name="old">The old document.</param>
    /// <param name="new">The new document.</param>
    /// <param name="renames">Inputs that have another name in the new one.</param>
    /// <exception cref="RuleCompilerException">A rename names an input that a document does not have, or one twice.</exception>
    public static Alignment Of(RuleDocument old, RuleDocument @new, EquatableArray<RenamedInput> renames)
    {
        var nameOf = Renaming(old, @new, renames);
        var alignment = new Alignment([]);
        var aligned = new List<AlignedInput>();
        var oldPositions = old.Inputs.Select((input, i) => (Name: nameOf(input.Name), i))
            .ToDictionary(x => x.Name, x => x.i, StringComparer.Ordinal);
        for (var n = 0; n < @new.Inputs.Count; n++)
        {
            if (oldPositions.TryGetValue(@new.Inputs[n].Name, out var o))
                alignment.AddBoth(aligned, (old.Inputs[o], o), (@new.Inputs[n], n));
            else
                alignment.AddAlone(aligned, @new.Inputs[n], n, isNew: true);
        }

        var names = new HashSet<string>(@new.Inputs.Select(i => i.Name), StringComparer.Ordinal);
        for (var o = 0; o < old.Inputs.Count; o++)
        {
            if (!names.Contains(nameOf(old.Inputs[o].Name)))
                alignment.AddAlone(aligned, old.Inputs[o], o, isNew: false);
        }

        if (!old.Inputs.Select(i => nameOf(i.Name)).Where(names.Contains).SequenceEqual(
            @new.Inputs.Select(i => i.Name).Where(oldPositions.ContainsKey)))
            alignment._changes.Add(new InputChange(@new.Inputs[0].Name, "The inputs that both have stand in another order."));
        alignment.Inputs = aligned;
        return alignment;
    }

    private static Func<string, string> Renaming(RuleDocument old, RuleDocument @new, EquatableArray<RenamedInput> renames)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var rename in renames)
        {
            Require(old, rename.Old, "old");
            Require(@new, rename.New, "new");
            if (names.ContainsKey(rename.Old) || names.ContainsValue(rename.New))
                throw new RuleCompilerException(
                    $"The renaming of '{VisibleText.Of(rename.Old)}' to '{VisibleText.Of(rename.New)}' is the second of one of the "
                        + "two; give each input one.");
            if (rename.Old != rename.New && old.Inputs.Any(i => i.Name == rename.New) && !renames.Any(r => r.Old == rename.New))
                throw new RuleCompilerException(
                    $"'{VisibleText.Of(rename.Old)}' cannot be renamed to '{VisibleText.Of(rename.New)}': the old document has an input of "
                        + "that name already; rename that one too.");
            names.Add(rename.Old, rename.New);
        }

        return name => names.TryGetValue(name, out var renamed) ? renamed : name;
    }

    private static void Require(RuleDocument document, string name, string which)
    {
        if (document.Inputs.Any(i => i.Name == name))
            return;
        var meant = NearNames.Nearest(name, document.Inputs.Select(i => i.Name)) is { } near
            ? $"did you mean '{VisibleText.Of(near)}'?"
            : $"its inputs are {string.Join(", ", document.Inputs.Select(i => $"'{VisibleText.Of(i.Name)}'"))}.";
        throw new RuleCompilerException($"The {which} document has no input '{VisibleText.Of(name)}' to rename; {meant}");
    }

    private void AddBoth(List<AlignedInput> aligned, (Input Input, int Position) old, (Input Input, int Position) @new)
    {
        if (old.Input.Name != @new.Input.Name)
        {
            _changes.Add(new InputChange(
                @new.Input.Name, $"The input {VisibleText.Of(old.Input.Name)} is now called {VisibleText.Of(@new.Input.Name)}."));
        }

        var input = old.Input.Match(
            before => @new.Input.Match(
                after => AlignedNumber.Of((before, old.Position), (after, @new.Position), _changes), _ => OtherKind(@new.Input, "number")),
            before => @new.Input.Match(
                _ => OtherKind(@new.Input, "category"),
                after => AlignedCategory.Of((before, old.Position), (after, @new.Position), _changes)));
        if (input is null)
            HasRows = false;
        else
            aligned.Add(input);
    }

    private AlignedInput? OtherKind(Input input, string was)
    {
        _changes.Add(new InputChange(
            input.Name,
            $"{VisibleText.Of(input.Name)} was a {was} and is now a {(input.IsNumber ? "number" : "category")}: no row is one of both "
                + "documents.",
            refuses: true));
        return null;
    }

    private void AddAlone(List<AlignedInput> aligned, Input input, int position, bool isNew)
    {
        _changes.Add(new InputChange(
            input.Name,
            $"The input {VisibleText.Of(input.Name)} is {(isNew ? "new: the old document does not use it" : "left out")}."));
        var (alone, side) = input.Match(
            number => AlignedNumber.Alone(number, position), category => AlignedCategory.Alone(category, position));
        aligned.Add(isNew ? new AlignedInput(alone, null, side) : new AlignedInput(alone, side, null));
    }
}
