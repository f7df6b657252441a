import { mean, sub, tensor } from '@fermat/autodiff';
import { stateless, type GradientTransformation, type NoState } from './gradientTransformation.js';
import { mapLeaves } from './leaves.js';

/**
 * Subtracts from the gradient of every matrix, or array of more axes, its mean over all axes but
 * the first. Scalars and vectors pass unchanged.
 *
 * Source: H. Yong et al., "Gradient centralization" (ECCV 2020).
 */
export function centralize(): GradientTransformation<NoState> {
  return stateless(grads =>
    mapLeaves(leaf => {
      const grad = tensor(leaf);
      if (grad.shape.length < 2) return grad;
      const axis = grad.shape.map((_, i) => i).slice(1);
      return sub(grad, mean(grad, { axis, keepdims: true }));
    }, grads),
  );
}
