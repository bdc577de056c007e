using System.Collections.Generic;

namespace RuleCompiler.Description;

/// <summary>A rule system and its parts in words. Each form that rules are written in has its own, and all have every digit.</summary>
public interface IRuleWords
{
    /// <summary>What is said of the rules as a whole.</summary>
    /// <returns>Paragraphs.</returns>
    IReadOnlyList<DescribedParagraph> Paragraphs();

    /// <summary>What has to be said of conditions before the rules.</summary>
    /// <returns>Blocks of lines.</returns>
    IReadOnlyList<IReadOnlyList<string>> Conditions();

    /// <summary>A whole rule: a heading, its conditions, its outputs.</summary>
    /// <param name="rule">The position of the rule.</param>
    /// <returns>The lines.</returns>
    IReadOnlyList<string> Rule(int rule);

    /// <summary>One side of a condition, as a rule tests it.</summary>
    /// <param name="rule">The position of the rule.</param>
    /// <param name="condition">The position of the condition.</param>
    /// <param name="isNegative">Whether the side e(x) &lt; 0 is meant.</param>
    /// <returns>The lines of the inequality.</returns>
    IReadOnlyList<string> Test(int rule, int condition, bool isNegative);

    /// <summary>What a rule gives as an output, without its name.</summary>
    /// <param name="rule">The position of the rule.</param>
    /// <param name="output">The position of the output.</param>
    /// <returns>The lines of the sum.</returns>
    IReadOnlyList<string> Output(int rule, int output);

    /// <summary>The neuron that a condition comes from.</summary>
    /// <param name="condition">The position of the condition.</param>
    /// <param name="isNegative">Whether the side e(x) &lt; 0 is meant.</param>
    /// <returns>A phrase; null where it is not known.</returns>
    string? Source(int condition, bool isNegative);
}
