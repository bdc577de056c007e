namespace RuleCompiler.Documents;

/// <summary>A half-space: its negative side is e(x) &lt; 0, its positive side e(x) ≥ 0.</summary>
/// <param name="Id">Its number, unique among the conditions.</param>
/// <param name="Expression">e(x).</param>
/// <param name="Source">The neuron it comes from, if known.</param>
public sealed record Condition(int Id, Expression Expression, ConditionSource? Source);

/// <summary>The nonlinear PReLU that a condition comes from.</summary>
/// <param name="Level">The hidden layer, counted from 1.</param>
/// <param name="Neuron">The unit in its layer, counted from 1.</param>
/// <param name="Slope">Its slope a for negative pre-activations.</param>
public sealed record ConditionSource(int Level, int Neuron, Number Slope);

/// <summary>A node of the tree.</summary>
public abstract record TreeNode;

/// <summary>Tests a condition.</summary>
/// <param name="Condition">The position of the condition.</param>
/// <param name="Negative">Where e(x) &lt; 0 leads.</param>
/// <param name="Positive">Where e(x) ≥ 0 leads.</param>
public sealed record Branch(int Condition, TreeNode Negative, TreeNode Positive) : TreeNode;

/// <summary>Ends in a rule.</summary>
/// <param name="Rule">The position of the rule.</param>
public sealed record Leaf(int Rule) : TreeNode;

/// <summary>A linear region: the conditions on its path through the tree, and its affine map.</summary>
/// <param name="Id">Its number, unique among the rules.</param>
/// <param name="Expressions">One expression per output.</param>
/// <param name="Implied">The positions of the conditions on its path that follow from the others inside the ranges.</param>
/// <param name="Support">The training rows in the region, if known.</param>
/// <param name="Witness">A point strictly inside the region, one value per input, if known.</param>
public sealed record Rule(
    int Id,
    EquatableArray<Expression> Expressions,
    EquatableArray<int> Implied,
    Support? Support,
    EquatableArray<InputValue>? Witness);

/// <summary>How many training rows fall into a region, and how well it does on them.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Share">Their share of all training rows, 0 to 1.</param>
/// <param name="Accuracy">The share of them that is decided rightly (classification).</param>
/// <param name="Error">Their root mean squared error (regression).</param>
public sealed record Support(int Rows, Number Share, Number? Accuracy, Number? Error);

/// <summary>The value of one input at a point.</summary>
public abstract record InputValue;

/// <summary>The value of a number input.</summary>
/// <param name="Value">The number.</param>
public sealed record NumberValue(Number Value) : InputValue;

/// <summary>The value of a category input.</summary>
/// <param name="Category">The position of the category.</param>
public sealed record CategoryValue(int Category) : InputValue;
