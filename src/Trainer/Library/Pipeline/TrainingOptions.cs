using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline.Holding;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>How a network is trained and collapsed, and how rules are chosen.</summary>
public sealed record TrainingOptions
{
    /// <summary>What the rules are made of.</summary>
    public ModelKind Model { get; init; } = ModelKind.Network;

    /// <summary>The schedule of the force.</summary>
    public Schedule Schedule { get; init; } = Schedule.Auto;

    /// <summary>Units of each hidden layer.</summary>
    public EquatableArray<int> Hidden { get; init; } = EquatableArray.Of(16, 16);

    /// <summary>
    /// The standard deviation of the Gaussian noise that every batch gets afresh: in shares of each number's range for the note's schedule,
    /// in standard deviations otherwise.
    /// </summary>
    public double Noise { get; init; }

    /// <summary>Fixes every random choice.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The most steps of the note's schedule.</summary>
    public long MaxSteps { get; init; } = 1_500_000;

    /// <summary>The largest number of rules.</summary>
    public int MaxRules { get; init; } = 8;

    /// <summary>The most nonlinear PReLUs; null leaves it to <see cref="MaxRules"/>.</summary>
    public int? MaxNonlinear { get; init; }

    /// <summary>The most terms of an expression; null leaves it to what the accuracy allows.</summary>
    public int? MaxTerms { get; init; }

    /// <summary>The most terms of all expressions together, as policies count them: one for each input of each expression.</summary>
    public int? MaxAllTerms { get; init; }

    /// <summary>The most numbers to review; null leaves it to what each of them gains.</summary>
    public int? MaxNumbers { get; init; }

    /// <summary>The most points of all curves together; null leaves it to what each of them gains, 0 makes none.</summary>
    public int? MaxPoints { get; init; }

    /// <summary>
    /// The fewest training rows that each rule is to be satisfied by; models with a rule of fewer are passed over as long as there is
    /// another.
    /// </summary>
    public int MinSupport { get; init; } = 1;

    /// <summary>The loss of accuracy, or of R², that is given for fewer numbers; null leaves it to what each of them gains.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Number inputs that no output may fall with.</summary>
    public EquatableArray<string> Increasing { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Number inputs that no output may rise with.</summary>
    public EquatableArray<string> Decreasing { get; init; } = EquatableArray<string>.Empty;

    /// <summary>
    /// Whether other number inputs whose curves are nearly monotone are made so too, where the loss on validation rows hardly grows.
    /// </summary>
    public bool FindsDirections { get; init; }

    /// <summary>What an error on rows of a class costs; the metrics stay unweighted.</summary>
    public EquatableArray<ClassWeight> ClassWeights { get; init; } = EquatableArray<ClassWeight>.Empty;

    /// <summary>The policies that the rules are to keep to, and that are held as far as they can be; null for none.</summary>
    public TrainingPolicies? Policies { get; init; }

    /// <summary>The most memory that a run may be expected to need, in bytes; null is what the machine has.</summary>
    public long? MaxMemory { get; init; }

    /// <summary>How many threads may work.</summary>
    public int Threads { get; init; } = 1;
}

/// <summary>What rules are made of.</summary>
public enum ModelKind
{
    /// <summary>A network that is collapsed.</summary>
    Network,

    /// <summary>A linear model: one rule.</summary>
    Linear,

    /// <summary>A decision tree: rules with tests of one input each and constant outputs.</summary>
    Tree,
}

/// <summary>How the force is applied.</summary>
public enum Schedule
{
    /// <summary>After the full network has reached its plateau, grow while the loss stays within a tolerance.</summary>
    Auto,

    /// <summary>The note's rule to the letter.</summary>
    Note,
}
