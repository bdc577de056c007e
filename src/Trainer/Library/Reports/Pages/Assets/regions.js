// The picture of the regions for the plane and the held inputs that the reader sets. The still picture that stands there at first has the
// same parts; patterns, markers and legends stay.

class RegionsPicture {
  constructor(data, tables) {
    this.data = data;
    this.tables = tables;
    this.frame = data.plane.frame;
    const redraw = () => this.draw();
    this.controls = new InputControls("held", tables, data.plane.held, redraw);
    this.choices = Object.fromEntries(["x", "y", "output"].map((name) => [name, document.getElementById(`regions-${name}`)]));
    for (const [name, choice] of Object.entries(this.choices)) {
      choice?.addEventListener("change", () => {
        this.keepApart(name);
        redraw();
      });
    }
    this.draw();
  }

  /** Two axes of one input would be a line: the other one takes the input that was left. */
  keepApart(changed) {
    const { x, y } = this.choices;
    if (changed === "output" || x === null || x.value !== y.value) return;
    const other = changed === "x" ? y : x;
    other.value = changed === "x" ? this.plane.x : this.plane.y;
  }

  draw() {
    const { row, wrong } = this.controls.read();
    const chosen = (name) => (this.choices[name] === null ? this.data.plane[name] : Number(this.choices[name].value));
    const plane = { x: chosen("x"), y: chosen("y"), output: chosen("output"), levels: this.data.plane.levels };
    this.plane = plane;
    this.hideMovedControls();
    const message = document.getElementById("regions-message");
    try {
      if (wrong.length > 0) throw new InputRefused(this.tables.given[wrong[0]].name, "is not a number");
      // The inputs that move are set by the picture.
      plane.held = this.tables.accept(row.map((value, i) => (i === plane.x || i === plane.y ? this.tables.minima[i] : value)));
      message.textContent = "";
    } catch (error) {
      if (!(error instanceof InputRefused)) throw error;
      message.textContent = error.message;
      return;
    }
    const areas = planeAreas(this.tables, plane);
    this.replace("areas", areas.flatMap((area) => this.area(area)));
    this.replace("points", this.data.points.flatMap((point) => this.point(point)));
    this.replace("lines", [...areas.flatMap((area) => this.borders(area)), ...this.decisions(areas)]);
    this.replace("labels", this.named(areas).flatMap((area) => this.label(area)));
    this.replace("axes", this.axes());
    for (const legend of document.querySelectorAll("#regions-picture .legends")) {
      legend.classList.toggle("away", Number(legend.dataset.output) !== (this.isArgmax() ? 0 : plane.output));
    }
    this.say();
  }

  isArgmax() {
    return this.tables.thresholds.length === 0 && this.tables.labels.length > 0;
  }

  isValue() {
    return this.tables.labels.length === 0;
  }

  hideMovedControls() {
    this.controls.fields.forEach((field, i) => field?.closest(".control").toggleAttribute("hidden", i === this.plane.x || i === this.plane.y));
  }

  say() {
    const { x, y, held } = this.plane;
    const others = this.tables.inputs.map((_, i) => i).filter((i) => i !== x && i !== y);
    document.getElementById("regions-held")?.replaceChildren("Held: ", ...others.flatMap((i, n) =>
      [n > 0 ? ", " : "", isolated(this.data.inputs[i].name), " = ", isolated(this.tables.isCategory(i) ? this.levelName(i, held[i]) : exact(held[i]))]), ".");
    const name = (i) => this.data.inputs[i].label;
    document.getElementById("regions-picture-description").textContent = y < 0
      ? `Which rule and which decision hold along ${name(x)}. The what-if panel says the same for single points.`
      : `Which rule and which decision hold for ${name(x)} (to the right) and ${name(y)} (up), the other inputs held. The what-if panel says the same for single points.`;
  }

  levelName(input, level) {
    return this.tables.levelNames[this.tables.levels.slice(0, input).reduce((sum, count) => sum + count, 0) + level];
  }

  replace(part, content) {
    document.getElementById(`regions-${part}`).replaceChildren(...content);
  }

  x(u) {
    return this.frame.left + this.frame.width * u;
  }

  y(v) {
    return this.frame.top + this.frame.height * (1 - (this.plane.y < 0 ? v / 0.1 : v));
  }

  kind(label) {
    return `${this.isValue() ? "band" : "kind"}-${label % this.frame.kinds}`;
  }

  area(area) {
    const d = `M${area.corners.map((p) => `${length(this.x(p.u))},${length(this.y(p.v))}`).join("L")}Z`;
    const plain = drawn("path", { class: `area ${this.kind(area.class)}`, d });
    return this.isValue() ? [plain] : [plain, drawn("path", { class: "patterned", d, fill: `url(#pattern-${area.class % this.frame.kinds})` })];
  }

  line(name, p, q) {
    return drawn("line", { class: name, x1: length(this.x(p.u)), y1: length(this.y(p.v)), x2: length(this.x(q.u)), y2: length(this.y(q.v)) });
  }

  borders({ corners }) {
    return corners.flatMap((p, i) => (p.edge === regionEdge ? [this.line("region-line", p, corners[(i + 1) % corners.length])] : []));
  }

  /** Bands of a value are shades, not decisions. */
  decisions(areas) {
    return this.isValue() ? [] : decisionLines(areas).map(([p, q]) => this.line("decision-line", p, q));
  }

  /** The areas with their rule's number: all, but of the bands of a value in one rule only the largest. */
  named(areas) {
    if (!this.isValue()) return areas;
    const largest = new Map();
    for (const area of areas) {
      if (!largest.has(area.rule) || this.middle(area).size > this.middle(largest.get(area.rule)).size) largest.set(area.rule, area);
    }
    return [...largest.values()];
  }

  /** The size of an area, as a share of the plane, and its centre of gravity. */
  middle({ corners }) {
    let [size, u, v] = [0.0, 0.0, 0.0];
    corners.forEach((p, i) => {
      const q = corners[(i + 1) % corners.length];
      const cross = p.u * q.v - q.u * p.v;
      size += cross / 2;
      u += ((p.u + q.u) * cross) / 6;
      v += ((p.v + q.v) * cross) / 6;
    });
    return { size, u: u / size, v: v / size };
  }

  label(area) {
    const { size, u, v } = this.middle(area);
    if (size < this.frame.leastNamed) return [];
    // Inside the frame, where its edges do not cut it.
    const { left, width, labelWidth } = this.frame;
    const x = Math.min(Math.max(this.x(u), left + labelWidth), left + width - labelWidth);
    return [this.text("rule-label middle", x, this.y(v) + 4, `Rule ${this.tables.ruleNumbers[area.rule]}`)];
  }

  point({ row, truth }) {
    const u = this.share(this.plane.x, row[this.plane.x]);
    const v = this.plane.y < 0 ? 0.05 : this.share(this.plane.y, row[this.plane.y]);
    if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1)) return [];
    const label = truth === undefined ? 0 : this.classOf(truth);
    const marker = this.isValue() ? 0 : label % this.frame.kinds;
    return [drawn("use", { href: `#marker-${marker}`, class: `point ${this.kind(label)}`, x: length(this.x(u)), y: length(this.y(v)) })];
  }

  classOf(truth) {
    if (this.isArgmax()) return truth.indexOf(1);
    const value = truth[this.plane.output];
    return this.isValue() ? this.plane.levels[this.plane.output].filter((level) => value >= level).length : value;
  }

  share(input, value) {
    return value === null ? NaN : (value - this.tables.minima[input]) / (this.tables.maxima[input] - this.tables.minima[input]);
  }

  axes() {
    const { left, top, width, height } = this.frame;
    const { x, y } = this.plane;
    const made = this.data.inputs[x].ticks.flatMap((tick) => {
      const at = this.x(this.share(x, tick.at));
      return [drawn("line", { class: "tick", x1: length(at), y1: top + height, x2: length(at), y2: top + height + 4 }), this.text("tick-label middle", at, top + height + 17, tick.text)];
    });
    made.push(this.text("axis-label middle", left + width / 2, top + height + 36, cut(this.data.inputs[x].label, 48)));
    if (y < 0) return made;
    for (const tick of this.data.inputs[y].ticks) {
      const at = this.y(this.share(y, tick.at));
      made.push(drawn("line", { class: "tick", x1: left - 4, y1: length(at), x2: left, y2: length(at) }), this.text("tick-label end", left - 7, at + 4, tick.text));
    }
    const label = this.text("axis-label middle", 0, 0, cut(this.data.inputs[y].label, 42));
    label.setAttribute("transform", `translate(12 ${length(top + height / 2)}) rotate(-90)`);
    made.push(label);
    return made;
  }

  text(name, x, y, text) {
    return drawn("text", { class: name, x: length(x), y: length(y) }, text);
  }
}

/** A length with as many digits as can be seen. */
function length(value) {
  return String(Math.round(value * 100) / 100 + 0);
}

function cut(text, most) {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
