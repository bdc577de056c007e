namespace RuleCompiler.Documents;

/// <summary>One input of a rule system.</summary>
/// <param name="Name">Its name, as in the data.</param>
/// <param name="Description">What it means, if known.</param>
public abstract record Input(string Name, string? Description);

/// <summary>An input that is a number.</summary>
/// <param name="Name">Its name, as in the data.</param>
/// <param name="Description">What it means, if known.</param>
/// <param name="Unit">Its unit, if known.</param>
/// <param name="Minimum">The smallest value seen in training.</param>
/// <param name="Maximum">The largest value seen in training.</param>
/// <param name="Missing">The value that stands for a missing one (NaN); without it a missing value is refused.</param>
public sealed record NumberInput(string Name, string? Description, string? Unit, Number Minimum, Number Maximum, Number? Missing)
    : Input(Name, Description);

/// <summary>An input that is one of a list of categories.</summary>
/// <param name="Name">Its name, as in the data.</param>
/// <param name="Description">What it means, if known.</param>
/// <param name="Categories">The categories, in order.</param>
/// <param name="Other">The position of the category that an undeclared one counts as; without it an undeclared one is refused.</param>
public sealed record CategoryInput(string Name, string? Description, EquatableArray<string> Categories, int? Other)
    : Input(Name, Description);

/// <summary>One output of a rule system.</summary>
/// <param name="Name">Its name, as in the data.</param>
public sealed record Output(string Name);
