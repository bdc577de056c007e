// The rules at one row: each sum begins with its bias, to which the terms are added in the order of the inputs and then what conditions add that
// are below 0, one multiplication and one addition each.

/** Where the piece of a curve begins that a value is on; −1 below the first point. */
function findPiece(curve, value) {
  let piece = -1;
  for (let k = 1; k < curve.length && !(value < curve[k]); k += 3) piece = k;
  return piece;
}

/** The height of a piece of a curve at a value. */
function heightOf(curve, piece, x) {
  if (piece < 0) return curve[0];
  return curve[piece + 2] === 0 ? curve[piece + 1] : curve[piece + 1] + (x - curve[piece]) * curve[piece + 2];
}

/** The rules at one row; each condition is calculated once. */
class RuleRow {
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
    return heightOf(curve, findPiece(curve, x), x);
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
