// What each input's share is in a score being other than that of a reference. On the straight way from the reference to the row numbers move
// straight; where one end is a category or a special value, what its terms add moves straight between their two values. In parts on which all is
// straight an input gets what its own terms change and what they change through conditions below 0; where parts meet, inputs whose curves jump
// come first, in order, then conditions that change their side, by position, one at a time.

/** A curve whose height changes by less at a point, relative to the numbers that it is calculated from, does so by rounding. */
const ROUNDING = 8.8817841970012523e-16;

/** A part of the way on which each input stays on one piece of every curve. */
class Segment {
  constructor(way, start, on) {
    Object.assign(this, { way, start, on });
    this.lines = new Map(way.conditions.map((sum) => [sum, { value: this.sumAt(sum, start), rate: this.rateOf(sum) }]));
  }

  /** The same, but for the pieces that one input is on. */
  with(input, other) {
    return new Segment(this.way, other.start, this.on.map((x, i) => (i === input ? other.on[i] : x)));
  }

  value(sum, time) {
    const line = this.lines.get(sum);
    return line === undefined ? this.sumAt(sum, time) : line.value + (time - this.start) * line.rate;
  }

  rate(sum) {
    return this.lines.get(sum)?.rate ?? this.rateOf(sum);
  }

  addRates(sum, factor, rates) {
    for (const term of sum.terms) rates[term.input] += factor * this.termRate(term);
  }

  /** Whether a term jumps from here to another segment that begins where this one ends. */
  jumps(term, next) {
    const [from, to] = [this.pieceOf(term), next.pieceOf(term)];
    if (from === to) return false;
    const { curve } = term;
    const [lower, upper] = [Math.min(from, to), Math.max(from, to)];
    const height = heightOf(curve, lower, curve[upper]);
    let size = Math.abs(height) + Math.abs(curve[upper + 1]);
    if (lower >= 0) size += Math.abs(curve[lower + 2]) * (Math.abs(curve[lower]) + Math.abs(curve[upper]));
    return Math.abs(curve[upper + 1] - height) > ROUNDING * size;
  }

  sumAt({ bias, terms }, time) {
    let value = bias;
    for (const term of terms) value += this.term(term, time);
    return value;
  }

  rateOf({ terms }) {
    let rate = 0.0;
    for (const term of terms) rate += this.termRate(term);
    return rate;
  }

  term(term, time) {
    if (this.way.isAlongCurve(term)) return heightOf(term.curve, this.pieceOf(term), this.way.at(term.input, time));
    const from = this.way.from.term(term);
    return from + time * (this.way.to.term(term) - from);
  }

  termRate(term) {
    if (!this.way.isAlongCurve(term)) return this.way.to.term(term) - this.way.from.term(term);
    const piece = this.pieceOf(term);
    const slope = piece < 0 ? 0.0 : term.curve[piece + 2];
    return slope === 0 ? 0.0 : slope * this.way.change(term.input);
  }

  pieceOf({ input, curve }) {
    return findPiece(curve, this.on[input]);
  }
}

/** A part of a segment on which every condition stays on one side; an end of the way is one without length. */
class Stretch {
  constructor(segment, start, side) {
    Object.assign(this, { segment, start, way: segment.way, values: [], rates: [], isNegative: [], hasJumped: [] });
    this.way.conditions.forEach((sum, c) => {
      this.values[c] = this.value(sum, start);
      this.rates[c] = this.segment.rate(sum);
      for (const { condition, weight } of sum.adjustments) if (this.isNegative[condition]) this.rates[c] += weight * this.rates[condition];
      this.isNegative[c] = side(this, c);
    });
  }

  /** What an input that jumps makes of this: the conditions that it takes along are on the side to which they come. */
  afterJump(next, input, sums) {
    const moves = [];
    const made = new Stretch(this.segment.with(input, next), next.start, (stretch, c) => {
      const { adjustments } = this.way.conditions[c];
      moves[c] = sums.includes(this.way.conditions[c])
        || adjustments.some(({ condition: k }) => moves[k] && (this.isNegative[k] || stretch.isNegative[k]));
      return moves[c] ? stretch.values[c] < 0 : this.isNegative[c];
    });
    made.hasJumped = moves.map((moved, c) => moved || this.hasJumped[c]);
    return made;
  }

  /** What follows: each condition is on the side to which it goes from here. */
  next(before, segment, start) {
    return new Stretch(segment, start, (stretch, c) => {
      const isReached = !this.hasJumped[c] && before.zero(c) <= start;
      return this.isNegative[c]
        ? !(stretch.rates[c] >= 0 && (isReached || stretch.values[c] >= 0))
        : stretch.rates[c] < 0 && (isReached || stretch.values[c] <= 0);
    });
  }

  /** Where the next condition comes to 0, or the end that is given if none does before. */
  nextZero(end) {
    return this.values.reduce((least, _, c) => (this.zero(c) < least ? this.zero(c) : least), end);
  }

  score({ output, against }, rule, time) {
    const value = this.output(rule, output, time);
    return against < 0 ? value : value - this.output(rule, against, time);
  }

  ratesOf({ output, against }, rule) {
    const rates = this.way.tables.inputs.map(() => 0.0);
    for (const sum of this.way.sumsOf(rule, output)) this.addRates(sum, 1.0, rates);
    if (against >= 0) for (const sum of this.way.sumsOf(rule, against)) this.addRates(sum, -1.0, rates);
    return rates;
  }

  ratesOfCondition(condition) {
    const rates = this.way.tables.inputs.map(() => 0.0);
    this.addRates(this.way.conditions[condition], 1.0, rates);
    return rates;
  }

  zero(condition) {
    const rate = this.rates[condition];
    if (!(this.isNegative[condition] ? rate > 0 : rate < 0)) return Infinity;
    const left = -this.values[condition] / rate;
    return left > 0 ? this.start + left : this.start;
  }

  value(sum, time) {
    let value = this.segment.value(sum, time);
    for (const { condition: k, weight } of sum.adjustments) {
      if (this.isNegative[k]) value += weight * (this.values[k] + (time - this.start) * this.rates[k]);
    }
    return value;
  }

  output(rule, output, time) {
    let value = 0.0;
    for (const sum of this.way.sumsOf(rule, output)) value += this.value(sum, time);
    return value;
  }

  // Conditions adjust only later ones, so that going backwards each is added once, with all that is asked of it.
  addRates(sum, factor, rates) {
    this.segment.addRates(sum, factor, rates);
    const factors = this.values.map(() => 0.0);
    this.addFactors(sum, factor, factors);
    for (let c = factors.length - 1; c >= 0; c--) {
      if (factors[c] === 0) continue;
      this.segment.addRates(this.way.conditions[c], factors[c], rates);
      this.addFactors(this.way.conditions[c], factors[c], factors);
    }
  }

  addFactors({ adjustments }, factor, factors) {
    for (const { condition, weight } of adjustments) if (this.isNegative[condition]) factors[condition] += factor * weight;
  }
}

/** The straight way from a reference to a row, both rows of rules, and the shares of inputs in scores on it. */
class Way {
  constructor(tables, from, to, scores) {
    Object.assign(this, { tables, from, to, scores });
    this.conditions = tables.sums.slice(0, tables.conditionNumbers.length);
    this.shares = scores.map(() => tables.inputs.map(() => 0.0));
    this.curves = tables.sums.flatMap((sum) => (sum === null ? [] : sum.terms.filter((term) => this.isAlongCurve(term)).map((term) => ({ sum, term }))));
  }

  /** Whether a term moves along a curve: both ends are quantities. */
  isAlongCurve({ input, curve }) {
    return curve.length > 0 && this.tables.findSpecial(input, this.from.row[input]) < 0 && this.tables.findSpecial(input, this.to.row[input]) < 0;
  }

  at(input, time) {
    return this.from.row[input] + time * this.change(input);
  }

  change(input) {
    return this.to.row[input] - this.from.row[input];
  }

  /** The sums that an output of a rule is made of. */
  sumsOf(rule, output) {
    return [this.tables.common(output), this.tables.own(rule, output)].filter((sum) => sum !== null);
  }

  go() {
    let now = this.end(this.from, 0.0);
    let time = 0.0;
    for (const end of this.times()) {
      if (!(time < end)) continue;
      const middle = (time + end) / 2;
      const segment = new Segment(this, time, this.tables.inputs.map((_, i) => this.at(i, middle)));
      do {
        now = this.pass(now, time, (jumped) => jumped.next(now, segment, time), segment);
        const next = now.nextZero(end);
        this.move(now, next - time);
        time = next;
      } while (time < end);
    }
    const last = this.end(this.to, 1.0);
    this.pass(now, 1.0, () => last, last.segment);
    return this.shares;
  }

  /** An end of the way, with the sides that the row there is on. */
  end(row, time) {
    return new Stretch(new Segment(this, time, row.row), time, (_, c) => row.condition(c) < 0);
  }

  times() {
    const times = [1.0];
    for (const { term: { input, curve } } of this.curves) {
      for (let k = 1; k < curve.length; k += 3) {
        const time = (curve[k] - this.from.row[input]) / this.change(input);
        if (time > 0 && time < 1) times.push(time);
      }
    }
    return times.sort((a, b) => a - b);
  }

  move(stretch, time) {
    const rule = this.tables.rule(stretch.isNegative);
    this.scores.forEach((score, k) => stretch.ratesOf(score, rule).forEach((rate, i) => { this.shares[k][i] += time * rate; }));
  }

  pass(before, time, following, segment) {
    const jumped = this.jump(before, segment, time);
    const after = following(jumped);
    const sides = [...jumped.isNegative];
    let rule = this.tables.rule(sides);
    for (let c = 0; c < sides.length; c++) {
      if (sides[c] === after.isNegative[c]) continue;
      sides[c] = after.isNegative[c];
      const next = this.tables.rule(sides);
      if (next !== rule) this.changeRule(before, after, c, rule, next, time);
      rule = next;
    }
    return after;
  }

  jump(before, segment, time) {
    if (segment === before.segment) return before;
    const jumping = this.curves.filter(({ term }) => before.segment.jumps(term, segment));
    let now = before;
    for (let i = 0; i < this.tables.inputs.length && jumping.length > 0; i++) {
      const own = jumping.filter(({ term }) => term.input === i);
      if (own.length === 0) continue;
      const next = now.afterJump(segment, i, own.map(({ sum }) => sum));
      this.scores.forEach((score, k) => {
        this.shares[k][i] += next.score(score, this.tables.rule(next.isNegative), time) - now.score(score, this.tables.rule(now.isNegative), time);
      });
      now = next;
    }
    return now;
  }

  /** What a condition changes that leads to another rule: in proportion to what inputs do to it before; after, where it stands still before. */
  changeRule(before, after, condition, rule, next, time) {
    const total = (values) => values.reduce((sum, value) => sum + value, 0.0);
    let rates = before.start < time ? before.ratesOfCondition(condition) : after.ratesOfCondition(condition);
    if (total(rates) === 0) rates = after.ratesOfCondition(condition);
    const sum = total(rates);
    this.scores.forEach((score, k) => {
      const change = after.score(score, next, time) - after.score(score, rule, time);
      if (sum !== 0) rates.forEach((rate, i) => { this.shares[k][i] += change * (rate / sum); });
    });
  }
}

/** The scores of a row with each input's share in their difference from those of the reference; none without a reference. */
function sharesOf(tables, row) {
  if (tables.defaultReference < 0) return [];
  const first = tables.defaultReference * tables.inputs.length;
  const reference = tables.referenceValues.slice(first, first + tables.inputs.length);
  const [from, to] = [new RuleRow(tables, reference), new RuleRow(tables, row)];
  const [before, after] = [from, to].map((at) => {
    const { rule } = at.descend();
    return tables.outputs.map((_, k) => at.output(rule, k));
  });
  const scores = scoresOf(tables, before, after);
  const valueOf = ({ output, against }, values) => (against < 0 ? values[output] : values[output] - values[against]);
  return new Way(tables, from, to, scores).go().map((shares, k) => ({
    reference,
    output: scores[k].output,
    against: scores[k].against,
    atReference: valueOf(scores[k], before),
    atRow: valueOf(scores[k], after),
    shares,
  }));
}

/** Each output; where the largest decides, what it is above that of the reference's label, or above the largest other one if that is the same. */
function scoresOf(tables, before, after) {
  if (tables.labels.length === 0 || tables.thresholds.length > 0) return after.map((_, k) => ({ output: k, against: -1 }));
  const [[reference], [output]] = [tables.classify(before), tables.classify(after)];
  let against = reference;
  for (let k = 0; k < after.length && reference === output; k++) {
    if (k !== output && (against === output || after[k] > after[against])) against = k;
  }
  return [{ output, against: against === output ? -1 : against }];
}
