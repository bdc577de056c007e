using RuleCompiler.Documents;

namespace RuleCompiler.Evaluation;

/// <summary>What a rule system answers for one row.</summary>
/// <param name="RuleIndex">The position of the rule that fires, counted from 0: <see cref="RuleDocument.Rules"/> has its number.</param>
/// <param name="Outputs">The values of its outputs, in order.</param>
public sealed record Outcome(int RuleIndex, double[] Outputs);

/// <summary>Thrown when an input has a value that the rules neither take nor replace.</summary>
public sealed class InputRefusedException : RuleCompilerException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="input">The name of the input.</param>
    /// <param name="reason">What is wrong with its value: "is infinite".</param>
    public InputRefusedException(string input, string reason)
        : base($"The input '{VisibleText.Of(input)}' {reason}.") => Input = input;

    /// <summary>The name of the input.</summary>
    public string Input { get; }
}
