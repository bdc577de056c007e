using System;
using System.Globalization;
using System.IO;
using System.Linq;

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
            _json.Member("version", _document.Version);
            _json.Member("name", _document.Name);
            _json.Member("summary", _document.Summary);
            _json.Array("inputs", _document.Inputs, new InputWriter(_json, _document.Outputs).Write);
            _json.Array("outputs", _document.Outputs, o => _json.LineObject(() => _json.Member("name", o.Name)));
            _json.Object("decision", () => WriteDecision(_document.Decision));
            _json.Array("conditions", _document.Conditions, WriteCondition);
            if (_document.Common.Count > 0)
                _json.Array("common", _document.Common, WriteOptionalExpression);
            _json.WritePropertyName("tree");
            WriteTree(_document.Tree);
            _json.Array("rules", _document.Rules, WriteRule);
            if (_document.References.Count > 0)
                _json.Array("references", _document.References, WriteReference);
            if (_document.Provenance is { } provenance)
            {
                _json.WritePropertyName("provenance");
                ProvenanceWriter.Write(_json, provenance, _document);
            }

            _json.WriteEndObject();
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
            _json.Optional("name", condition.Name);
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
            if (expression.Adjustments.Count > 0)
            {
                _json.LineObject("adjustments", () =>
                {
                    foreach (var adjustment in expression.Adjustments)
                        _json.Member(Digits(_document.Conditions[adjustment.Condition].Id), adjustment.Weight);
                });
            }

            _json.WriteEndObject();
        }

        private void WriteOptionalExpression(Expression? expression)
        {
            if (expression is null)
                _json.WriteNull();
            else
                WriteExpression(expression);
        }

        private void WriteReference(Reference reference)
        {
            _json.WriteStartObject();
            _json.Member("name", reference.Name);
            WritePoint("row", reference.Row);
            if (reference.IsDefault)
                _json.Member("default", true);
            _json.WriteEndObject();
        }

        private void WriteTerm(Term term) => term.Match(
            number =>
            {
                if (number.Specials.Count == 0)
                {
                    _json.Member(_document.Inputs[term.Input].Name, number.Weight);
                    return;
                }

                _json.LineObject(_document.Inputs[term.Input].Name, () =>
                {
                    _json.Member("weight", number.Weight);
                    WriteSpecials(term.Input, number.Specials);
                });
            },
            table => _json.Object(_document.Inputs[term.Input].Name, () =>
            {
                foreach (var weight in table.Weights)
                    _json.Member(_document.Inputs.CategoryAt(term.Input).Categories[weight.Category], weight.Weight);
            }),
            curve => _json.LineObject(_document.Inputs[term.Input].Name, () =>
            {
                _json.LineArray("curve", curve.Curve.Points, WritePoint);
                WriteSpecials(term.Input, curve.Specials);
            }));

        private void WritePoint(CurvePoint point)
        {
            _json.WriteStartArray();
            _json.WriteNumber(point.X);
            _json.WriteNumber(point.Below);
            if (point.IsJump)
                _json.WriteNumber(point.At);
            _json.WriteEndArray();
        }

        private void WriteSpecials(int input, EquatableArray<SpecialWeight> specials)
        {
            if (specials.Count == 0)
                return;
            _json.LineObject("special", () =>
            {
                foreach (var special in specials)
                    _json.Member(_document.Inputs.NumberAt(input).Specials[special.Special].Name, special.Weight);
            });
        }

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
            if (rule.Own.Any(e => e is not null))
                _json.Array("expressions", rule.Own, WriteOptionalExpression);
            WriteImplied(rule);
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
                WritePoint("witness", witness);
            _json.WriteEndObject();
        }

        private void WriteImplied(Rule rule)
        {
            if (rule.Implied.Count + rule.Untested.Count == 0)
                return;
            _json.WritePropertyName("implied");
            _json.OnOneLine(() =>
            {
                _json.WriteStartArray();
                foreach (var condition in rule.Implied)
                    _json.WriteValue(_document.Conditions[condition].Id);
                foreach (var side in rule.Untested)
                {
                    _json.LineObject(() =>
                    {
                        _json.Member("condition", _document.Conditions[side.Condition].Id);
                        _json.Member("negative", side.IsNegative);
                    });
                }

                _json.WriteEndArray();
            });
        }

        private void WritePoint(string name, EquatableArray<InputValue> point) => _json.LineObject(name, () =>
        {
            for (var i = 0; i < point.Count; i++)
            {
                var (input, member) = (i, _document.Inputs[i].Name);
                point[i].Match(
                    number => _json.Member(member, number.Value),
                    category => _json.Member(member, _document.Inputs.CategoryAt(input).Categories[category.Category]),
                    special => _json.LineObject(
                        member, () => _json.Member("special", _document.Inputs.NumberAt(input).Specials[special.Special].Name)));
            }
        });

        private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
