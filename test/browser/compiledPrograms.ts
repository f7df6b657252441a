import { AutodiffError, add, exp, flatObjective, foriLoop, grad, jit, mul, sin, sqrt, square, sum, vmap, type BackendName, type Tensor } from '@fermat/autodiff';

/** What programs of every kind give where they are run: numbers as strings, which name every bit. */
export interface Outcome {
  /** The backend that is chosen for few elements and for many. */
  readonly backends: { readonly small: string; readonly large: string };
  /** For each backend that is asked for by name, the code of the error, or null. */
  readonly refusals: Readonly<Record<string, string | null>>;
  readonly results: readonly string[];
}

const energy = (x: Tensor): Tensor => sum(mul(sin(x), sqrt(add(1, square(exp(x))))));

export function outcome(): Outcome {
  const small = Float64Array.of(0.1, -0.7, 1.3);
  const large = Float64Array.from({ length: 3000 }, (_, i) => (i - 1500) / 700);
  const slope = jit(grad(energy));
  const objective = flatObjective(energy, large);
  const gradient = objective.allocate();
  const value = objective.valueAndGrad(large, gradient);
  const looped = jit((x: Tensor) => foriLoop(0, 50, (_, y: Tensor) => mul(0.99, sin(y)), x));
  const numbers = [
    ...slope(small).data(),
    ...slope(large).data(),
    value,
    ...gradient,
    looped(1).item(),
    ...jit(vmap((x: Tensor) => mul(x, exp(x))))(small).data(),
  ];
  const refusalOf = (backend: BackendName): string | null => {
    try {
      jit(energy, { backend })(small);
      return null;
    } catch (error) {
      return error instanceof AutodiffError ? error.code : String(error);
    }
  };
  return {
    backends: { small: slope.explain(small).backend, large: slope.explain(large).backend },
    refusals: { js: refusalOf('js'), wasm: refusalOf('wasm'), interpreter: refusalOf('interpreter') },
    results: numbers.map(String),
  };
}
