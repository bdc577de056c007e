// Beside a number with special values stands a list: a quantity, or one of them. The field says the same in numbers, and is what counts.

class SpecialChoices {
  constructor(tables, controls) {
    controls.fields.forEach((field, i) => {
      const choice = document.getElementById(`${field.id}-special`);
      if (choice === null) return;
      // What the field goes back to when a quantity is chosen again.
      let quantity = exact(tables.minima[i]);
      const follow = () => {
        const value = parseNumber(field.value);
        const special = value === null ? -1 : tables.findSpecial(i, value);
        if (special < 0) quantity = field.value;
        choice.value = String(special);
      };
      choice.addEventListener("change", () => {
        const special = Number(choice.value);
        const value = tables.specialValues[tables.firstSpecials[i] + special];
        field.value = special < 0 ? quantity : Number.isNaN(value) ? "" : exact(value);
        field.dispatchEvent(new Event("input"));
      });
      field.addEventListener("input", follow);
      controls.sliders[i]?.addEventListener("input", follow);
      follow();
    });
  }
}
