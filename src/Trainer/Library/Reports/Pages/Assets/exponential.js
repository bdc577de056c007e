// The exponential by additions, multiplications, divisions and exact scaling alone: the same operations in the same order as in
// generated code, so that probabilities have the same bits here. Math.exp differs from browser to browser.

const powerBits = new DataView(new ArrayBuffer(8));

/** eˣ; 0 below −708, infinite above the largest double. */
function exponential(x) {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -708.0) return 0.0;

  // x = k·ln 2 + r with |r| ≤ ln(2)/2. The first part of ln 2 ends in zero bits, so that its product with k is exact.
  const k = Math.floor(x * 1.4426950408889634 + 0.5);
  const r = x - k * 0.693147180369123816490 - k * 1.90821492927058770002e-10;

  let p = 1.0;
  for (let n = 13; n >= 2; n--) p = 1.0 + (p * r) / n;
  p *= r;

  // 2ᵏ⁻¹ by its bits, and then twice: 2¹⁰²⁴ by itself is no double.
  powerBits.setUint32(0, (k + 1022) * 2 ** 20);
  return (1.0 + p) * powerBits.getFloat64(0) * 2.0;
}

/** 1/(1 + e⁻ˣ): the probability for log-odds x. */
function logistic(x) {
  return 1.0 / (1.0 + exponential(-x));
}
