/** Every error this package throws: what was wrong with which value, why, and what to do about it. */
export class VizError extends Error {
  override readonly name = 'VizError';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export function gridTooSmallError(columns: number, rows: number): VizError {
  return new VizError(
    'grid-too-small',
    `a landscape needs at least 2 columns and 2 rows of samples, but got ${columns} x ${rows}: ` +
      'a surface is spanned between samples. Sample the objective on a finer grid.',
  );
}

export function gridLengthError(columns: number, rows: number, length: number): VizError {
  return new VizError(
    'grid-length',
    `a landscape of ${columns} x ${rows} samples needs ${columns * rows} values, but got ${length}: ` +
      'values are row by row, one per sample. Pass columns * rows values.',
  );
}

export function emptyRangeError(name: string, range: readonly [number, number]): VizError {
  return new VizError(
    'empty-range',
    `the range of ${name} is [${range[0]}, ${range[1]}], which holds nothing: ` +
      'its first number must be finite and below its second. Pass [smallest, largest].',
  );
}

export function noColorsError(): VizError {
  return new VizError(
    'no-colors',
    'a colour ramp was given no colours, so that no value has one. Pass at least one colour.',
  );
}

export function badLayerError(index: number, field: string, value: number): VizError {
  return new VizError(
    'bad-layer',
    `layer ${index + 1} has the ${field} ${value}, which cannot be drawn: ` +
      `a ${field} is a finite number of at least 0. Correct the layer's ${field}.`,
  );
}

export function shortPathError(count: number): VizError {
  return new VizError(
    'short-path',
    `a path of ${count} point${count === 1 ? '' : 's'} cannot be drawn: a line joins two points or more. ` +
      'Pass both ends of the path.',
  );
}

export function notTwoUnknownsError(count: number): VizError {
  return new VizError(
    'not-two-unknowns',
    `a landscape is drawn over two unknowns, but this problem has ${count}. ` +
      'Draw a problem of three layers, or leave landscapeSurface and descentTrail out.',
  );
}
