// The rules in tables, as generated code has them, and what is calculated from them: each sum begins with its bias, to which the terms
// are added in the order of the inputs, one multiplication and one addition each. JavaScript's numbers are IEEE doubles and nothing is
// fused, so the answers have the bits of the generated code.

/** Thrown for a value that the rules neither take nor replace. */
class InputRefused extends Error {
  constructor(input, reason) {
    super(`The input '${input}' ${reason}.`);
  }
}

class RuleTables {
  /**
   * A sum is an expression: those of the conditions stand first, then those of each rule's outputs. The inputs of a sum's terms end with
   * −1; a term has one weight for a number, and one for each level of a category.
   */
  constructor(tables, inputs) {
    Object.assign(this, tables);
    this.given = inputs;
    this.firstTerms = [];
    this.firstWeights = [];
    let term = 0;
    let weight = 0;
    for (let s = 0; s < this.biases.length; s++) {
      this.firstTerms.push(term);
      this.firstWeights.push(weight);
      for (; this.termInputs[term] >= 0; term++) weight += this.width(this.termInputs[term]);
      term++;
    }
  }

  /** How many weights a term of an input has. */
  width(input) {
    return Math.max(1, this.levels[input]);
  }

  isCategory(input) {
    return this.levels[input] > 0;
  }

  /** The values that count for those that are given: NaN or a mark is missing, −1 a category that is not declared. */
  accept(row) {
    return row.map((value, i) => {
      const { name, missing, marks, other } = this.given[i];
      if (this.isCategory(i)) {
        if (Number.isInteger(value) && value >= 0 && value < this.levels[i]) return value;
        if (other === null) throw new InputRefused(name, "is not one of the declared categories, and none of them stands for others");
        return other;
      }
      if (value === Infinity || value === -Infinity) throw new InputRefused(name, "is infinite");
      if (!Number.isNaN(value) && !(marks ?? []).includes(value)) return value;
      if (missing === null) throw new InputRefused(name, "is missing, and the rules have no value that stands for a missing one");
      return missing;
    });
  }

  /** The position of the sum of a rule's output. */
  sum(rule, output) {
    return this.conditionNumbers.length + rule * this.outputs.length + output;
  }

  /** The terms of a sum: their inputs, and where their weights begin. */
  terms(sum) {
    const terms = [];
    let weight = this.firstWeights[sum];
    for (let t = this.firstTerms[sum]; this.termInputs[t] >= 0; t++) {
      const input = this.termInputs[t];
      terms.push({ input, first: weight });
      weight += this.width(input);
    }
    return terms;
  }

  value(sum, row) {
    let value = this.biases[sum];
    let weight = this.firstWeights[sum];
    for (let t = this.firstTerms[sum]; this.termInputs[t] >= 0; t++) {
      const i = this.termInputs[t];
      value += this.isCategory(i) ? this.weights[weight + row[i]] : this.weights[weight] * row[i];
      weight += this.width(i);
    }
    return value;
  }

  /** The rule that holds, and the conditions on the way to it. */
  descend(row) {
    const path = [];
    let node = this.nodes.length > 0 ? 0 : ~0;
    while (node >= 0) {
      const condition = this.nodes[3 * node];
      path.push(condition);
      node = this.nodes[3 * node + (this.value(condition, row) < 0 ? 1 : 2)];
    }
    return { rule: ~node, path };
  }

  /** The position of the largest score, the first on a tie; or one bit for each score; null for values. */
  classify(scores) {
    if (this.labels.length === 0) return null;
    if (this.thresholds.length > 0) return scores.map((score, k) => (score >= this.thresholds[k] ? 1 : 0));
    let chosen = 0;
    for (let k = 0; k < scores.length; k++) if (scores[k] > scores[chosen]) chosen = k;
    return [chosen];
  }

  /** The label, or that of each output with commas between. */
  decision(chosen) {
    if (chosen === null) return "";
    if (this.thresholds.length === 0) return this.labels[chosen[0]];
    return chosen.map((bit, k) => this.labels[2 * k + bit]).join(", ");
  }

  /** One probability per output; none where the scores are plain (0); they are logits (1) or probabilities (2) otherwise. */
  probabilities(scores) {
    if (this.scores === 0) return [];
    if (this.scores === 2) return scores.map((score) => (score < 0.0 ? 0.0 : score > 1.0 ? 1.0 : score));
    return this.thresholds.length === 0 ? softmax(scores) : scores.map(logistic);
  }

  /** That of the label at or above the only threshold, or of the one that is chosen. */
  probability(chosen, probabilities) {
    if (probabilities.length === 0 || this.thresholds.length > 1) return NaN;
    return probabilities[this.thresholds.length === 1 ? 0 : chosen[0]];
  }
}

function softmax(scores) {
  let largest = scores[0];
  for (let k = 1; k < scores.length; k++) largest = scores[k] > largest ? scores[k] : largest;
  let total = 0.0;
  const powers = scores.map((score) => {
    const power = exponential(score - largest);
    total += power;
    return power;
  });
  return powers.map((power) => power / total);
}
