// The panel in which the reader sets the inputs: the rule that holds, its outputs, what contributes, and how far the answer is from another.

class WhatIfPanel {
  constructor(data, tables) {
    this.data = data;
    this.tables = tables;
    this.decision = document.getElementById("what-if-decision");
    this.details = document.getElementById("what-if-details");
    document.getElementById("what-if-form").addEventListener("submit", (event) => event.preventDefault());
    this.controls = new InputControls("input", tables, data.held, () => this.answer());
    this.choices = new SpecialChoices(tables, this.controls);
    this.answer();
  }

  answer() {
    const { row, wrong } = this.controls.read();
    try {
      if (wrong.length > 0) throw new InputRefused(this.tables.given[wrong[0]].name, "is not a number");
      this.show(explain(this.tables, row), row);
    } catch (error) {
      if (!(error instanceof InputRefused)) throw error;
      this.decision.className = "decision refused";
      this.decision.replaceChildren(wrong.length > 0 ? notNumbers(this.tables, wrong) : isolated(error.message));
      this.details.replaceChildren();
      this.mark(null);
    }
  }

  show(explanation, given) {
    this.decision.className = "decision";
    this.decision.replaceChildren(...this.sentence(explanation));
    this.details.replaceChildren(
      this.outputs(explanation),
      ...explanation.shares.flatMap((shares) => [this.shares(explanation, shares), ...this.reasons(explanation, shares)]),
      ...explanation.outputs.flatMap((output, k) => (output.terms.length > 0 ? [this.terms(explanation, output, k)] : [])),
      ...this.distances(explanation),
      ...this.remarks(explanation, given),
    );
    this.mark(explanation.rule);
  }

  /** Marks the rule that holds where its text stands. */
  mark(rule) {
    for (const article of document.querySelectorAll("#rules article")) {
      article.classList.toggle("fires", rule !== null && article.id === `rule-${this.tables.ruleNumbers[rule]}`);
    }
  }

  sentence({ rule, chosen, decision, probability, outputs }) {
    const number = this.tables.ruleNumbers[rule];
    const place = document.getElementById(`rule-${number}`);
    const name = place === null ? `Rule ${number}` : element("a", { href: `#rule-${number}` }, `Rule ${number}`);
    const answer = chosen === null
      ? outputs.flatMap((output, k) => [k > 0 ? ", " : "", isolated(this.tables.outputs[k]), " = ", element("strong", {}, short(output.value))])
      : [element("strong", {}, isolated(decision))];
    if (!Number.isNaN(probability)) {
      answer.push(` with a probability of ${short(probability)}`);
      if (this.tables.thresholds.length === 1) answer.push(" for ", isolated(this.tables.labels[1]));
    }
    return [name, " says ", ...answer, "."];
  }

  outputs({ outputs }) {
    const hasProbability = this.tables.scores !== 0;
    return tableOf("Outputs, with all their digits", ["output", "value", ...(hasProbability ? ["probability"] : [])], outputs.map((output, k) => [
      isolated(this.tables.outputs[k]), exact(output.value), ...(hasProbability ? [exact(output.probability)] : [])]));
  }

  terms({ row }, output, k) {
    const largest = output.terms.reduce((most, term) => Math.max(most, Math.abs(term.contribution)), 0);
    const sorted = [...output.terms].sort((s, t) => Math.abs(t.contribution) - Math.abs(s.contribution));
    return tableOf(
      this.tables.isPlain
        ? `What adds up to ${this.tables.outputs[k]}: bias ${exact(output.bias)}, then`
        : `What adds up to ${this.tables.outputs[k]}, the conditions below 0 multiplied out: ${short(output.constant)}, then`,
      ["input", "value", "adds", "contribution"],
      sorted.map((term) => [isolated(this.data.inputs[term.input].name), isolated(this.shown(term.input, row)), short(term.value), this.share(term.contribution, largest)]),
    );
  }

  /** What sets the row apart from the reference, the largest share first; inputs without one are left out. */
  shares({ row }, { reference, output, against, atReference, atRow, shares }) {
    const { outputs, references, defaultReference } = this.tables;
    const score = against < 0 ? outputs[output] : `${outputs[output]} - ${outputs[against]}`;
    const largest = shares.reduce((most, share) => Math.max(most, Math.abs(share)), 0);
    const inputs = shares.map((_, i) => i).filter((i) => shares[i] !== 0).sort((i, j) => Math.abs(shares[j]) - Math.abs(shares[i]));
    if (inputs.length === 0) return element("p", {}, `No input sets ${score} apart from the reference: ${references[defaultReference]}.`);
    return tableOf(
      `What sets ${score} = ${short(atRow)} apart from ${short(atReference)} at the reference: ${references[defaultReference]}`,
      ["input", "value", "reference", "share"],
      inputs.map((i) => [
        isolated(this.data.inputs[i].name), isolated(this.shown(i, row)), isolated(this.shown(i, reference)), this.share(shares[i], largest)]),
    );
  }

  /** The principal reasons; nothing where nothing goes towards the decision. */
  reasons({ chosen }, { output, reasons }) {
    if (reasons.length === 0) return [];
    const { labels, thresholds, reasonCodes, reasonTexts } = this.tables;
    const label = chosen === null ? "" : ` for ${thresholds.length === 0 ? labels[chosen[0]] : labels[2 * output + chosen[output]]}`;
    return [tableOf(`Reasons${label}`, ["code", "reason", "share"], reasons.slice(0, 4).map(({ input, share }) => [
      isolated(reasonCodes[input]), isolated(reasonTexts[input]), short(share)]))];
  }

  share(contribution, largest) {
    const bar = element("i", { "aria-hidden": "true" });
    bar.style.width = `${largest > 0 ? (50 * Math.abs(contribution)) / largest : 0}%`;
    return element("td", { class: contribution < 0 ? "share against" : "share" }, short(contribution), bar);
  }

  shown(input, row) {
    const special = this.tables.findSpecial(input, row[input]);
    if (special >= 0) return this.tables.specialNames[this.tables.firstSpecials[input] + special];
    if (!this.tables.isCategory(input)) return short(row[input]) + this.tables.units[input];
    const first = this.tables.levels.slice(0, input).reduce((sum, count) => sum + count, 0);
    return this.tables.levelNames[first + row[input]];
  }

  distances({ conditions, chosen, distanceToOtherRule, distanceToDecision, isDistanceToDecisionExact }) {
    const made = [];
    if (conditions.length > 0) {
      made.push(tableOf("Conditions on the way; distances in units of the inputs' training ranges", ["condition", "value", "distance"], conditions.map((c) => [
        `${c.number} ${c.value < 0 ? "< 0" : ">= 0"}`, exact(c.value), this.distance(c.distance)])));
    }
    const sentences = [];
    const bent = [];
    if (Number.isNaN(distanceToOtherRule)) {
      bent.push("to another rule");
    } else {
      sentences.push(distanceToOtherRule === Infinity
        ? "No change of a number leads to another rule."
        : `The nearest other rule is at a distance of ${short(distanceToOtherRule)}.`);
    }
    if (chosen !== null && Number.isNaN(distanceToDecision)) {
      bent.push("to another decision");
    } else if (chosen !== null) {
      sentences.push(distanceToDecision === Infinity
        ? "No change of a number changes the decision."
        : `The decision changes at a distance of ${isDistanceToDecisionExact ? "" : "no less than "}${short(distanceToDecision)}.`);
    }
    if (sentences.length > 0) made.push(element("p", {}, sentences.join(" ")));
    if (bent.length > 0) made.push(element("p", {}, `No distance ${bent.join(" or ")} is given, because a curve bends on the way.`));
    return made;
  }

  /** A distance is not known where a curve bends on the way. */
  distance(distance) {
    if (Number.isNaN(distance)) return "a curve bends on the way";
    return Math.abs(distance) === Infinity ? "no number changes it" : short(Math.abs(distance));
  }

  remarks({ row }, given) {
    return this.tables.inputs.flatMap((_, i) => {
      const made = [];
      const name = this.data.inputs[i].name;
      if (!Object.is(row[i], given[i])) made.push(element("p", { class: "note" }, isolated(name), " is missing or not declared; ", isolated(this.shown(i, row)), " stands for it."));
      // A special value is no quantity, so that it is outside no range.
      const isQuantity = !this.tables.isCategory(i) && this.tables.findSpecial(i, row[i]) < 0;
      if (isQuantity && (row[i] < this.tables.minima[i] || row[i] > this.tables.maxima[i])) {
        made.push(element("p", { class: "note" }, isolated(name), " = ", isolated(this.shown(i, row)), " is outside its training range: the rules extrapolate."));
      }
      return made;
    });
  }
}
