namespace RuleCompiler.Evaluation;

/// <summary>What the search for the nearest change has shown.</summary>
public enum RecourseStatus
{
    /// <summary>There is a change, and none costs less.</summary>
    Found,

    /// <summary>No change leads to what is wanted.</summary>
    None,

    /// <summary>The budget has ended before: there may be a change that costs less than what was found, down to the lower bound.</summary>
    Undecided,
}

/// <summary>One input that changes.</summary>
public sealed class RecourseChange
{
    internal RecourseChange(
        int input, string name, string title, double before, double after, string textBefore, string textAfter, long cost)
    {
        Input = input;
        Name = name;
        Title = title;
        Before = before;
        After = after;
        TextBefore = textBefore;
        TextAfter = textAfter;
        Cost = cost;
    }

    /// <summary>The position of the input.</summary>
    public int Input { get; }

    /// <summary>Its name, as the rules' text shows it.</summary>
    public string Name { get; }

    /// <summary>What people call it: its title, or its name where it has none.</summary>
    public string Title { get; }

    /// <summary>Its value in the row: a number, or the position of a category.</summary>
    public double Before { get; }

    /// <summary>The value that it changes to.</summary>
    public double After { get; }

    /// <summary>The value in the row as text.</summary>
    public string TextBefore { get; }

    /// <summary>The value that it changes to as text.</summary>
    public string TextAfter { get; }

    /// <summary>What the change costs, in millionths.</summary>
    public long Cost { get; }
}

/// <summary>The nearest change of a row that leads to what is wanted, or that there is none.</summary>
public sealed partial class RecourseAnswer
{
    private readonly double[] _row;

    internal RecourseAnswer(
        RecourseStatus status,
        bool hasChange,
        RecourseChange[] changes,
        double[] row,
        int chosen,
        string decision,
        long cost,
        long lowerBound,
        string[] unchanged,
        long bounds,
        string certificate)
    {
        Status = status;
        HasChange = hasChange;
        Changes = global::System.Array.AsReadOnly(changes);
        _row = row;
        Class = chosen;
        Decision = decision;
        Cost = cost;
        LowerBound = lowerBound;
        Unchanged = global::System.Array.AsReadOnly(unchanged);
        Bounds = bounds;
        Certificate = certificate;
    }

    /// <summary>What is shown.</summary>
    public RecourseStatus Status { get; }

    /// <summary>Whether a change is there: always where it is found, perhaps where the answer is undecided.</summary>
    public bool HasChange { get; }

    /// <summary>The inputs that change, in order; empty where nothing has to, and where there is no change.</summary>
    public global::System.Collections.Generic.IReadOnlyList<RecourseChange> Changes { get; }

    /// <summary>The row after the change, one value per input as given; the row itself where there is no change.</summary>
    public double[] Row => (double[])_row.Clone();

    /// <summary>The class of that row, as <c>Classify</c> counts it; −1 for a regression.</summary>
    public int Class { get; }

    /// <summary>Its label or labels, as the rules' text shows them; empty for a regression.</summary>
    public string Decision { get; }

    /// <summary>What the change costs, in millionths; 0 where there is none.</summary>
    public long Cost { get; }

    /// <summary>What every change costs at least, in millionths; <c>long.MaxValue</c> where there is none.</summary>
    public long LowerBound { get; }

    /// <summary>
    /// A sentence for each input that can be changed by the document and not in this row: its value is no quantity or has too many digits,
    /// or there is no other inside the range.
    /// </summary>
    public global::System.Collections.Generic.IReadOnlyList<string> Unchanged { get; }

    /// <summary>How many bounds were calculated.</summary>
    public long Bounds { get; }

    /// <summary>The proof, as a text that <c>RecourseChecker</c> of RuleCompiler.Runtime reads.</summary>
    public string Certificate { get; }
}
