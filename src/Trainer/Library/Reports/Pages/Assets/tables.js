// The rules in tables, as generated code has them. JavaScript's numbers are IEEE doubles and nothing is fused, so that what is calculated from
// them in the order of the generated code has its bits.

/** Thrown for a value that the rules neither take nor replace. */
class InputRefused extends Error {
  constructor(input, reason) {
    super(`The input '${input}' ${reason}.`);
  }
}

class RuleTables {
  /**
   * The sums are those of the conditions, then those of the common part if there is one, then those of each rule's outputs; one that is absent
   * has no bias. The inputs of a sum's terms end with −1. A term has one weight for each level of a category; for a number one, and one for each
   * special value. Of a curve there is the height below its first point, then of each point x, the height from there on, and the slope.
   */
  constructor(tables, inputs) {
    Object.assign(this, tables);
    this.given = inputs;
    this.specialValues = this.specialValues.map((value) => value ?? NaN);
    this.referenceValues = this.referenceValues.map((value) => value ?? NaN);
    this.firstSpecials = starts(this.specialCounts);
    this.firstFeatures = starts(this.levels.map((count) => Math.max(1, count)));
    this.features = this.levels.reduce((sum, count) => sum + Math.max(1, count), 0);
    this.hasCommon = this.biases.length > this.conditionNumbers.length + this.ruleNumbers.length * this.outputs.length;
    this.sums = this.read();
    // Each output is a sum of weights that stands alone.
    this.isPlain = !this.hasCommon && this.specialValues.length + this.curveNumbers.length + this.adjustments.length === 0;
  }

  /** The flat rows of numbers as sums; null for one that is absent. */
  read() {
    let [position, weight, curve, number, adjustment, factor] = [0, 0, 0, 0, 0, 0];
    return this.biases.map((bias) => {
      const terms = [];
      for (; this.termInputs[position] >= 0; position++) {
        const input = this.termInputs[position];
        const points = this.curvePoints.length > 0 ? this.curvePoints[curve++] : 0;
        const numbers = points > 0 ? 1 + 3 * points : 0;
        terms.push({ input, weights: this.weights.slice(weight, weight + this.width(input)), curve: this.curveNumbers.slice(number, number + numbers) });
        weight += this.width(input);
        number += numbers;
      }
      position++;
      const adjustments = [];
      if (this.adjustments.length > 0) {
        for (; this.adjustments[adjustment] >= 0; adjustment++) {
          adjustments.push({ condition: this.adjustments[adjustment], weight: this.adjustmentWeights[factor++] });
        }
        adjustment++;
      }
      return bias === null ? null : { bias, terms, adjustments };
    });
  }

  /** How many weights a term of an input has. */
  width(input) {
    return this.isCategory(input) ? this.levels[input] : 1 + this.specialCounts[input];
  }

  isCategory(input) {
    return this.levels[input] > 0;
  }

  /** The values that count for those that are given: a special value is itself, NaN or a mark is missing, −1 a category that is not declared. */
  accept(row) {
    return row.map((value, i) => {
      const { name, missing, marks, other } = this.given[i];
      if (this.isCategory(i)) {
        if (Number.isInteger(value) && value >= 0 && value < this.levels[i]) return value;
        if (other === null) throw new InputRefused(name, "is not one of the declared categories, and none of them stands for others");
        return other;
      }
      if (this.findSpecial(i, value) >= 0) return value;
      if (value === Infinity || value === -Infinity) throw new InputRefused(name, "is infinite");
      if (!Number.isNaN(value) && !(marks ?? []).includes(value)) return value;
      if (missing === null) throw new InputRefused(name, "is missing, and the rules have no value that stands for a missing one");
      return missing;
    });
  }

  /** The rule that holds where conditions are on the sides that are given. */
  rule(isNegative) {
    let node = this.nodes.length > 0 ? 0 : ~0;
    while (node >= 0) node = this.nodes[3 * node + (isNegative[this.nodes[3 * node]] ? 1 : 2)];
    return ~node;
  }

  /** What all rules share of an output; null for nothing. */
  common(output) {
    return this.hasCommon ? this.sums[this.conditionNumbers.length + output] : null;
  }

  /** What a rule gives an output by itself; null for nothing. */
  own(rule, output) {
    return this.sums[this.conditionNumbers.length + (this.hasCommon ? rule + 1 : rule) * this.outputs.length + output];
  }

  /** Which of an input's special values a value is; −1 for none. */
  findSpecial(input, value) {
    for (let s = 0; s < this.specialCounts[input]; s++) {
      const special = this.specialValues[this.firstSpecials[input] + s];
      if (special === value || (Number.isNaN(special) && Number.isNaN(value))) return s;
    }
    return -1;
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

/** Where each of several parts begins, one after the other. */
function starts(counts) {
  let sum = 0;
  return counts.map((count) => (sum += count) - count);
}
