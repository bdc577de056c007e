
/** The distance to the nearest change of the decision, as far as the rule that holds goes; NaN for values. */
function distanceInside(tables, rule, chosen, scores) {
  if (chosen === null) return NaN;
  let nearest = Infinity;
  scores.forEach((score, k) => {
    const reach = reachOf(tables, tables.sum(rule, k));
    if (tables.thresholds.length > 0) {
      nearest = Math.min(nearest, Math.abs(distance(score - tables.thresholds[k], reach)));
    } else if (k !== chosen[0]) {
      const own = reachOf(tables, tables.sum(rule, chosen[0]));
      nearest = Math.min(nearest, Math.abs(distance(scores[chosen[0]] - score, own.map((r, i) => r - reach[i]))));
    }
  });
  return nearest;
}
