// Why a row is answered as it is: the contributions around the centre, and distances in units of the inputs' training ranges.
// v = bias + ŵ·x; the centre is c = x − (v / ŵ·ŵ) ŵ; feature j contributes (x_j − c_j)·w_j = v·w_j² / (ŵ·ŵ).

/** Explains one row, given as one number per input (NaN is missing), or the position of a category (−1 for one that is not declared). */
function explain(tables, given) {
  const row = tables.accept(given);
  const { rule, path } = tables.descend(row);
  const conditions = path.map((position) => {
    const value = tables.value(position, row);
    return { position, number: tables.conditionNumbers[position], value, distance: distance(value, reachOf(tables, position)) };
  });
  const distanceToOtherRule = conditions.reduce((least, c) => Math.min(least, Math.abs(c.distance)), Infinity);

  const scores = tables.outputs.map((_, k) => tables.value(tables.sum(rule, k), row));
  const probabilities = tables.probabilities(scores);
  const chosen = tables.classify(scores);
  const inside = distanceInside(tables, rule, chosen, scores);
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
      bias: tables.biases[tables.sum(rule, k)],
      terms: termsOf(tables, tables.sum(rule, k), row, value),
    })),
    conditions,
    distanceToOtherRule,
    isDistanceToDecisionExact,
    distanceToDecision: Number.isNaN(inside) || isDistanceToDecisionExact ? inside : distanceToOtherRule,
  };
}

/** What each input does to a sum: its weight, what it adds, and its contribution; for a category the sum over its levels. */
function termsOf(tables, sum, row, value) {
  const { largest, square } = sizeOf(tables, sum);
  return tables.terms(sum).map(({ input, first }) => {
    const weight = tables.weights[first + (tables.isCategory(input) ? row[input] : 0)];
    let contribution = 0.0;
    for (let w = first; w < first + tables.width(input); w++) {
      const share = tables.weights[w] / largest;
      if (tables.weights[w] !== 0) contribution += value * ((share * share) / square);
    }
    return { input, weight, value: tables.isCategory(input) ? weight : weight * row[input], contribution };
  });
}

/** The largest weight of a sum without sign, and the square of ŵ in units of it; 0 and 0 without weights. */
function sizeOf(tables, sum) {
  const weights = tables.terms(sum).flatMap(({ input, first }) => tables.weights.slice(first, first + tables.width(input)));
  let largest = 0.0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  let square = 0.0;
  if (largest > 0) for (const weight of weights) square += (weight / largest) * (weight / largest);
  return { largest, square };
}

/** How much a sum changes when each number goes through its range; 0 for categories. */
function reachOf(tables, sum) {
  const reach = tables.inputs.map(() => 0.0);
  for (const { input, first } of tables.terms(sum)) {
    if (!tables.isCategory(input)) reach[input] = tables.weights[first] * Math.min(tables.maxima[input] - tables.minima[input], Number.MAX_VALUE);
  }
  return reach;
}
