using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace RuleCompiler.Documents;

/// <summary>Reads and checks <c>*.rules.json</c> documents, versions 1 and 2.</summary>
public static class RuleDocumentReader
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a whole document.</summary>
    /// <param name="text">The JSON text.</param>
    /// <returns>The document: complete, consistent, each reference resolved.</returns>
    /// <exception cref="RuleDocumentException">Something is wrong; the first fault, with line and column.</exception>
    public static RuleDocument Read(string text) => Read(text, out _);

    /// <summary>Reads a whole document and tells where its name stands.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="namePosition">Line and column of the value of <c>name</c>, counted from 1.</param>
    /// <returns>The document: complete, consistent, each reference resolved.</returns>
    /// <exception cref="RuleDocumentException">Something is wrong; the first fault, with line and column.</exception>
    public static RuleDocument Read(string text, out (int Line, int Column) namePosition)
    {
        var root = StrictJson.Parse(text).AsObject();
        var version = ReadVersion(root);
        root.Allow(
            ["$schema", "version", "name", "summary", "inputs", "outputs", "decision", "conditions", "tree", "rules", "provenance"],
            version > 1 ? ["common", "references"] : []);
        root.Text("$schema");

        var nameNode = root.Require("name");
        var name = nameNode.AsName();
        namePosition = (nameNode.Line, nameNode.Column);
        var summary = root.Text("summary") ?? string.Empty;
        var outputs = ReadOutputs(root.Require("outputs"));
        var space = InputSpace.Read(root.Require("inputs"), version, outputs);
        var decision = DecisionReader.Read(root.Require("decision").AsObject(), outputs.Count);
        RequireScores(root.Require("inputs"), space.Inputs, decision);

        var conditionIds = new IdIndex("condition");
        var expressions = new ExpressionReader(space, conditionIds, version);
        var conditions =
            root.Find("conditions")?.AsArray().Select(c => ReadCondition(c.AsObject(), conditionIds, expressions, version))
                .ToEquatableArray()
                ?? EquatableArray<Condition>.Empty;
        var common = root.Find("common") is { } shared
            ? expressions.ReadOutputs(shared, "The common part", outputs.Count)
            : EquatableArray<Expression?>.Empty;

        var ruleIds = new IdIndex("rule");
        var ruleNodes = root.Require("rules");
        var rules = ruleNodes.AsArray()
            .Select(r => RuleReader.Read(r.AsObject(), version, ruleIds, conditionIds, space, expressions, outputs.Count))
            .ToEquatableArray();
        if (rules.Count == 0)
            throw ruleNodes.Error(DocumentFault.Value, "A rule system has at least one rule.");

        var paths = new List<int>[rules.Count];
        var tree = ReadTree(root.Require("tree").AsObject(), conditionIds, ruleIds, new List<int>(), paths);
        var provenance = root.Find("provenance") is { } node
            ? ProvenanceReader.Read(node.AsObject(), new RowCountsReader(space.Inputs, outputs, decision))
            : null;
        var document = new RuleDocument(
            name, summary, RecordedMarks.Apply(space.Inputs, provenance), outputs, decision, conditions, tree, rules, provenance)
        {
            Version = version,
            Common = common,
            References = root.Find("references") is { } references
                ? ReferenceReader.Read(references, space)
                : EquatableArray<Reference>.Empty,
        };
        UseAdjusting(document, conditionIds);
        conditionIds.RequireAllUsed(version > 1 ? "Neither the tree nor an adjustment uses" : "The tree does not use");
        ruleIds.RequireAllUsed();
        RequireImpliedOnPath(ruleNodes, rules, conditions, paths);
        LinearRegions.Require(document, ruleNodes);
        return document;
    }

    /// <summary>Reads the bytes of a file: UTF-8, with or without byte order mark.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <returns>The document: complete, consistent, each reference resolved.</returns>
    /// <exception cref="RuleDocumentException">Something is wrong; the first fault, with line and column.</exception>
    public static RuleDocument Read(byte[] utf8)
    {
        var start = utf8.Length >= 3 && utf8[0] == 0xEF && utf8[1] == 0xBB && utf8[2] == 0xBF ? 3 : 0;
        string text;
        try
        {
            text = StrictUtf8.GetString(utf8, start, utf8.Length - start);
        }
        catch (DecoderFallbackException e)
        {
            var before = Encoding.UTF8.GetString(utf8, start, Math.Max(0, e.Index));
            var line = before.Count(c => c == '\n') + 1;
            var column = before.Length - before.LastIndexOf('\n');
            throw new RuleDocumentException(
                new DocumentError(DocumentFault.Syntax, line, column, "The file is not UTF-8 here; save it in that encoding."));
        }

        return Read(text);
    }

    private static int ReadVersion(JsonObject root)
    {
        var node = root.Find("version")
            ?? throw root.Error(DocumentFault.Version, "The member 'version' is missing; this format has versions 1 and 2.");
        return node.AsNumber().Text switch
        {
            "1" => 1,
            "2" => 2,
            var version => throw node.Error(
                DocumentFault.Version,
                $"Version {version} is not one that is read here, which are 1 and {RuleDocument.NewestVersion}; use the RuleCompiler that "
                    + "wrote the document."),
        };
    }

    /// <summary>Directions say which way a score goes, which says nothing where the largest of several scores decides.</summary>
    private static void RequireScores(JsonNode inputs, EquatableArray<Input> read, Decision decision)
    {
        for (var i = 0; i < read.Count && decision.ComparesOutputs; i++)
        {
            if (read[i].Directions.Count > 0)
            {
                throw inputs.AsArray()[i].AsObject().Require("direction").Error(
                    DocumentFault.Value,
                    "Where the largest output decides, a direction of one output says nothing about the answer; leave it out.");
            }
        }
    }

    /// <summary>Notes as used the conditions that outputs, or conditions that the tree tests, depend on.</summary>
    private static void UseAdjusting(RuleDocument document, IdIndex ids)
    {
        var needs = new ConditionNeeds(document.Conditions);
        var tested = Enumerable.Range(0, document.Conditions.Count).Where(ids.IsUsed).ToArray();
        foreach (var condition in tested.SelectMany(needs.Of).Concat(
            document.Common.Concat(document.Rules.SelectMany(r => r.Own)).SelectMany(needs.Of)))
            ids.Use(condition);
    }

    private static EquatableArray<Output> ReadOutputs(JsonNode node)
    {
        var names = new NameIndex("output");
        var outputs = node.AsArray().Select(item =>
        {
            var output = item.AsObject();
            output.Allow("name");
            var name = output.Require("name");
            return new Output(names.Declare(name, name.AsName()));
        }).ToEquatableArray();
        return outputs.Count > 0 ? outputs : throw node.Error(DocumentFault.Value, "A rule system has at least one output.");
    }

    private static Condition ReadCondition(JsonObject node, IdIndex ids, ExpressionReader expressions, int version)
    {
        node.Allow(["id", "expression", "source"], version > 1 ? ["name"] : []);
        var position = ids.Count;
        var id = ids.Declare(node.Require("id"));
        var expression = expressions.Read(node.Require("expression").AsObject(), position);
        return new Condition(id, expression, ReadSource(node.Find("source"))) { Name = node.Find("name")?.AsName() };
    }

    private static ConditionSource? ReadSource(JsonNode? node)
    {
        if (node is null)
            return null;
        var source = node.AsObject();
        source.Allow("level", "neuron", "slope");
        return new ConditionSource(
            source.Require("level").AsInteger(1), source.Require("neuron").AsInteger(1), source.Require("slope").AsNumber());
    }

    private static TreeNode ReadTree(JsonObject node, IdIndex conditions, IdIndex rules, List<int> path, List<int>[] paths)
    {
        if (node.Find("rule") is { } ruleNode)
        {
            node.Allow("rule");
            var rule = rules.Find(ruleNode);
            if (rules.Use(rule) > 0)
                throw ruleNode.Error(
                    DocumentFault.Tree, $"Rule {ruleNode.AsInteger(1)} stands at two places in the tree; a rule is one region.");
            paths[rule] = new List<int>(path);
            return new Leaf(rule);
        }

        if (node.Find("condition") is not { } conditionNode)
        {
            throw node.Error(
                DocumentFault.Tree, "A node of the tree is { \"rule\": ID } or { \"condition\": ID, \"negative\": …, \"positive\": … }.");
        }

        node.Allow("condition", "negative", "positive");
        var condition = conditions.Find(conditionNode);
        conditions.Use(condition);
        if (path.Contains(condition))
        {
            throw conditionNode.Error(
                DocumentFault.Tree,
                $"Condition {conditionNode.AsInteger(1)} is tested twice on one path; one of its branches can never be reached.");
        }

        path.Add(condition);
        var negative = ReadTree(Side(node, "negative"), conditions, rules, path, paths);
        var positive = ReadTree(Side(node, "positive"), conditions, rules, path, paths);
        path.RemoveAt(path.Count - 1);
        return new Branch(condition, negative, positive);
    }

    private static JsonObject Side(JsonObject node, string name) => (node.Find(name) ?? throw node.Error(
        DocumentFault.Tree, $"The branch '{name}' is missing, so the tree would not cover every input.")).AsObject();

    private static void RequireImpliedOnPath(
        JsonNode ruleNodes, EquatableArray<Rule> rules, EquatableArray<Condition> conditions, List<int>[] paths)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            for (var k = 0; k < rules[i].Implied.Count; k++)
            {
                var implied = rules[i].Implied[k];
                var id = conditions[implied].Id;
                var node = ruleNodes.AsArray()[i].AsObject().Require("implied").AsArray()[k];
                if (!paths[i].Contains(implied))
                    throw node.Error(
                        DocumentFault.Dangling, $"Condition {id} is not on the path of rule {rules[i].Id}, so it cannot be implied there.");
                if (rules[i].Implied.Take(k).Contains(implied))
                    throw node.Error(DocumentFault.Repeated, $"Condition {id} is listed twice as implied.");
            }
        }
    }
}
