import { checkPositive } from '../checks.js';

/**
 * A loss that lets outliers pull less than their square: residuals r cost scale^2 rho(z) / 2 with
 * z = (r / scale)^2. For small z, rho(z) is z, as in plain least squares.
 */
export interface RobustLoss {
  readonly name: string;
  /** Residuals well below it count by their squares, those above it less. */
  readonly scale: number;
  /** rho(z). */
  value(z: number): number;
  /** rho'(z): positive. */
  slope(z: number): number;
  /** rho''(z). */
  curvature(z: number): number;
}

function robustLoss(name: string, scale: number, rho: Omit<RobustLoss, 'name' | 'scale'>): RobustLoss {
  checkPositive('the scale of a loss', scale);
  return { name, scale, ...rho };
}

/** Huber's loss, with z = (r / scale)^2: squares up to the scale, absolute values beyond it. Convex. */
export function huber(scale = 1): RobustLoss {
  return robustLoss('huber', scale, {
    value: z => (z <= 1 ? z : 2 * Math.sqrt(z) - 1),
    slope: z => (z <= 1 ? 1 : 1 / Math.sqrt(z)),
    curvature: z => (z <= 1 ? 0 : -0.5 / z ** 1.5),
  });
}

/** rho(z) = 2 (sqrt(1 + z) - 1), with z = (r / scale)^2: a smooth form of {@link huber}. Convex. */
export function softL1(scale = 1): RobustLoss {
  return robustLoss('soft L1', scale, {
    value: z => (2 * z) / (Math.sqrt(1 + z) + 1),
    slope: z => 1 / Math.sqrt(1 + z),
    curvature: z => -0.5 / (1 + z) ** 1.5,
  });
}

/** rho(z) = ln(1 + z), with z = (r / scale)^2: outliers lose their pull. May have local minima. */
export function cauchy(scale = 1): RobustLoss {
  return robustLoss('cauchy', scale, {
    value: z => Math.log1p(z),
    slope: z => 1 / (1 + z),
    curvature: z => -1 / (1 + z) ** 2,
  });
}

/** rho(z) = arctan(z), with z = (r / scale)^2: no residual costs more than a limit. May have local minima. */
export function arctan(scale = 1): RobustLoss {
  return robustLoss('arctan', scale, {
    value: z => Math.atan(z),
    slope: z => 1 / (1 + z * z),
    curvature: z => (-2 * z) / (1 + z * z) ** 2,
  });
}
