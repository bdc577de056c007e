// What each input's share is in a score being other than that of a reference. On the straight way from the reference to the row numbers move
// straight; where one end is a category or a special value, what its terms add moves straight between their two values. In parts on which all is
// straight an input gets what its own terms change and what they change through conditions below 0; where parts meet, inputs whose curves jump
// come first, in order, then conditions that change their side, by position, one at a time. What inputs do is not followed input by input: the way
// adds up the factor that each sum has in the score, and at its end each sum gives the inputs what their terms have changed, times its factor.

/** A curve whose height changes by less at a point, relative to the numbers that it is calculated from, does so by rounding. */
const ROUNDING = 8.8817841970012523e-16;

/** A part of the way on which every input stays on one piece of each curve and every condition on one side; an end is one without length. */
class Stretch {
  constructor(way, start, pieces, side) {
    Object.assign(this, { way, start, pieces, values: [], rates: [], isNegative: [], hasJumped: [] });
    // Without curves it does not matter where on the way a condition has had its factors.
    this.factors = way.curves.length === 0 ? way.factors : way.conditions.map(() => 0.0);
    way.conditions.forEach((sum, c) => {
      this.values[c] = way.line(sum, start, this);
      this.rates[c] = way.lineRate(sum, this);
      for (const { condition: k, weight } of sum.adjustments) {
        if (!this.isNegative[k]) continue;
        this.values[c] += weight * this.values[k];
        this.rates[c] += weight * this.rates[k];
      }
      this.isNegative[c] = side(this, c);
    });
  }

  /** What an input that jumps makes of this: the conditions that it takes along are on the side to which they come. */
  afterJump(pieces, input, jumping, time) {
    const moves = [];
    const { curves, conditions } = this.way;
    const made = new Stretch(this.way, time, pieces.map((piece, q) => (curves[q].term.input === input ? piece : this.pieces[q])), (stretch, c) => {
      moves[c] = jumping.some(({ sum, term }) => sum === conditions[c] && term.input === input)
        || conditions[c].adjustments.some(({ condition: k }) => moves[k] && (this.isNegative[k] || stretch.isNegative[k]));
      return moves[c] ? stretch.values[c] < 0 : this.isNegative[c];
    });
    made.hasJumped = moves.map((moved, c) => moved || this.hasJumped[c] === true);
    return made;
  }

  /** What follows a stretch, which jumps have made this: each condition is on the side to which it goes from here. */
  next(before, pieces, start) {
    return new Stretch(this.way, start, pieces, (stretch, c) => {
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

  zero(condition) {
    // At its beginning a way without curves is where it goes on: nothing is asked of how it came there.
    if (this.isBeginning && this.way.curves.length === 0) return Infinity;
    const rate = this.rates[condition];
    if (!(this.isNegative[condition] ? rate > 0 : rate < 0)) return Infinity;
    const left = -this.values[condition] / rate;
    return left > 0 ? this.start + left : this.start;
  }

  value(sum, time) {
    return this.way.line(sum, time, this) + this.adjusted(sum, time);
  }

  /** What conditions add to a sum at a time. */
  adjusted({ adjustments }, time) {
    let value = 0.0;
    for (const { condition: k, weight } of adjustments) {
      if (this.isNegative[k]) value += weight * (this.values[k] + (time - this.start) * this.rates[k]);
    }
    return value;
  }

  /** Asks the conditions that adjust a sum, a factor for the sum itself. */
  ask({ adjustments }, factor) {
    for (const { condition, weight } of adjustments) if (this.isNegative[condition]) this.way.asked[condition] += factor * weight;
  }

  /** Adds up what has been asked. Conditions adjust only later ones, so that going backwards each has all that is asked of it. */
  answer() {
    const { asked, conditions } = this.way;
    for (let c = conditions.length - 1; c >= 0; c--) {
      const factor = asked[c];
      if (factor === 0) continue;
      asked[c] = 0.0;
      this.factors[c] += factor;
      this.ask(conditions[c], factor);
    }
  }

  /** Hands over what it has added up; where an input moves along a curve it changes as much as on this stretch only here. */
  close() {
    if (this.factors === this.way.factors) return;
    this.factors.forEach((factor, c) => {
      if (factor === 0) return;
      const sum = this.way.conditions[c];
      if (this.way.measure(sum).isCurved) this.way.addRates(sum, factor, this);
      else this.way.factors[c] += factor;
      this.factors[c] = 0.0;
    });
  }
}

/** The straight way from a reference to a row, both rows of rules, and the shares of inputs in a score on it. */
class Way {
  constructor(tables, from, to, score) {
    Object.assign(this, { tables, from, to, ...score });
    this.conditions = tables.sums.slice(0, tables.conditionNumbers.length);
    this.hasRules = tables.ruleNumbers.length > 1;
    this.shares = tables.inputs.map(() => 0.0);
    this.factors = this.conditions.map(() => 0.0);
    this.asked = this.conditions.map(() => 0.0);
    this.measured = new Map();
    // The terms that are curves, but for those in sums that hold all the way: there only the ends count, bends and jumps included.
    const own = tables.sums.slice(this.conditions.length + (tables.hasCommon ? tables.outputs.length : 0));
    this.curves = [...this.conditions, ...(this.hasRules ? own : [])].flatMap((sum) =>
      (sum === null ? [] : sum.terms.filter(({ curve }) => curve.length > 0).map((term) => ({ sum, term }))));
    this.places = new Map(this.curves.map(({ term }, q) => [term, q]));
    this.outputs = [{ k: this.output, sign: 1.0 }, ...(this.against < 0 ? [] : [{ k: this.against, sign: -1.0 }])];
    this.hasOwn = this.hasRules && this.outputs.some(({ k }) => tables.ruleNumbers.some((_, r) => tables.own(r, k) !== null));
  }

  isQuantity(input) {
    const { tables, from, to } = this;
    return !tables.isCategory(input) && tables.findSpecial(input, from.row[input]) < 0 && tables.findSpecial(input, to.row[input]) < 0;
  }

  /** Whether a term moves along a curve: both ends are quantities. */
  isAlongCurve({ input, curve }) {
    return curve.length > 0 && this.isQuantity(input);
  }

  change(input) {
    return this.to.row[input] - this.from.row[input];
  }

  at(input, time) {
    return this.from.row[input] + time * this.change(input);
  }

  /** What a term changes between both ends; of a quantity that has a weight, the weight times its change. */
  moveOf(term) {
    return term.curve.length === 0 && this.isQuantity(term.input)
      ? term.weights[0] * this.change(term.input)
      : this.to.term(term) - this.from.term(term);
  }

  /** What a sum begins with, and what inputs change it by, without terms that move along curves. */
  measure(sum) {
    if (!this.measured.has(sum)) {
      const made = { start: sum.bias, rate: 0.0, isCurved: false };
      for (const term of sum.terms) {
        if (this.isAlongCurve(term)) {
          made.isCurved = true;
        } else {
          made.start += this.from.term(term);
          made.rate += this.moveOf(term);
        }
      }
      this.measured.set(sum, made);
    }
    return this.measured.get(sum);
  }

  line(sum, time, stretch) {
    const { start, rate } = this.measure(sum);
    let value = start + time * rate;
    for (const term of sum.terms) {
      if (this.isAlongCurve(term)) value += heightOf(term.curve, stretch.pieces[this.places.get(term)], this.at(term.input, time));
    }
    return value;
  }

  lineRate(sum, stretch) {
    let { rate } = this.measure(sum);
    for (const term of sum.terms) if (this.isAlongCurve(term)) rate += this.curveRate(term, stretch);
    return rate;
  }

  curveRate(term, stretch) {
    const piece = stretch.pieces[this.places.get(term)];
    const slope = piece < 0 ? 0.0 : term.curve[piece + 2];
    return slope === 0 ? 0.0 : slope * this.change(term.input);
  }

  addMoves({ terms }, factor) {
    for (const term of terms) this.shares[term.input] += factor * this.moveOf(term);
  }

  addRates({ terms }, factor, stretch) {
    for (const term of terms) this.shares[term.input] += factor * (this.isAlongCurve(term) ? this.curveRate(term, stretch) : this.moveOf(term));
  }

  go() {
    const fixed = this.outputs.flatMap(({ k, sign }) =>
      [this.tables.common(k), this.hasRules ? null : this.tables.own(0, k)].filter((sum) => sum !== null).map((sum) => ({ sum, sign })));
    for (const { sum, sign } of fixed) this.addMoves(sum, sign);
    if (!this.hasOwn && fixed.every(({ sum }) => sum.adjustments.length === 0)) return this.shares;
    if (this.hasOwn || this.curves.length > 0 || this.conditions.some((sum) => sum.adjustments.length > 0)) this.walk();
    else for (const { sum, sign } of fixed) this.askDirectly(sum, sign);
    this.factors.forEach((factor, c) => { if (factor !== 0) this.addMoves(this.conditions[c], factor); });
    return this.shares;
  }

  /** Where no condition bends on the way, each is below 0 on one part of it. */
  askDirectly({ adjustments }, factor) {
    for (const { condition, weight } of adjustments) this.factors[condition] += factor * (weight * this.timeBelowZero(condition));
  }

  timeBelowZero(condition) {
    const { start, rate } = this.measure(this.conditions[condition]);
    const zero = -start / rate;
    if (this.from.condition(condition) < 0) return rate > 0 && zero < 1 ? zero : 1.0;
    return rate < 0 && zero < 1 ? 1 - zero : 0.0;
  }

  walk() {
    let now = this.end(this.from, 0.0);
    now.isBeginning = true;
    this.rule = this.hasOwn ? this.tables.rule(now.isNegative) : 0;
    this.since = 0.0;
    let time = 0.0;
    for (const end of this.times()) {
      if (!(time < end)) continue;
      const middle = (time + end) / 2;
      const pieces = this.piecesAt((input) => this.at(input, middle));
      let isNew = true;
      do {
        now = this.pass(now, isNew, pieces, time, (jumped) => jumped.next(now, pieces, time));
        const next = now.nextZero(end);
        this.move(now, next - time);
        time = next;
        isNew = false;
      } while (time < end);
    }
    // The end has no length: it matters where something jumps, or another rule begins there.
    if (this.hasOwn || this.curves.length > 0) {
      const last = this.end(this.to, 1.0);
      now = this.pass(now, true, last.pieces, 1.0, () => last);
      this.giveOwn(now, 1.0);
    }
    now.close();
  }

  /** An end of the way, with the sides that the row there is on. */
  end(row, time) {
    return new Stretch(this, time, this.piecesAt((input) => row.row[input]), (_, c) => row.condition(c) < 0);
  }

  piecesAt(value) {
    return this.curves.map(({ term }) => findPiece(term.curve, value(term.input)));
  }

  times() {
    const times = [1.0];
    for (const { term } of this.curves) {
      if (!this.isAlongCurve(term)) continue;
      for (let k = 1; k < term.curve.length; k += 3) {
        const time = (term.curve[k] - this.from.row[term.input]) / this.change(term.input);
        if (time > 0 && time < 1) times.push(time);
      }
    }
    return times.sort((a, b) => a - b);
  }

  /** What a stretch asks of its conditions. */
  move(stretch, time) {
    for (const { k, sign } of this.outputs) {
      for (const sum of [this.tables.common(k), this.tables.own(this.rule, k)]) if (sum !== null) stretch.ask(sum, sign * time);
    }
    stretch.answer();
  }

  pass(before, isNew, pieces, time, following) {
    const jumped = isNew ? this.jump(before, pieces, time) : before;
    const after = following(jumped);
    if (this.hasOwn) {
      this.changeRules(before, jumped, after, time);
      if (isNew && this.curves.length > 0) this.giveOwn(before, time);
      const rule = this.tables.rule(after.isNegative);
      if (rule !== this.rule) this.giveOwn(before, time);
      this.rule = rule;
    }
    before.close();
    return after;
  }

  jump(before, pieces, time) {
    const jumping = this.curves.filter(({ term }, q) => this.isAlongCurve(term) && isJump(term.curve, before.pieces[q], pieces[q]));
    let now = before;
    this.tables.inputs.forEach((_, i) => {
      if (!jumping.some(({ term }) => term.input === i)) return;
      const next = now.afterJump(pieces, i, jumping, time);
      this.shares[i] += this.jumpScore(next, time) - this.jumpScore(now, time);
      now = next;
    });
    return now;
  }

  /** The score as far as it can jump: without the terms of sums that hold all the way. */
  jumpScore(stretch, time) {
    const rule = this.hasOwn ? this.tables.rule(stretch.isNegative) : 0;
    return this.difference((k) => {
      const [common, own] = [this.tables.common(k), this.tables.own(rule, k)];
      const shared = common === null ? 0.0 : stretch.adjusted(common, time);
      if (own === null) return shared;
      return shared + (this.hasRules ? stretch.value(own, time) : stretch.adjusted(own, time));
    });
  }

  /** What a rule adds to the score by itself. */
  ownScore(stretch, rule, time) {
    return this.difference((k) => {
      const own = this.tables.own(rule, k);
      return own === null ? 0.0 : stretch.value(own, time);
    });
  }

  difference(valueOf) {
    const [value, ...others] = this.outputs.map(({ k }) => valueOf(k));
    return others.length === 0 ? value : value - others[0];
  }

  changeRules(before, jumped, after, time) {
    const sides = [...jumped.isNegative];
    let rule = this.tables.rule(sides);
    for (let c = 0; c < sides.length; c++) {
      if (sides[c] === after.isNegative[c]) continue;
      sides[c] = after.isNegative[c];
      const next = this.tables.rule(sides);
      if (next !== rule) this.changeRule(before, after, c, this.ownScore(after, next, time) - this.ownScore(after, rule, time), time);
      rule = next;
    }
  }

  /** What a condition changes that leads to another rule: by what moves it before; after, where it stands still before. */
  changeRule(before, after, condition, change, time) {
    const pushing = before.start < time && before.rates[condition] !== 0 ? before : after;
    if (pushing.rates[condition] === 0) return;
    this.asked[condition] = change / pushing.rates[condition];
    pushing.answer();
  }

  /** Gives the inputs what they have changed in the sums of the rule that holds since this was last done. */
  giveOwn(stretch, time) {
    if (this.hasOwn && this.since < time) {
      for (const { k, sign } of this.outputs) {
        const own = this.tables.own(this.rule, k);
        if (own === null) continue;
        if (this.measure(own).isCurved) this.addRates(own, sign * (time - this.since), stretch);
        else this.addMoves(own, sign * (time - this.since));
      }
    }
    this.since = time;
  }
}

/** Whether a curve jumps between two of its pieces. */
function isJump(curve, from, to) {
  if (from === to) return false;
  const [lower, upper] = [Math.min(from, to), Math.max(from, to)];
  const height = heightOf(curve, lower, curve[upper]);
  let size = Math.abs(height) + Math.abs(curve[upper + 1]);
  if (lower >= 0) size += Math.abs(curve[lower + 2]) * (Math.abs(curve[lower]) + Math.abs(curve[upper]));
  return Math.abs(curve[upper + 1] - height) > ROUNDING * size;
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
  return scores.map((score) => {
    const shares = new Way(tables, from, to, score).go();
    const reasons = reasonsOf(tables, score, { from, to, before, after }, shares);
    return { reference, ...score, atReference: valueOf(score, before), atRow: valueOf(score, after), shares, reasons };
  });
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
