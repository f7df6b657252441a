/** A whole number that grows linearly with the variables of the loops around: the coefficients are by depth of the loop. */
export interface Affine {
  readonly offset: number;
  readonly coefficients: readonly number[];
}

export const affineConstant = (offset: number): Affine => ({ offset, coefficients: [] });

/** The variable of the loop at a depth. */
export const loopVariable = (depth: number): Affine => {
  const coefficients = new Array<number>(depth + 1).fill(0);
  coefficients[depth] = 1;
  return { offset: 0, coefficients };
};

/** `offset + sum(strides[i] * terms[i])`. */
export function combine(offset: number, strides: readonly number[], terms: readonly Affine[]): Affine {
  const coefficients: number[] = [];
  let total = offset;
  terms.forEach((term, i) => {
    const stride = strides[i]!;
    if (stride === 0) return;
    total += stride * term.offset;
    term.coefficients.forEach((c, depth) => {
      while (coefficients.length <= depth) coefficients.push(0);
      coefficients[depth]! += stride * c;
    });
  });
  while (coefficients.length > 0 && coefficients[coefficients.length - 1] === 0) coefficients.pop();
  return { offset: total, coefficients };
}

export const affineKey = ({ offset, coefficients }: Affine): string => `${offset},${coefficients.join(',')}`;

/** How many loops are around the innermost whose variable counts. */
export const depthOf = (index: Affine): number => index.coefficients.length;
