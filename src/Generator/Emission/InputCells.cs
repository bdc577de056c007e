using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Emission;

/// <summary>The counts of inputs in <c>Monitor</c>: of each thing that a value can be when it is no ordinary one.</summary>
internal sealed class InputCells
{
    private readonly int[] _first;

    /// <summary>Lays out the counts of a document's inputs.</summary>
    public InputCells(RuleDocument document)
    {
        var all = new List<InputCell>();
        _first = document.Inputs.Select((input, i) =>
        {
            var first = all.Count;
            all.AddRange(input.Match(Of, Of).Select(cell => cell with { Input = i }));
            return first;
        }).ToArray();
        All = all;
    }

    /// <summary>All counts, those of the first input first.</summary>
    public IReadOnlyList<InputCell> All { get; }

    /// <summary>The positions of what counts refused rows.</summary>
    public IEnumerable<int> Refusals => Enumerable.Range(0, All.Count).Where(i => !All[i].IsSpecial && All[i].Name == InputCell.Refused);

    /// <summary>The position of a count.</summary>
    /// <param name="input">The input.</param>
    /// <param name="name">What is counted.</param>
    public int PositionOf(int input, string name) => _first[input] + Own(input).TakeWhile(c => c.IsSpecial || c.Name != name).Count();

    /// <summary>The position of the count of a special value.</summary>
    /// <param name="input">The input.</param>
    /// <param name="special">The position of the value among its like.</param>
    public int PositionOf(int input, int special) => _first[input] + Own(input).TakeWhile(c => !c.IsSpecial).Count() + special;

    private IEnumerable<InputCell> Own(int input) => All.Skip(_first[input]).TakeWhile(c => c.Input == input);

    private static IEnumerable<InputCell> Of(NumberInput number)
    {
        yield return new InputCell(InputCell.Below);
        yield return new InputCell(InputCell.Above);
        if (number.Missing is not null)
            yield return new InputCell(InputCell.Missing);
        yield return new InputCell(InputCell.Refused);
        foreach (var special in number.Specials)
            yield return new InputCell(special.Name) { IsSpecial = true };
    }

    private static IEnumerable<InputCell> Of(CategoryInput category) =>
        [new InputCell(category.Other is null ? InputCell.Refused : InputCell.Other)];
}

/// <summary>A count of one input.</summary>
/// <param name="Name">Its name, as in the JSON.</param>
internal sealed record InputCell(string Name)
{
    /// <summary>A number below its range.</summary>
    public const string Below = "below";

    /// <summary>A number above its range.</summary>
    public const string Above = "above";

    /// <summary>A missing number for which another stands.</summary>
    public const string Missing = "missing";

    /// <summary>A category that is not declared and counts as another.</summary>
    public const string Other = "other";

    /// <summary>What cannot be taken.</summary>
    public const string Refused = "refused";

    /// <summary>The input.</summary>
    public int Input { get; init; }

    /// <summary>Whether the name is that of a special value.</summary>
    public bool IsSpecial { get; init; }
}
