// The rules of a document of version 2: all rules share a common part; what a number adds may follow a curve, and be something else for its
// special values; a sum may be adjusted by conditions. The operations and their order are those of the generated code here too.

class HingeTables extends RuleTables {
  /**
   * The sums are those of the conditions, then those of the common part if there is one, then those of each rule's outputs; one that is absent
   * has no bias. A number's term has one weight, and one for each special value. Of a curve there is the height below its first point, then of
   * each point x, the height from there on, and the slope.
   */
  constructor(tables, inputs) {
    super(tables, inputs);
    this.specialValues = this.specialValues.map((value) => value ?? NaN);
    this.firstSpecials = starts(this.specialCounts);
    this.firstFeatures = starts(this.levels.map((count) => Math.max(1, count)));
    this.features = this.levels.reduce((sum, count) => sum + Math.max(1, count), 0);
    this.hasCommon = this.biases.length > this.conditionNumbers.length + this.ruleNumbers.length * this.outputs.length;
    this.sums = this.read();
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

  width(input) {
    return this.isCategory(input) ? this.levels[input] : 1 + this.specialCounts[input];
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

  /** Special values are looked for first: one of them counts as itself. */
  accept(row) {
    const given = this.given.map((input, i) => (this.findSpecial(i, row[i]) < 0 ? input : { ...input, marks: [row[i]], missing: row[i] }));
    return super.accept.call(Object.assign(Object.create(this), { given }), row);
  }
}

/** Where each of several parts begins, one after the other. */
function starts(counts) {
  let sum = 0;
  return counts.map((count) => (sum += count) - count);
}

/** Where the piece of a curve begins that a value is on; −1 below the first point. */
function findPiece(curve, value) {
  let piece = -1;
  for (let k = 1; k < curve.length && !(value < curve[k]); k += 3) piece = k;
  return piece;
}

/** The rules at one row; each condition is calculated once. */
class HingeRow {
  constructor(tables, row) {
    this.tables = tables;
    this.row = row;
    this.values = [];
  }

  condition(position) {
    this.values[position] ??= this.sum(this.tables.sums[position]);
    return this.values[position];
  }

  output(rule, output) {
    const [common, own] = [this.tables.common(output), this.tables.own(rule, output)];
    if (common === null) return own === null ? 0.0 : this.sum(own);
    return own === null ? this.sum(common) : this.sum(common) + this.sum(own);
  }

  /** The bias, to which each term is added in the order of the inputs, then each condition that is below 0. */
  sum({ bias, terms, adjustments }) {
    let value = bias;
    for (const term of terms) value += this.term(term);
    for (const { condition, weight } of adjustments) {
      const e = this.condition(condition);
      if (e < 0) value += weight * e;
    }
    return value;
  }

  /** What a term adds. */
  term({ input, weights, curve }) {
    const x = this.row[input];
    if (this.tables.isCategory(input)) return weights[x];
    const special = this.tables.findSpecial(input, x);
    if (special >= 0) return weights[1 + special];
    if (curve.length === 0) return weights[0] * x;
    const piece = findPiece(curve, x);
    if (piece < 0) return curve[0];
    return curve[piece + 2] === 0 ? curve[piece + 1] : curve[piece + 1] + (x - curve[piece]) * curve[piece + 2];
  }

  /** The rule that holds, and the conditions on the way to it. */
  descend() {
    const { nodes } = this.tables;
    const path = [];
    let node = nodes.length > 0 ? 0 : ~0;
    while (node >= 0) {
      path.push(nodes[3 * node]);
      node = nodes[3 * node + (this.condition(nodes[3 * node]) < 0 ? 1 : 2)];
    }
    return { rule: ~node, path };
  }
}
