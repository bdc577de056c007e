using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>Hears of the full-dimensional cells of a tree of conditions, in preorder, negative sides first.</summary>
internal interface ICellVisitor
{
    /// <summary>Both sides of the condition at the position are full-dimensional; their cells follow.</summary>
    void Split();

    /// <summary>The position is a leaf.</summary>
    /// <param name="witness">A point inside, n features; overwritten later.</param>
    /// <returns>Whether to go on.</returns>
    bool Leaf(ReadOnlySpan<double> witness);
}

/// <summary>Depth first over a tree of conditions, through the cells that are full-dimensional in a box.</summary>
/// <remarks>
/// In each cell one side of the condition has the cell's own witness; a programme decides about the other, continuing from the cell's.
/// A condition with one side only neither splits the cell nor becomes a row. The state is a stack of frames, reused: no recursion and,
/// once the stack has grown, no allocation. A side that doubles leave undecided is decided exactly; a cell found in that way has an exact
/// witness, and is searched in exact arithmetic from there on, since it may be thinner than doubles are dense.
/// </remarks>
internal sealed class CellSearch
{
    private readonly IConditionPath _path;
    private readonly CellCoordinates _coordinates;
    private readonly ConditionStack _conditions;
    private readonly CellProbe _probe;
    private readonly WorkLimit _limit;
    private readonly ExactProbe? _exact;
    private readonly List<Frame> _frames = [];
    private readonly Stack<Step> _steps = new();
    private ICellVisitor _visitor;
    private Step[] _above = [];
    private int _depth;
    private bool _isStarted;

    /// <summary>Makes a search.</summary>
    /// <param name="path">The tree, at its root.</param>
    /// <param name="box">The domain.</param>
    /// <param name="visitor">Who hears of the cells.</param>
    /// <param name="limit">Ends the search, with an exception, wherever it is.</param>
    /// <param name="isExact">Whether what doubles leave undecided is decided exactly; else it counts as empty.</param>
    public CellSearch(IConditionPath path, InputBox box, ICellVisitor visitor, WorkLimit limit, bool isExact = true)
    {
        _path = path;
        _limit = limit;
        _visitor = visitor;
        _coordinates = new CellCoordinates(box);
        _conditions = new ConditionStack(_coordinates);
        _probe = new CellProbe(_coordinates, _conditions, limit);
        _exact = isExact ? new ExactProbe(path, box, limit) : null;
    }

    /// <summary>A step from a position to the next.</summary>
    internal enum Step
    {
        OnlyNegative,
        OnlyPositive,
        Negative,
        Positive,
    }

    /// <summary>Sides that were left out without proof: exact arithmetic was not asked, or met its limit of cases.</summary>
    public long Undecided { get; private set; }

    /// <summary>The programmes solved.</summary>
    public long Programs => _probe.Programs;

    /// <summary>Searches the cells below a cell that another search of the same tree has come to, as that one would.</summary>
    /// <param name="start">The cell.</param>
    /// <param name="visitor">Who hears of the cells.</param>
    /// <returns>Whether the visitor let it come to its end.</returns>
    /// <exception cref="WorkStoppedException">The limit was reached.</exception>
    public bool Run(CellStart start, ICellVisitor visitor)
    {
        _visitor = visitor;
        Start();
        _above = start.Steps;
        foreach (var step in start.Steps)
        {
            var negative = step is Step.Negative or Step.OnlyNegative;
            if (step is Step.Negative or Step.Positive)
                _conditions.Push(_path.Weights, _path.Bias, negative);
            _path.Descend(negative);
        }

        _frames[0].Program.CopyFrom(start.Program);
        start.Witness.CopyTo(_frames[0].Witness, 0);
        _frames[0].ExactWitness = start.ExactWitness;
        if (!Explore())
            return false;
        for (var i = 0; i < start.Steps.Length; i++)
            _path.Ascend();
        return true;
    }

    /// <summary>
    /// Goes to the next cell, in the order of the search, that is a leaf or has a number of splits above it; first to the first.
    /// </summary>
    /// <param name="splits">The number of splits.</param>
    /// <returns>Its start, or null when there is none left.</returns>
    public CellStart? Next(int splits)
    {
        if (!_isStarted)
            Start();
        else if (!Retreat())
            return null;
        _isStarted = true;
        while (_depth < splits && !_path.AtLeaf)
            Advance();
        var program = _conditions.NewProgram(_limit);
        program.CopyFrom(_frames[_depth].Program);
        return new CellStart(_steps.Reverse().ToArray(), program, _frames[_depth].Witness.ToArray(), _frames[_depth].ExactWitness);
    }

    /// <summary>Goes only to the region that a point falls into, with no regard to cells without interior.</summary>
    /// <param name="x">One value per feature, in the box.</param>
    /// <param name="atLeaf">Called with the path at that region.</param>
    public void Follow(ReadOnlySpan<double> x, Action atLeaf)
    {
        Start();
        while (!_path.AtLeaf)
        {
            var (negative, positive) = FindSides(_frames[_depth]);
            if (negative && positive)
            {
                negative = SignedValue.Compute(_path.Weights, _path.Bias, x).IsNegative;
                Enter(negative);
                _steps.Push(Step.Positive);
            }
            else
            {
                _path.Descend(negative);
                _steps.Push(Step.OnlyPositive);
            }
        }

        atLeaf();
        // No side is left to be searched.
        Retreat();
    }

    private bool Explore()
    {
        do
        {
            while (!_path.AtLeaf)
                Advance();
            if (!_visitor.Leaf(_frames[_depth].Witness))
                return false;
        }
        while (Retreat());
        return true;
    }

    private void Start()
    {
        _depth = 0;
        _above = [];
        _conditions.Clear();
        var root = FrameAt(0);
        root.ExactWitness = null;
        _conditions.Load(root.Program, _conditions.Count);
        _coordinates.Place(new double[_coordinates.Count], root.Witness);
    }

    private void Advance()
    {
        var frame = _frames[_depth];
        var (negative, positive) = FindSides(frame);
        if (negative && positive)
        {
            _visitor.Split();
            Enter(true);
            _steps.Push(Step.Negative);
        }
        else
        {
            _path.Descend(negative);
            _steps.Push(negative ? Step.OnlyNegative : Step.OnlyPositive);
        }
    }

    // Back to the last split whose positive side is still to be searched.
    private bool Retreat()
    {
        while (_steps.TryPop(out var step))
        {
            _path.Ascend();
            if (step is Step.OnlyNegative or Step.OnlyPositive)
                continue;
            _conditions.Pop();
            _depth--;
            if (step == Step.Negative)
            {
                Enter(false);
                _steps.Push(Step.Positive);
                return true;
            }
        }

        return false;
    }

    private void Enter(bool negative)
    {
        var parent = _frames[_depth];
        var child = FrameAt(_depth + 1);
        _conditions.Push(_path.Weights, _path.Bias, negative);
        child.ExactWitness = negative ? parent.NegativeExact : parent.PositiveExact;
        if (child.ExactWitness is not null)
        {
            // Nothing below asks for a programme.
        }
        else if (parent.SideIsNegative == negative)
        {
            child.Program.CopyFrom(parent.Side);
        }
        else
        {
            child.Program.CopyFrom(parent.Program);
            child.Program.AddRow();
        }

        (negative ? parent.NegativeWitness : parent.PositiveWitness).CopyTo(child.Witness, 0);
        _path.Descend(negative);
        _depth++;
    }

    private (bool Negative, bool Positive) FindSides(Frame frame)
    {
        _limit.Check();
        var shape = _conditions.Push(_path.Weights, _path.Bias, negative: false);
        var sides = FindSides(frame, shape, SignedValue.Compute(_path.Weights, _path.Bias, frame.Witness));
        _conditions.Pop();
        return sides;
    }

    private (bool Negative, bool Positive) FindSides(Frame frame, ConditionShape shape, SignedValue e)
    {
        (frame.NegativeExact, frame.PositiveExact) = (null, null);
        if (shape.Kind == ConditionKind.Constant)
            return (e.IsNegative, !e.IsNegative);
        if (shape.Low > shape.Noise || shape.High < -shape.Noise)
            return (shape.High < 0, shape.Low > 0);

        if (frame.ExactWitness is null && (shape.Kind == ConditionKind.Choice || e.IsCertain))
        {
            frame.Witness.CopyTo(e.IsNegative ? frame.NegativeWitness : frame.PositiveWitness, 0);
            var other = Probe(frame, !e.IsNegative);
            return (e.IsNegative || other, !e.IsNegative || other);
        }

        // The witness lies on the hyperplane, as near as can be told, or is known exactly; if neither side has a better one, it stays where
        // it evaluates to.
        var sides = (Negative: Probe(frame, true), Positive: Probe(frame, false));
        return sides.Negative || sides.Positive ? sides : (e.IsNegative, !e.IsNegative);
    }

    // The condition is on top of the stack.
    private bool Probe(Frame frame, bool negative)
    {
        _conditions.Face(negative);
        if (frame.ExactWitness is not null)
            return ProbeExactly(frame, negative);
        frame.Program.Continue();
        frame.Side.CopyFrom(frame.Program);
        frame.Side.AddRow();
        frame.SideIsNegative = negative;
        var outcome = _probe.Decide(frame.Side, negative ? frame.NegativeWitness : frame.PositiveWitness);
        return outcome == CellOutcome.Undecided ? ProbeExactly(frame, negative) : outcome == CellOutcome.FullDimensional;
    }

    private bool ProbeExactly(Frame frame, bool negative)
    {
        var (outcome, found) = (CellOutcome.Undecided, default(ExactPoint));
        if (_exact is not null)
            outcome = _exact.Decide(
                Splits(), negative, frame.ExactWitness, negative ? frame.NegativeWitness : frame.PositiveWitness, out found);
        if (negative)
            frame.NegativeExact = found;
        else
            frame.PositiveExact = found;
        if (outcome == CellOutcome.Undecided)
            Undecided++;
        return outcome == CellOutcome.FullDimensional;
    }

    // The steps above that made a row, in order.
    private IEnumerable<(int Step, bool Negative)> Splits()
    {
        var (step, row) = (0, _coordinates.Groups);
        foreach (var kind in _above.Concat(_steps.Reverse()))
        {
            if (kind is Step.Negative or Step.Positive)
                yield return (step, _conditions.IsNegative(row++));
            step++;
        }
    }

    private Frame FrameAt(int depth)
    {
        if (depth == _frames.Count)
            _frames.Add(new Frame(_coordinates.Features, _conditions, _limit));
        return _frames[depth];
    }

    /// <summary>Where a search of the cells below a cell starts.</summary>
    /// <param name="Steps">The steps from the root.</param>
    /// <param name="Program">The cell's programme.</param>
    /// <param name="Witness">The cell's witness.</param>
    /// <param name="ExactWitness">A point strictly inside, where the cell was found exactly.</param>
    internal sealed record CellStart(Step[] Steps, DualSimplex Program, double[] Witness, ExactPoint? ExactWitness);

    // A cell, and what was found of the sides of the condition that it is being split by.
    private sealed class Frame(int features, ConditionStack conditions, WorkLimit limit)
    {
        public DualSimplex Program { get; } = conditions.NewProgram(limit);

        public double[] Witness { get; } = new double[features];

        // Where the cell was found exactly: strictly inside; Witness is this point or the doubles next to it.
        public ExactPoint? ExactWitness { get; set; }

        public DualSimplex Side { get; } = conditions.NewProgram(limit);

        public bool SideIsNegative { get; set; }

        public double[] NegativeWitness { get; } = new double[features];

        public double[] PositiveWitness { get; } = new double[features];

        public ExactPoint? NegativeExact { get; set; }

        public ExactPoint? PositiveExact { get; set; }
    }
}
