namespace RuleCompiler.Documents;

/// <summary>Where a rule system comes from. It carries no clock: the same data, options and seed give the same bytes.</summary>
/// <param name="Tool">The tool and its version.</param>
/// <param name="Data">The file it was trained on.</param>
/// <param name="TestData">The file of its test rows, where that is another one.</param>
/// <param name="Rows">How many rows each split has.</param>
/// <param name="Seed">The seed of every random choice.</param>
/// <param name="Architecture">The units of each layer, inputs first and outputs last.</param>
/// <param name="Options">The options, by name.</param>
/// <param name="Metrics">The quality of the rules and of what they are compared with.</param>
/// <param name="Fidelity">The agreement of the rules with what they were made from.</param>
/// <param name="Rounding">What was rounded and dropped.</param>
/// <param name="Frontier">What was to choose from, fewest nonlinear PReLUs first.</param>
public sealed record Provenance(
    string Tool,
    DataFile? Data,
    DataFile? TestData,
    EquatableArray<NamedNumber> Rows,
    int? Seed,
    EquatableArray<int> Architecture,
    EquatableArray<NamedText> Options,
    EquatableArray<ModelMetrics> Metrics,
    EquatableArray<NamedNumbers> Fidelity,
    EquatableArray<NamedNumber> Rounding,
    EquatableArray<FrontierEntry> Frontier)
{
    /// <summary>The file of the network that the rules were made from, where it was trained elsewhere.</summary>
    public DataFile? Network { get; init; }

    /// <summary>The inputs of that network, in its order: the rules may ask for fewer of them, and in another order.</summary>
    public EquatableArray<NetworkInputRange> NetworkInputs { get; init; } = EquatableArray<NetworkInputRange>.Empty;

    /// <summary>What support and metrics of rules were measured on after training; null where they are those of training.</summary>
    public MeasuredFigures? Measured { get; init; }

    /// <summary>
    /// What the answers for the rows were that the support of rules counts: what later rows are compared with. Null where nobody counted.
    /// </summary>
    public RowCounts? Counts { get; init; }
}

/// <summary>An input of a network that rules were made from.</summary>
/// <param name="Name">The column of the data that is the input.</param>
/// <param name="Minimum">The smallest value seen in training.</param>
/// <param name="Maximum">The largest value seen in training; the same where it never varies.</param>
public sealed record NetworkInputRange(string Name, Number Minimum, Number Maximum);

/// <summary>A data file.</summary>
/// <param name="File">Its name, without folders.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in lower-case hexadecimal digits.</param>
public sealed record DataFile(string File, string Sha256);

/// <summary>A number with a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The number.</param>
public sealed record NamedNumber(string Name, Number Value);

/// <summary>A text with a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The text.</param>
public sealed record NamedText(string Name, string Value);

/// <summary>Numbers under one name, such as the metrics of one split.</summary>
/// <param name="Name">The name.</param>
/// <param name="Numbers">The numbers, in order.</param>
public sealed record NamedNumbers(string Name, EquatableArray<NamedNumber> Numbers);

/// <summary>The metrics of one model on each split.</summary>
/// <param name="Model">What was measured: <c>rules</c>, <c>network</c>, <c>linear</c> or <c>majority</c>.</param>
/// <param name="Splits">Its metrics on <c>train</c>, <c>validation</c> and <c>test</c>.</param>
public sealed record ModelMetrics(string Model, EquatableArray<NamedNumbers> Splits);

/// <summary>
/// One point of the frontier, accuracy against the number of nonlinear PReLUs, before the chosen one is fitted to all rows and rounded.
/// </summary>
/// <param name="Nonlinear">The number of nonlinear PReLUs, different for each point.</param>
/// <param name="Rules">The number of linear regions; null where it is above the most that were asked for.</param>
/// <param name="MeanTerms">The mean number of terms per expression.</param>
/// <param name="IsChosen">Whether the rules were made of it; so of one point at most.</param>
/// <param name="Validation">The metrics on validation rows.</param>
/// <param name="Test">The metrics on test rows.</param>
public sealed record FrontierEntry(
    int Nonlinear, int? Rules, Number MeanTerms, bool IsChosen, EquatableArray<NamedNumber> Validation, EquatableArray<NamedNumber> Test)
{
    /// <summary>
    /// The numbers that a reviewer would have to check: weights, points of curves, groups of categories and parts of conditions; null where
    /// they were not counted.
    /// </summary>
    public int? Numbers { get; init; }

    /// <summary>The points of its curves, of which each is two of those numbers, or three; null where they were not counted.</summary>
    public int? Points { get; init; }

    /// <summary>
    /// The mean loss to expect on new rows, estimated without test rows: the cross-entropy in nats, or the squared error in variances of
    /// the target. Of a decision tree it is the mean squared error on validation rows. Null where it was not estimated.
    /// </summary>
    public Number? ExpectedLoss { get; init; }

    /// <summary>
    /// The expected loss, and a share of it for each number to review: the lowest price decides. Null where another figure does.
    /// </summary>
    public Number? Price { get; init; }

    /// <summary>
    /// The agreement with the network that the rules were made from, on <c>test</c> rows and <c>fresh</c> points: the share with the same
    /// decision,
    /// or R². Empty where it was not measured.
    /// </summary>
    public EquatableArray<NamedNumber> Fidelity { get; init; } = EquatableArray<NamedNumber>.Empty;
}
