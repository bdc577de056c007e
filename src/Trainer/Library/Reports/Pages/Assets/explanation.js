// Why a row is answered as it is: the contributions around the centre, and distances in units of the inputs' training ranges. Around the row each
// sum is a map v = bias + ŵ·x, with the conditions that are below 0 there multiplied out and curves as straight as the piece that the row is on;
// its centre is c = x − (v / ŵ·ŵ) ŵ, and feature j contributes (x_j − c_j)·w_j = v·w_j² / (ŵ·ŵ).

class LocalSum {
  constructor(tables, at) {
    this.tables = tables;
    this.at = at;
    this.bias = 0.0;
    this.hasBias = false;
    // The bias without what makes curves and special values straight: what is left when all that inputs add is taken off.
    this.constant = 0.0;
    this.weights = new Array(tables.features).fill(0.0);
    this.added = tables.inputs.map(() => 0.0);
    this.has = tables.inputs.map(() => false);
    this.isCurved = false;
  }

  // The factor of each sum is its own times those of the sums that it adjusts. Conditions adjust only later ones, so that going backwards
  // each is added once, with all that is asked of it.
  add(sum) {
    if (sum === null) return this;
    const factors = this.tables.conditionNumbers.map(() => 0.0);
    this.addSum(sum, 1.0, factors);
    for (let c = factors.length - 1; c >= 0; c--) if (factors[c] !== 0) this.addSum(this.tables.sums[c], factors[c], factors);
    return this;
  }

  addSum({ bias, terms, adjustments }, factor, factors) {
    this.bias = this.hasBias ? this.bias + factor * bias : factor * bias;
    this.hasBias = true;
    this.constant += factor * bias;
    for (const term of terms) this.addTerm(term, factor);
    for (const { condition, weight } of adjustments) if (this.at.condition(condition) < 0) factors[condition] += factor * weight;
  }

  addTerm(term, factor) {
    const { input, weights, curve } = term;
    const feature = this.tables.firstFeatures[input];
    const x = this.at.row[input];
    const added = this.at.term(term);
    this.added[input] = this.has[input] ? this.added[input] + factor * added : factor * added;
    if (this.tables.isCategory(input)) {
      weights.forEach((weight, level) => this.addWeight(feature + level, input, factor * weight));
    } else if (this.tables.findSpecial(input, x) >= 0) {
      // What is no quantity does not move.
      this.bias += factor * added;
      this.addWeight(feature, input, 0.0);
    } else if (curve.length > 0) {
      this.isCurved = true;
      const piece = findPiece(curve, x);
      const slope = piece < 0 ? 0.0 : curve[piece + 2];
      this.bias += factor * (added - slope * x);
      this.addWeight(feature, input, factor * slope);
    } else {
      this.addWeight(feature, input, factor * weights[0]);
    }
    this.has[input] = true;
  }

  addWeight(feature, input, weight) {
    this.weights[feature] = this.has[input] ? this.weights[feature] + weight : weight;
  }

  /** How much it changes when each number goes through its range; 0 for categories. */
  reach() {
    const { maxima, minima, firstFeatures } = this.tables;
    return this.has.map((has, i) => (has && !this.tables.isCategory(i) ? this.weights[firstFeatures[i]] * Math.min(maxima[i] - minima[i], Number.MAX_VALUE) : 0.0));
  }

  /** The signed distance to where it is 0; NaN where a curve bends on the way. */
  distance(value) {
    return this.isCurved ? NaN : distance(value, this.reach());
  }

  /** What each input does to it: its weight, what it adds, and its contribution; for a category the sum over its levels. */
  terms(value) {
    let largest = 0.0;
    for (const weight of this.weights) largest = Math.max(largest, Math.abs(weight));
    let square = 0.0;
    if (largest > 0) for (const weight of this.weights) square += (weight / largest) * (weight / largest);
    return this.tables.inputs.map((_, i) => i).filter((i) => this.has[i]).map((input) => {
      const first = this.tables.firstFeatures[input];
      let contribution = 0.0;
      for (let w = first; w < first + Math.max(1, this.tables.levels[input]); w++) {
        const share = this.weights[w] / largest;
        if (this.weights[w] !== 0) contribution += value * ((share * share) / square);
      }
      return { input, weight: this.weights[first + (this.tables.isCategory(input) ? this.at.row[input] : 0)], value: this.added[input], contribution };
    });
  }
}

/** Explains one row, given as one number per input (NaN is missing), or the position of a category (−1 for one that is not declared). */
function explain(tables, given) {
  const row = tables.accept(given);
  const at = new RuleRow(tables, row);
  const { rule, path } = at.descend();
  const conditions = path.map((position) => {
    const value = at.condition(position);
    return { position, number: tables.conditionNumbers[position], value, distance: new LocalSum(tables, at).add(tables.sums[position]).distance(value) };
  });
  const distanceToOtherRule = conditions.reduce((least, c) => Math.min(least, Math.abs(c.distance)), Infinity);

  const scores = tables.outputs.map((_, k) => at.output(rule, k));
  const locals = tables.outputs.map((_, k) => new LocalSum(tables, at).add(tables.common(k)).add(tables.own(rule, k)));
  const probabilities = tables.probabilities(scores);
  const chosen = tables.classify(scores);
  const inside = distanceInside(tables, locals, chosen, scores);
  const isDistanceToDecisionExact = inside <= distanceToOtherRule;
  return {
    row,
    rule,
    chosen,
    decision: tables.decision(chosen),
    probability: chosen === null ? NaN : tables.probability(chosen, probabilities),
    outputs: scores.map((value, k) => ({
      value,
      probability: probabilities.length === 0 ? NaN : probabilities[k],
      bias: locals[k].bias,
      constant: locals[k].constant,
      terms: locals[k].terms(value),
    })),
    shares: sharesOf(tables, row),
    conditions,
    distanceToOtherRule,
    isDistanceToDecisionExact,
    distanceToDecision: Number.isNaN(inside) || isDistanceToDecisionExact ? inside : distanceToOtherRule,
  };
}

/** The distance to the nearest change of the decision, as far as the rule that holds goes; NaN for values, and where a curve bends on the way. */
function distanceInside(tables, locals, chosen, scores) {
  if (chosen === null || locals.some((local) => local.isCurved)) return NaN;
  let nearest = Infinity;
  scores.forEach((score, k) => {
    const reach = locals[k].reach();
    if (tables.thresholds.length > 0) {
      nearest = Math.min(nearest, Math.abs(distance(score - tables.thresholds[k], reach)));
    } else if (k !== chosen[0]) {
      const own = locals[chosen[0]].reach();
      nearest = Math.min(nearest, Math.abs(distance(scores[chosen[0]] - score, own.map((r, i) => r - reach[i]))));
    }
  });
  return nearest;
}
