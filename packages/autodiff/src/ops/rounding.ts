import { unary, type Unary } from './elementwise.js';

/** Whole numbers stay as they are. */
const same = <T>(_k: unknown, x: T): T => x;

/** The largest whole number at most x; its slope is 0. */
export const floor: Unary = /* @__PURE__ */ unary({ name: 'floor', float: (k, x) => k.floor(x), int: same, jvp: () => null, domain: [0.1, 0.9] });

/** The smallest whole number at least x; its slope is 0. */
export const ceil: Unary = /* @__PURE__ */ unary({ name: 'ceil', float: (k, x) => k.ceil(x), int: same, jvp: () => null, domain: [0.1, 0.9] });

/** The nearest whole number, ties to the even one as in NumPy; its slope is 0. */
export const round: Unary = /* @__PURE__ */ unary({ name: 'round', float: (k, x) => k.nearest(x), int: same, jvp: () => null, domain: [0.1, 0.4] });

/** x without its fraction; its slope is 0. */
export const trunc: Unary = /* @__PURE__ */ unary({ name: 'trunc', float: (k, x) => k.trunc(x), int: same, jvp: () => null, domain: [0.1, 0.9] });
