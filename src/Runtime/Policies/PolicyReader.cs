using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Policies;

/// <summary>Reads <c>*.policies.json</c> files.</summary>
public sealed class PolicyReader
{
    private const string ForbiddenInput = "forbiddenInput";

    private static readonly string[] Shared = ["kind", "name", "description", "where"];

    private readonly RuleDocument _document;
    private readonly PolicyNames _names;
    private readonly HashSet<string> _used = [];

    private PolicyReader(RuleDocument document) => (_document, _names) = (document, new PolicyNames(document));

    /// <summary>Reads policies for a document.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="document">The document that they are about: its inputs, outputs and labels are what they name.</param>
    /// <returns>The policies, each reference resolved.</returns>
    /// <exception cref="RuleDocumentException">Something is wrong; the first fault, with line and column in the text.</exception>
    public static PolicySet Read(string text, RuleDocument document)
    {
        var reader = new PolicyReader(document);
        return new PolicySet(Nodes(text).Select(reader.Read).ToEquatableArray());
    }

    /// <summary>The inputs that policies forbid: these alone are known before there is a document.</summary>
    /// <param name="text">The JSON text.</param>
    /// <returns>Their names, each once.</returns>
    /// <exception cref="RuleDocumentException">The text is no JSON, or what forbids inputs is wrong.</exception>
    internal static EquatableArray<string> ForbiddenInputs(string text) => Nodes(text)
        .Where(n => n.Require("kind").AsText() == ForbiddenInput)
        .SelectMany(n => ReadForbiddenInput(n, n.Require("name").AsName()).Inputs)
        .Distinct().ToEquatableArray();

    private static IEnumerable<JsonObject> Nodes(string text)
    {
        var root = StrictJson.Parse(text).AsObject();
        root.Allow("$schema", "version", "description", "policies");
        root.Text("$schema");
        root.Text("description");
        var version = root.Require("version");
        if (version.AsInteger(1) != PolicySet.Version)
            throw version.Error(DocumentFault.Version, $"Policies of version {version.AsInteger(1)} are not known; version 1 is.");
        return root.Require("policies").AsArray().Select(p => p.AsObject());
    }

    private Policy Read(JsonObject node)
    {
        var kind = node.Require("kind");
        var nameNode = node.Require("name");
        var name = nameNode.AsName();
        if (!_used.Add(name))
            throw nameNode.Error(DocumentFault.Repeated, $"Another policy is called '{VisibleText.Of(name)}'; each needs its own name.");
        var policy = kind.AsText() switch
        {
            "direction" => ReadDirection(node, name),
            "sameDecision" => ReadSameDecision(node, name),
            "probabilityChange" => ReadProbabilityChange(node, name),
            ForbiddenInput => ReadForbiddenInput(node, name),
            "range" => ReadRange(node, name),
            "never" => ReadLabel(node, name, isAlways: false),
            "always" => ReadLabel(node, name, isAlways: true),
            "support" => ReadSupport(node, name),
            "size" => ReadSize(node, name),
            "largestJump" => ReadJump(node, name),
            "extrapolation" => ReadExtrapolation(node, name),
            var other => throw kind.Error(
                DocumentFault.Value,
                $"'{VisibleText.Of(other)}' is no kind of policy; there are direction, sameDecision, probabilityChange, forbiddenInput, "
                    + "range, never, always, support, size, largestJump and extrapolation."),
        };
        return policy with
        {
            Description = node.Text("description"),
            Where = node.Find("where") is { } where ? AssumptionReader.Read(where.AsObject(), _names) : EquatableArray<Assumption>.Empty,
        };
    }

    private Policy ReadDirection(JsonObject node, string name)
    {
        node.Allow(Shared, ["input", "direction", "output", "label", "special"]);
        var inputNode = node.Require("input");
        var input = _names.Input(inputNode);
        var (outputs, isReversed) = ReadOutputs(node, mustName: _document.Decision.ComparesOutputs);
        var direction = node.Find("direction") is { } d ? ReadDirection(d) : Direction.Unclaimed;
        var specials = node.Find("special") is { } places ? ReadPlaces(places.AsObject(), input, isReversed) : [];
        if (direction == Direction.Unclaimed && specials.Length == 0)
            throw node.Error(DocumentFault.MissingMember, "Say the 'direction', or where 'special' values lie.");
        if (direction != Direction.Unclaimed && _document.Inputs[input].Match(_ => false, c => c.Order.Count == 0))
            throw inputNode.Error(
                DocumentFault.Value, "Categories have a direction only where the document gives them an 'order'.");
        if (isReversed && direction != Direction.Unclaimed)
            direction = direction == Direction.Increasing ? Direction.Decreasing : Direction.Increasing;
        return new DirectionPolicy(name, node.Line, node.Column, input, outputs, direction, specials.ToEquatableArray());
    }

    private static Direction ReadDirection(JsonNode node) => node.AsText() switch
    {
        "increasing" => Direction.Increasing,
        "decreasing" => Direction.Decreasing,
        _ => throw node.Error(DocumentFault.Value, "A direction is 'increasing' or 'decreasing'."),
    };

    private SpecialPlace[] ReadPlaces(JsonObject node, int input, bool isReversed) => node.Members.Select(m =>
    {
        var special = _names.Special(input, m.Name, m.Name.Value);
        return m.Value.AsText() switch
        {
            "lowest" => new SpecialPlace(special, !isReversed),
            "highest" => new SpecialPlace(special, isReversed),
            _ => throw m.Value.Error(DocumentFault.Value, "A special value lies 'lowest' or 'highest'."),
        };
    }).ToArray();

    private SameDecisionPolicy ReadSameDecision(JsonObject node, string name)
    {
        node.Allow(Shared, ["inputs"]);
        return new SameDecisionPolicy(name, node.Line, node.Column, ReadInputs(node));
    }

    private ProbabilityChangePolicy ReadProbabilityChange(JsonObject node, string name)
    {
        node.Allow(Shared, ["inputs", "output", "label", "atMost"]);
        RequireProbabilities(node);
        return new ProbabilityChangePolicy(
            name, node.Line, node.Column, ReadInputs(node), ReadOutput(node), node.Require("atMost").AsNumber(0, 1));
    }

    private EquatableArray<int> ReadInputs(JsonObject node)
    {
        var list = node.Require("inputs");
        var inputs = list.AsArray().Select(_names.Input).Distinct().ToEquatableArray();
        return inputs.Count > 0 ? inputs : throw list.Error(DocumentFault.Value, "Name at least one input.");
    }

    private static ForbiddenInputPolicy ReadForbiddenInput(JsonObject node, string name)
    {
        node.Allow("kind", "name", "description", "inputs");
        var list = node.Require("inputs");
        var inputs = list.AsArray().Select(i => i.AsName()).ToEquatableArray();
        return inputs.Count > 0
            ? new ForbiddenInputPolicy(name, node.Line, node.Column, inputs)
            : throw list.Error(DocumentFault.Value, "Name at least one input.");
    }

    private RangePolicy ReadRange(JsonObject node, string name)
    {
        node.Allow(Shared, ["output", "label", "probability", "atLeast", "atMost"]);
        var isProbability = node.Find("probability")?.AsBoolean() ?? false;
        if (isProbability)
            RequireProbabilities(node);
        else if (node.Find("label") is { } label && !_document.Decision.ComparesOutputs)
            throw label.Error(DocumentFault.Value, "A range of scores is that of an 'output'; a 'label' has a range of probabilities.");
        var (atLeast, atMost) = isProbability
            ? (node.Number("atLeast", 0, 1), node.Number("atMost", 0, 1))
            : (node.Number("atLeast"), node.Number("atMost"));
        if (atLeast is null && atMost is null)
            throw node.Error(DocumentFault.MissingMember, "A range has a bound: 'atLeast', 'atMost' or both.");
        if (atLeast?.Value > atMost?.Value)
            throw node.Require("atMost").Error(DocumentFault.Value, "'atMost' is below 'atLeast', so that no value is in the range.");
        var (outputs, isReversed) = ReadOutputs(node, mustName: true);
        if (!isReversed)
            return new RangePolicy(name, node.Line, node.Column, outputs[0], atLeast, atMost, isProbability);
        return new RangePolicy(name, node.Line, node.Column, outputs[0], Complement(node, atMost), Complement(node, atLeast), true);
    }

    // The probability of the label below a threshold is 1 minus that of the other.
    private static Number? Complement(JsonObject node, Number? probability)
    {
        if (probability is not { } p)
            return null;
        var rest = Rational.One - Rational.Parse(p.Text);
        return rest.TryDecimal(Number.MaxLength, out var digits) && Number.TryParse(digits, out var complement)
            ? complement
            : throw node.Error(DocumentFault.Value, $"1 − {p.Text} has more digits than a number may have; write the bound with fewer.");
    }

    private LabelPolicy ReadLabel(JsonObject node, string name, bool isAlways)
    {
        node.Allow(Shared, ["output", "label"]);
        var (output, label) = _names.Label(node.Require("label"), node.Find("output"));
        return new LabelPolicy(name, node.Line, node.Column, output, label, isAlways);
    }

    private static SupportPolicy ReadSupport(JsonObject node, string name)
    {
        node.Allow("kind", "name", "description", "rows");
        return new SupportPolicy(name, node.Line, node.Column, node.Require("rows").AsInteger(1));
    }

    private static SizePolicy ReadSize(JsonObject node, string name)
    {
        string[] sizes = ["rules", "terms", "points", "numbers"];
        node.Allow(["kind", "name", "description"], sizes);
        var most = sizes.Select(s => node.Find(s)?.AsInteger(0)).ToArray();
        return most.Any(m => m is not null)
            ? new SizePolicy(name, node.Line, node.Column, most[0], most[1], most[2], most[3])
            : throw node.Error(DocumentFault.MissingMember, "Say how many 'rules', 'terms', 'points' or 'numbers' there may be at most.");
    }

    private JumpPolicy ReadJump(JsonObject node, string name)
    {
        node.Allow(Shared, ["output", "label", "atMost"]);
        return new JumpPolicy(
            name,
            node.Line,
            node.Column,
            ReadOutputs(node, mustName: false).Outputs,
            node.Require("atMost").AsNumber(0, double.PositiveInfinity));
    }

    private ExtrapolationPolicy ReadExtrapolation(JsonObject node, string name)
    {
        node.Allow("kind", "name", "description", "output", "label", "beyond", "factor");
        return new ExtrapolationPolicy(
            name,
            node.Line,
            node.Column,
            ReadOutputs(node, mustName: false).Outputs,
            node.Require("beyond").AsNumber(0, 1000),
            node.Require("factor").AsNumber(1, double.PositiveInfinity));
    }

    private void RequireProbabilities(JsonObject node)
    {
        if (_document.Decision.ComparesOutputs || _document.Decision.Scores == ScoreKind.Plain)
            throw node.Require("kind").Error(
                DocumentFault.Value,
                "Probabilities have policies only where scores are compared with thresholds and the document says what they mean: "
                    + "'scores' are 'logit' or 'probability'.");
    }

    private int ReadOutput(JsonObject node) => ReadOutputs(node, mustName: true).Outputs[0];

    // By the name of the output or by a label; the label below a threshold turns directions round.
    private (EquatableArray<int> Outputs, bool IsReversed) ReadOutputs(JsonObject node, bool mustName)
    {
        if (node.Find("label") is { } labelNode)
        {
            var (output, label) = _names.Label(labelNode, node.Find("output"));
            return (EquatableArray.Of(output), !_document.Decision.ComparesOutputs && label == 0);
        }

        if (node.Find("output") is { } outputNode)
            return (EquatableArray.Of(_names.Output(outputNode)), false);
        if (mustName && _document.Outputs.Count > 1)
            throw node.Error(
                DocumentFault.MissingMember,
                _document.Decision.ComparesOutputs
                    ? "The document has several labels: say which 'label'."
                    : "The document has several outputs: say which 'output'.");
        return (Enumerable.Range(0, _document.Outputs.Count).ToEquatableArray(), false);
    }
}
