import type { ScalarAlgebra } from './scalarAlgebra.js';

const float64 = new Float64Array(1);
const words = new Int32Array(float64.buffer);
const highIndex = /* @__PURE__ */ highWordIndex();

function highWordIndex(): 0 | 1 {
  float64[0] = -0;
  return words[0] === 0 ? 1 : 0;
}

/** By biased exponent, from 0 to infinity: reading one is ten times faster than composing its bits. */
const powersOfTwo = /* @__PURE__ */ Float64Array.from({ length: 2048 }, (_, biased) =>
  biased === 0 ? 0 : 2 ** (biased - 1023),
);

const highWord = (a: number): number => {
  float64[0] = a;
  return words[highIndex] as number;
};

/** From here upward every float64 is an integer; adding and subtracting it rounds to one. */
const twoTo52 = 2 ** 52;

const nearest = (a: number): number => {
  if (a > 0) return a < twoTo52 ? a + twoTo52 - twoTo52 : a;
  if (a < 0) return a > -twoTo52 ? -(twoTo52 - a - twoTo52) : a;
  return a;
};

const choose = <T>(condition: boolean, a: T, b: T): T => (condition ? a : b);

/** The scalar algebra that computes, on JavaScript numbers. */
export const numberAlgebra: ScalarAlgebra<number, number, boolean> = {
  float: (value) => value,
  int: (value) => value,
  bool: (value) => value,

  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  remainder: (a, b) => a % b,
  sqrt: Math.sqrt,
  neg: (a) => -a,
  abs: Math.abs,
  copySign: (magnitude, sign) => (highWord(sign) < 0 ? -Math.abs(magnitude) : Math.abs(magnitude)),
  min: Math.min,
  max: Math.max,
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  nearest,
  fround: Math.fround,

  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,

  and: (a, b) => a && b,
  or: (a, b) => a || b,
  not: (a) => !a,

  select: choose,
  selectInt: choose,
  selectBool: choose,

  addInt: (a, b) => (a + b) | 0,
  subInt: (a, b) => (a - b) | 0,
  mulInt: Math.imul,
  andInt: (a, b) => a & b,
  orInt: (a, b) => a | b,
  xorInt: (a, b) => a ^ b,
  shl: (a, bits) => a << bits,
  shr: (a, bits) => a >> bits,
  ushr: (a, bits) => (a >>> bits) | 0,
  ltInt: (a, b) => a < b,
  leInt: (a, b) => a <= b,
  eqInt: (a, b) => a === b,

  toInt: (a) => a | 0,
  toFloat: (a) => a,
  highWord,
  powerOfTwo: (exponent) => powersOfTwo[exponent + 1023] as number,
  lookup: (table, index) => table[index] as number,

  rare: (condition, slow, fast) => (condition ? slow() : fast),
};
