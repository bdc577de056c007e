// The reasons for what a score decides: the shares that go towards it, those of inputs with one reason added up.

/** The reasons, the largest first, each with its share and the input that did most. */
function reasonsOf(tables, { output, against }, { from, to, before, after }, shares) {
  const sign = towards(tables, output, before, after);
  const condition = decidingCondition(tables, [output, against].filter((k) => k >= 0), from, to);
  const candidates = condition < 0 ? null : inputsOf(tables, condition);
  const groups = tables.inputs.map(() => ({ share: 0.0, input: -1 }));
  shares.forEach((share, i) => {
    if (candidates !== null && !candidates.has(i)) return;
    const group = groups[tables.reasonGroups[i]];
    group.share += share;
    if (sign * share > (group.input < 0 ? 0.0 : sign * shares[group.input])) group.input = i;
  });
  return groups.filter(({ share }) => sign * share > 0).sort((a, b) => sign * b.share - sign * a.share);
}

/** 1 where shares above 0 go towards the decision, −1 where those below do, 0 where none does. */
function towards(tables, output, before, after) {
  if (tables.thresholds.length > 0) return after[output] >= tables.thresholds[output] ? 1 : -1;
  if (tables.labels.length > 0) return 1;
  return after[output] > before[output] ? 1 : after[output] < before[output] ? -1 : 0;
}

/** Where the score of the rule is a constant, the condition by which it holds here and not for the reference, if it is one; else −1. */
function decidingCondition(tables, outputs, from, to) {
  const isConstant = (sum) => sum === null || (sum.terms.length === 0 && sum.adjustments.length === 0);
  const { rule, path } = to.descend();
  if (!outputs.every((k) => isConstant(tables.common(k)) && isConstant(tables.own(rule, k)))) return -1;
  const others = path.filter((c) => (to.condition(c) < 0) !== (from.condition(c) < 0));
  return others.length === 1 ? others[0] : -1;
}

/** The inputs of a condition, and of those that adjust it. */
function inputsOf(tables, condition) {
  const { terms, adjustments } = tables.sums[condition];
  return new Set([...terms.map((term) => term.input), ...adjustments.flatMap((a) => [...inputsOf(tables, a.condition)])]);
}
