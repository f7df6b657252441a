import fc from 'fast-check';

/** Arbitrary matrices by columns, tall and wide, of any rank. */
export const matrices: fc.Arbitrary<Float64Array[]> = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, count]) => {
    const column = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: rows, maxLength: rows }).map(entries => Float64Array.from(entries));
    return fc.array(column, { minLength: count, maxLength: count });
  });
