// The exact regions in the plane of two inputs, the others held: the box is cut by the half-planes of the tree, and each rule's part by
// its decision boundary. Coordinates are shares of the ranges, 0 to 1. The page's still picture is made by the same steps.

const boxEdge = 0;
const regionEdge = 1;
const decisionEdge = 2;

/** Smaller parts of the box are not kept: they are rounding. */
const leastArea = 1e-12;

/** How far apart two lines may be that are one line but for rounding. */
const sameLine = 1e-9;

/** All areas: their rule, their class, and their corners with the kind of edge that leads to the next one. */
function planeAreas(tables, plane) {
  const areas = [];
  const box = [[0, 0], [1, 0], [1, plane.y < 0 ? 0.1 : 1], [0, plane.y < 0 ? 0.1 : 1]].map(([u, v]) => ({ u, v, edge: boxEdge }));
  const needs = conditionNeeds(tables);
  const visit = (node, corners, sides) => {
    if (corners.length === 0) return;
    if (node < 0) {
      const sums = tables.outputs.flatMap((_, k) => [tables.common(k), tables.own(~node, k)]);
      withSides(tables, plane, needsOf(sums, needs), corners, sides, (part, known) => {
        for (const area of classParts(tables, plane, ~node, part, known)) areas.push({ rule: ~node, ...area });
      });
      return;
    }
    const condition = tables.nodes[3 * node];
    withSides(tables, plane, needs[condition], corners, sides, (part, known) => {
      cutBy(tables, plane, condition, part, known, (side, both) => visit(tables.nodes[3 * node + (both[condition].isNegative ? 1 : 2)], side, both));
    });
  };
  visit(tables.nodes.length > 0 ? 0 : ~0, box, []);
  return areas;
}

/** For each condition those that it depends on, directly or through others, in order. */
function conditionNeeds(tables) {
  const needs = [];
  for (const sum of tables.sums.slice(0, tables.conditionNumbers.length)) needs.push(needsOf([sum], needs));
  return needs;
}

/** The conditions that sums depend on, in order, so that what one of them needs comes before it. */
function needsOf(sums, needs) {
  const adjusting = sums.flatMap((sum) => (sum === null ? [] : sum.adjustments.map(({ condition }) => condition)));
  return [...new Set(adjusting.flatMap((condition) => [...needs[condition], condition]))].sort((a, b) => a - b);
}

/** Both sides of a condition, each with the sides that are known there, and what those conditions are in the plane. */
function cutBy(tables, plane, condition, corners, sides, go) {
  const line = fold(tables, plane, tables.sums[condition], sides);
  const { negative, positive } = split(corners, line, regionEdge);
  for (const [side, isNegative] of [[negative, true], [positive, false]]) {
    const known = [...sides];
    known[condition] = { isNegative, line };
    go(side, known);
  }
}

/** Parts on which it is known on which side some conditions are; the tree need not test one that follows from others. */
function withSides(tables, plane, needed, corners, sides, go) {
  if (corners.length === 0) return;
  const open = needed.find((condition) => sides[condition] === undefined);
  if (open === undefined) go(corners, sides);
  else cutBy(tables, plane, open, corners, sides, (side, known) => withSides(tables, plane, needed, side, known, go));
}

/** A sum as a·u + b·v + c over the plane, with what those conditions add that are negative. */
function fold(tables, plane, sum, sides) {
  let a = 0.0;
  let b = 0.0;
  let c = sum.bias;
  for (const { input, weights } of sum.terms) {
    const [weight] = weights;
    if (input === plane.x) {
      a = weight * (tables.maxima[input] - tables.minima[input]);
      c += weight * tables.minima[input];
    } else if (input === plane.y) {
      b = weight * (tables.maxima[input] - tables.minima[input]);
      c += weight * tables.minima[input];
    } else {
      c += tables.isCategory(input) ? weights[plane.held[input]] : weight * plane.held[input];
    }
  }
  for (const { condition, weight } of sum.adjustments) {
    const { isNegative, line } = sides[condition];
    if (!isNegative) continue;
    a += weight * line.a;
    b += weight * line.b;
    c += weight * line.c;
  }
  return { a, b, c };
}

/** An output of a rule over the plane. */
function foldOutput(tables, plane, rule, output, sides) {
  const parts = [tables.common(output), tables.own(rule, output)].filter((sum) => sum !== null)
    .map((sum) => fold(tables, plane, sum, sides));
  if (parts.length === 0) return { a: 0.0, b: 0.0, c: 0.0 };
  return parts.reduce((sum, part) => ({ a: sum.a + part.a, b: sum.b + part.b, c: sum.c + part.c }));
}

/** The parts of a rule's polygon that have one class each. */
function classParts(tables, plane, rule, corners, sides) {
  const outputs = tables.outputs.map((_, k) => foldOutput(tables, plane, rule, k, sides));
  if (tables.thresholds.length === 0 && tables.labels.length > 0) {
    return outputs.map((own, k) => {
      const part = outputs.reduce((rest, other, j) => {
        if (j === k) return rest;
        return split(rest, { a: own.a - other.a, b: own.b - other.b, c: own.c - other.c }, decisionEdge)[j < k ? "strict" : "positive"];
      }, corners);
      return { class: k, corners: part };
    }).filter((part) => part.corners.length > 0);
  }
  const { a, b, c } = outputs[plane.output];
  const levels = tables.thresholds.length > 0 ? [tables.thresholds[plane.output]] : plane.levels[plane.output];
  const parts = [];
  let rest = corners;
  levels.forEach((level, i) => {
    const { negative, positive } = split(rest, { a, b, c: c - level }, decisionEdge);
    if (negative.length > 0) parts.push({ class: i, corners: negative });
    rest = positive;
  });
  if (rest.length > 0) parts.push({ class: levels.length, corners: rest });
  return parts;
}

/** Cuts a convex polygon by a line: where the value is < 0, and where it is ≥ 0. A tie goes to the first, so strict has > 0 all over. */
function split(corners, { a, b, c }, edge) {
  const values = corners.map((p) => a * p.u + b * p.v + c);
  const negative = [];
  const positive = [];
  corners.forEach((p, i) => {
    const next = (i + 1) % corners.length;
    const q = corners[next];
    const isNegative = values[i] < 0;
    (isNegative ? negative : positive).push(p);
    if (isNegative === values[next] < 0) return;
    const t = values[i] / (values[i] - values[next]);
    const cut = { u: p.u + t * (q.u - p.u), v: p.v + t * (q.v - p.v) };
    // Going round, the side that is left goes on along the cut, the side that is entered along the old edge.
    (isNegative ? negative : positive).push({ ...cut, edge });
    (isNegative ? positive : negative).push({ ...cut, edge: p.edge });
  });
  const kept = keep(positive);
  return { negative: keep(negative), positive: kept, strict: values.some((value) => value > 0) ? kept : [] };
}

function keep(corners) {
  let area = 0.0;
  corners.forEach((p, i) => {
    const q = corners[(i + 1) % corners.length];
    area += p.u * q.v - q.u * p.v;
  });
  return Math.abs(area) / 2 > leastArea ? corners : [];
}

/** The lines where the decision changes: inside rules, and between rules that decide differently. */
function decisionLines(areas) {
  const edges = areas.flatMap((area) => area.corners.map((p, i) => ({ p, q: area.corners[(i + 1) % area.corners.length], class: area.class })));
  const lines = edges.filter((e) => e.p.edge === decisionEdge).map(({ p, q }) => [p, q]);
  const borders = edges.filter((e) => e.p.edge === regionEdge);
  borders.forEach((e, i) => {
    for (let j = i + 1; j < borders.length; j++) {
      const line = borders[j].class === e.class ? null : sharedLine(e, borders[j]);
      if (line !== null) lines.push(line);
    }
  });
  return lines;
}

/** What two edges on one line have in common; null where that is nothing. */
function sharedLine(e, f) {
  const du = e.q.u - e.p.u;
  const dv = e.q.v - e.p.v;
  const square = du * du + dv * dv;
  if (square === 0) return null;
  const along = (r) => ((r.u - e.p.u) * du + (r.v - e.p.v) * dv) / square;
  const beside = (r) => Math.abs((r.u - e.p.u) * dv - (r.v - e.p.v) * du) / Math.sqrt(square);
  if (beside(f.p) > sameLine || beside(f.q) > sameLine) return null;
  const from = Math.max(0, Math.min(along(f.p), along(f.q)));
  const to = Math.min(1, Math.max(along(f.p), along(f.q)));
  if (to - from <= sameLine) return null;
  return [{ u: e.p.u + from * du, v: e.p.v + from * dv }, { u: e.p.u + to * du, v: e.p.v + to * dv }];
}
