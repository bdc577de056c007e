// The panel for rules of version 2: special values by their names, and no distances where a curve bends on the way.

class HingeWhatIfPanel extends WhatIfPanel {
  constructor(data, tables) {
    super(data, tables);
    this.choices = new SpecialChoices(tables, this.controls);
  }

  terms({ row }, output, k) {
    const largest = output.terms.reduce((most, term) => Math.max(most, Math.abs(term.contribution)), 0);
    const sorted = [...output.terms].sort((s, t) => Math.abs(t.contribution) - Math.abs(s.contribution));
    return tableOf(
      `What adds up to ${this.tables.outputs[k]}, the conditions below 0 multiplied out: ${short(output.constant)}, then`,
      ["input", "value", "adds", "contribution"],
      sorted.map((term) => [isolated(this.data.inputs[term.input].name), isolated(this.shown(term.input, row)), short(term.value), this.share(term.contribution, largest)]),
    );
  }

  shown(input, row) {
    const special = this.tables.findSpecial(input, row[input]);
    return special < 0 ? super.shown(input, row) : this.tables.specialNames[this.tables.firstSpecials[input] + special];
  }

  distances(explanation) {
    const { conditions, chosen, distanceToOtherRule, distanceToDecision } = explanation;
    const made = super.distances({ ...explanation, chosen: Number.isNaN(distanceToDecision) ? null : chosen });
    // A distance is not known where a curve bends on the way.
    conditions.forEach((c, n) => {
      if (Number.isNaN(c.distance)) made[0].querySelectorAll("tbody tr")[n].lastChild.textContent = "a curve bends on the way";
    });
    const bent = [];
    if (Number.isNaN(distanceToOtherRule)) bent.push("to another rule");
    if (chosen !== null && Number.isNaN(distanceToDecision)) bent.push("to another decision");
    if (bent.length === 0) return made;
    const sentence = `No distance ${bent.join(" or ")} is given, because a curve bends on the way.`;
    if (Number.isNaN(distanceToOtherRule)) made.at(-1).textContent = sentence;
    else made.push(element("p", {}, sentence));
    return made;
  }

  /** A special value is no quantity, so that it is outside no range. */
  remarks({ row }, given) {
    const quantities = (values) => values.map((value, i) => (this.tables.findSpecial(i, value) < 0 ? value : this.tables.minima[i]));
    return super.remarks({ row: quantities(row) }, quantities(given));
  }
}
