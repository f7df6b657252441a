/** An optimiser of the toolkit, as the page offers it. */
interface OfferedMethod {
  readonly label: string;
  /** What a step is, in a few words. */
  readonly note: string;
  /** Which numbers of the setup it has a use for. */
  readonly uses: readonly ('learningRate' | 'momentum')[];
}

export type MethodName = 'gradientDescent' | 'adam' | 'rmsprop' | 'conjugateGradient' | 'lbfgs' | 'bfgs' | 'newtonTrustRegion' | 'nelderMead';

/** From the plainest to the one that needs the fewest steps; the last does without gradients. */
export const methods: Readonly<Record<MethodName, OfferedMethod>> = {
  gradientDescent: { label: 'Gradient descent', note: 'x ← x − step · gradient', uses: ['learningRate', 'momentum'] },
  adam: { label: 'Adam', note: 'Gradient and its square, averaged', uses: ['learningRate'] },
  rmsprop: { label: 'RMSProp', note: 'Gradient over its recent size', uses: ['learningRate'] },
  conjugateGradient: { label: 'Conjugate gradients', note: 'Conjugate directions, searched along', uses: [] },
  lbfgs: { label: 'L-BFGS', note: 'Curvature from the last few steps', uses: [] },
  bfgs: { label: 'BFGS', note: 'Curvature from all steps', uses: [] },
  newtonTrustRegion: { label: 'Newton, trust region', note: 'Exact curvature, as far as it is trusted', uses: [] },
  nelderMead: { label: 'Nelder–Mead', note: 'A simplex walks downhill, by values alone', uses: [] },
};

export const methodNames = Object.keys(methods) as readonly MethodName[];
