
/** The signed distance to where a sum is 0, with the categories held; infinite where no number leads there. */
function distance(value, reach) {
  let largest = 0.0;
  for (const r of reach) largest = Math.max(largest, Math.abs(r));
  if (largest === 0) return value < 0 ? -Infinity : Infinity;
  if (largest === Infinity) return value < 0 ? -0.0 : 0.0;
  let square = 0.0;
  for (const r of reach) square += (r / largest) * (r / largest);
  return value / largest / Math.sqrt(square);
}
