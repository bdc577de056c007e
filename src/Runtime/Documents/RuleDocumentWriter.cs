using System;
using System.Globalization;
using System.IO;

namespace RuleCompiler.Documents;

/// <summary>Writes rule documents: the same document gives the same bytes on every machine, under every culture.</summary>
public static class RuleDocumentWriter
{
    /// <summary>Writes a document as indented JSON with LF line ends and a final line end.</summary>
    /// <remarks>Small objects stand on one line, so that a changed rule or weight changes few lines.</remarks>
    /// <param name="document">The document, valid as the reader's documents are: terms in the order of the inputs, ids unique.</param>
    /// <returns>The text; its UTF-8 bytes, without byte order mark, are the file.</returns>
    /// <exception cref="ArgumentException">A text holds half of a surrogate pair, which no file can hold.</exception>
    public static string Write(RuleDocument document)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var json = new DocumentJsonWriter(text);
        new DocumentJson(json, document).Write();
        json.Flush();
        return text.ToString() + "\n";
    }

    private sealed class DocumentJson
    {
        private readonly DocumentJsonWriter _json;
        private readonly RuleDocument _document;

        public DocumentJson(DocumentJsonWriter json, RuleDocument document)
        {
            _json = json;
            _document = document;
        }

        public void Write()
        {
            _json.WriteStartObject();
            _json.Member("version", RuleDocument.Version);
            _json.Member("name", _document.Name);
            _json.Member("summary", _document.Summary);
            _json.Array("inputs", _document.Inputs, WriteInput);
            _json.Array("outputs", _document.Outputs, o => _json.LineObject(() => _json.Member("name", o.Name)));
            _json.Object("decision", () => WriteDecision(_document.Decision));
            _json.Array("conditions", _document.Conditions, WriteCondition);
            _json.WritePropertyName("tree");
            WriteTree(_document.Tree);
            _json.Array("rules", _document.Rules, WriteRule);
            if (_document.Provenance is { } provenance)
            {
                _json.WritePropertyName("provenance");
                ProvenanceWriter.Write(_json, provenance);
            }

            _json.WriteEndObject();
        }

        private void WriteInput(Input input)
        {
            _json.WriteStartObject();
            _json.Member("name", input.Name);
            _json.Optional("description", input.Description);
            input.Match(
                number =>
                {
                    _json.Optional("unit", number.Unit);
                    _json.LineArray("range", EquatableArray.Of(number.Minimum, number.Maximum), _json.WriteNumber);
                    WriteMissing(number);
                },
                category =>
                {
                    _json.LineArray("categories", category.Categories, _json.WriteValue);
                    if (category.Other is { } other)
                        _json.Member("other", category.Categories[other]);
                });
            _json.WriteEndObject();
        }

        private void WriteMissing(NumberInput input)
        {
            if (input.DeclaredMarks is not { } marks)
            {
                _json.Optional("missing", input.Missing);
                return;
            }

            _json.LineObject("missing", () =>
            {
                _json.Optional("value", input.Missing);
                _json.WritePropertyName("marks");
                _json.WriteStartArray();
                foreach (var mark in marks)
                    _json.WriteNumber(mark);
                _json.WriteEndArray();
            });
        }

        private void WriteDecision(Decision decision) => decision.Match(
            _ => _json.Member("kind", "value"),
            threshold =>
            {
                _json.Member("kind", "threshold");
                WriteScores(threshold.Scores);
                _json.Array("thresholds", threshold.Bits, bit => _json.LineObject(() =>
                {
                    _json.Member("threshold", bit.Threshold);
                    _json.Member("below", bit.Below);
                    _json.Member("atOrAbove", bit.AtOrAbove);
                }));
            },
            argmax =>
            {
                _json.Member("kind", "argmax");
                WriteScores(argmax.Scores);
                _json.LineArray("labels", argmax.Labels, _json.WriteValue);
            });

        private void WriteScores(ScoreKind scores) => _json.Member("scores", scores switch
        {
            ScoreKind.Logit => "logit",
            ScoreKind.Probability => "probability",
            _ => "plain",
        });

        private void WriteCondition(Condition condition)
        {
            _json.WriteStartObject();
            _json.Member("id", condition.Id);
            _json.WritePropertyName("expression");
            WriteExpression(condition.Expression);
            if (condition.Source is { } source)
            {
                _json.LineObject("source", () =>
                {
                    _json.Member("level", source.Level);
                    _json.Member("neuron", source.Neuron);
                    _json.Member("slope", source.Slope);
                });
            }

            _json.WriteEndObject();
        }

        private void WriteExpression(Expression expression)
        {
            _json.WriteStartObject();
            _json.Member("bias", expression.Bias);
            _json.Object("weights", () =>
            {
                foreach (var term in expression.Terms)
                    WriteTerm(term);
            });
            _json.WriteEndObject();
        }

        private void WriteTerm(Term term) => term.Match(
            number => _json.Member(_document.Inputs[term.Input].Name, number.Weight),
            table => _json.Object(_document.Inputs[term.Input].Name, () =>
            {
                foreach (var weight in table.Weights)
                    _json.Member(_document.Inputs.CategoryAt(term.Input).Categories[weight.Category], weight.Weight);
            }));

        private void WriteTree(TreeNode node) => node.Match(
            branch =>
            {
                _json.WriteStartObject();
                _json.Member("condition", _document.Conditions[branch.Condition].Id);
                _json.WritePropertyName("negative");
                WriteTree(branch.Negative);
                _json.WritePropertyName("positive");
                WriteTree(branch.Positive);
                _json.WriteEndObject();
            },
            leaf => _json.LineObject(() => _json.Member("rule", _document.Rules[leaf.Rule].Id)));

        private void WriteRule(Rule rule)
        {
            _json.WriteStartObject();
            _json.Member("id", rule.Id);
            _json.Array("expressions", rule.Expressions, WriteExpression);
            if (rule.Implied.Count > 0)
                _json.LineArray("implied", rule.Implied, condition => _json.WriteValue(_document.Conditions[condition].Id));
            if (rule.Support is { } support)
            {
                _json.LineObject("support", () =>
                {
                    _json.Member("rows", support.Rows);
                    _json.Member("share", support.Share);
                    _json.Optional("accuracy", support.Accuracy);
                    _json.Optional("error", support.Error);
                });
            }

            if (rule.Witness is { } witness)
            {
                _json.LineObject("witness", () =>
                {
                    for (var i = 0; i < witness.Count; i++)
                    {
                        var (input, name) = (i, _document.Inputs[i].Name);
                        witness[i].Match(
                            number => _json.Member(name, number.Value),
                            category => _json.Member(name, _document.Inputs.CategoryAt(input).Categories[category.Category]));
                    }
                });
            }

            _json.WriteEndObject();
        }
    }
}
