namespace RuleCompiler.Proofs.Comparison;

/// <summary>Something that two documents read, or declare, in another way of an input.</summary>
public sealed record InputChange
{
    internal InputChange(string input, string text, bool refuses = false) => (Input, Text, Refuses) = (input, text, refuses);

    /// <summary>The input, as the new document calls it; as the old one does where only that has it.</summary>
    public string Input { get; }

    /// <summary>What differs, in a sentence.</summary>
    public string Text { get; }

    /// <summary>Whether one of the documents refuses a value that the other answers, so that answers differ by that alone.</summary>
    public bool Refuses { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
