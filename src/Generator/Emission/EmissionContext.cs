using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Recourses;

namespace RuleCompiler.Generator.Emission;

/// <summary>What all emitters of a document share; nothing of it changes while they write.</summary>
internal sealed record EmissionContext
{
    /// <summary>Names what is in a document, and plans where it is written.</summary>
    /// <param name="document">The document.</param>
    /// <param name="options">What the project asks for.</param>
    /// <param name="target">What the project's language and framework can do.</param>
    public EmissionContext(RuleDocument document, GenerationOptions options, Target target)
    {
        (Document, Options, Target) = (document, options, target);
        Names = new DocumentNames(document, options.ClassName);
        Row = new RowArguments(Names);
        Describer = new RuleDescriber(document);
        Tree = new TreeLayout(document, Names);
        Hinges = new HingeLayout(document, Names, Tree);
        Terms = new TermMethods(document, Names);
        Paths = new RulePaths(document);
    }

    /// <summary>The document.</summary>
    public RuleDocument Document { get; }

    /// <summary>What the project asks for.</summary>
    public GenerationOptions Options { get; }

    /// <summary>What the project's language and framework can do.</summary>
    public Target Target { get; }

    /// <summary>The identifiers of everything in the document.</summary>
    public DocumentNames Names { get; }

    /// <summary>How methods take a row.</summary>
    public RowArguments Row { get; }

    /// <summary>The words of comments and documentation.</summary>
    public RuleDescriber Describer { get; }

    /// <summary>Which methods the tree is cut into, and which tables they have.</summary>
    public TreeLayout Tree { get; }

    /// <summary>How code calls what is calculated before the branches.</summary>
    public HingeLayout Hinges { get; }

    /// <summary>The terms that have methods of their own.</summary>
    public TermMethods Terms { get; }

    /// <summary>The conditions on the way to each rule.</summary>
    public RulePaths Paths { get; }

    /// <summary>Whether there is one output, which needs no struct.</summary>
    public bool HasOneOutput => Document.Outputs.Count == 1;

    /// <summary>The type of the outputs: <c>double</c>, or the struct for several.</summary>
    public string OutputType => HasOneOutput ? "double" : Document.Decision.IsClass ? "Scores" : "Outputs";

    /// <summary>The local that holds the outputs.</summary>
    public string OutputName => HasOneOutput ? Names.Outputs[0].Local : Document.Decision.IsClass ? "scores" : "outputs";

    /// <summary>Whether there are <c>Probability</c> and its like: they are asked for, and scores stand for them.</summary>
    public bool HasProbability => Options.Has(MemberSet.Probability) && Document.Decision.Scores != ScoreKind.Plain;

    /// <summary>Whether there is <c>Monitor</c>.</summary>
    public bool HasMonitor => Options.Has(MemberSet.Monitor);

    /// <summary>Whether there is <c>Explain</c>.</summary>
    public bool HasExplanation => Options.Has(MemberSet.Explain) || HasRecourse;

    /// <summary>Whether there is <c>Reasons</c>: explanations are there, and a reference to measure from.</summary>
    public bool HasReasons => HasExplanation && Document.References.Count > 0;

    /// <summary>
    /// Whether there is <c>Recourse</c>, whose sums are the tables of <c>Explain</c>: it is asked for, and an input can change.
    /// </summary>
    public bool HasRecourse => Options.Has(MemberSet.Recourse) && RecourseLayout.IsFor(Document);
}
