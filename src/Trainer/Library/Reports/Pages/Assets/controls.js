// The controls of the inputs: a text field with a slider for a number, a list for a category.

const numberGrammar = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number as it is written; NaN for nothing, which is a missing value; null for what is no number. */
function parseNumber(text) {
  const trimmed = text.trim();
  if (trimmed === "") return NaN;
  return numberGrammar.test(trimmed) ? Number(trimmed) : null;
}

class InputControls {
  /** The controls whose ids begin with a prefix; one that is not there has the value that is held. */
  constructor(prefix, tables, held, changed) {
    this.tables = tables;
    this.held = held;
    this.fields = tables.inputs.map((_, i) => document.getElementById(`${prefix}-${i}`));
    this.sliders = tables.inputs.map((_, i) => document.getElementById(`${prefix}-${i}-slider`));
    this.fields.forEach((field, i) => {
      field?.addEventListener("input", () => {
        const value = tables.isCategory(i) ? null : parseNumber(field.value);
        if (this.sliders[i] !== null && value !== null && Number.isFinite(value)) this.sliders[i].value = value;
        changed();
      });
      this.sliders[i]?.addEventListener("input", () => {
        field.value = this.sliders[i].value;
        changed();
      });
    });
  }

  /** The row that is set, or the fields that hold no number. */
  read() {
    const wrong = [];
    const row = this.fields.map((field, i) => {
      if (field === null) return this.held[i];
      if (this.tables.isCategory(i)) return Number(field.value);
      const value = parseNumber(field.value);
      field.setAttribute("aria-invalid", value === null ? "true" : "false");
      if (value === null) wrong.push(i);
      return value;
    });
    return { row, wrong };
  }
}

/** What to say where fields hold no number. */
function notNumbers(tables, wrong) {
  return `${wrong.map((i) => tables.given[i].name).join(", ")}: write a number, such as 12.5 or 1e-3.`;
}
