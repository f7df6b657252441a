import { abs, add, broadcastTo, definePrimitive, equal, max, maximum, min, minimum, mul, neg, sum, type Graph, type Loop, type Tensor } from '@fermat/autodiff';
import { branched, scanned } from './control.js';
import { isEqual, isLess, isLessOrEqual, isNot, isOneOf, selected } from './decisions.js';
import { exactly, isExact, onBoth, outward, type Enclosed } from './enclosed.js';
import { noIntervalRule } from './errors.js';
import { angle, cardinalSine, cosine, logGamma, monotoneOnPositive, remainder, sine, tangent } from './functions.js';
import { magnitude, minus, over, power, squared, times, total, wholePower } from './products.js';

/** What stands for a node: an interval, or one for each of several outputs. */
export type Stand = Enclosed | readonly Enclosed[];

type Rule = (node: Tensor, inputs: readonly Enclosed[]) => Stand;

/** The value of a node for other inputs. */
const again = ({ primitive, params }: Tensor, inputs: readonly Tensor[]): Tensor => definePrimitive(primitive)(inputs, params);

/** Ops that move values, or grow with all of their inputs, without rounding. */
const kept: Rule = (node, inputs) => {
  const low = again(node, inputs.map(input => input.low));
  return inputs.every(isExact) ? exactly(low) : { low, high: again(node, inputs.map(input => input.high)) };
};

const increasing: Rule = (node, inputs) => outward({ low: again(node, inputs.map(input => input.low)), high: again(node, inputs.map(input => input.high)) });

const decreasing: Rule = (node, [x]) => outward({ low: again(node, [x!.high]), high: again(node, [x!.low]) });

/** Even ops that grow with the magnitude. */
const even: Rule = (node, [x]) => increasing(node, [magnitude(x!)]);

const unary = (rule: (x: Enclosed) => Enclosed): Rule => (_node, [x]) => rule(x!);

const binary = (rule: (a: Enclosed, b: Enclosed) => Enclosed): Rule => (_node, [a, b]) => rule(a!, b!);

const conditional: Rule = (_node, [condition, a, b]) => selected(condition!, a!, b!);

const product: Rule = ({ inputs: [a, b] }, [x, y]) => (a === b ? squared(x!) : times(x!, y!));

/** Elements at places that are known, or else any of them. */
const gathered: Rule = (node, [x, positions]) => {
  if (isExact(positions!)) return onBoth(end => again(node, [end, positions!.low]), x!);
  return { low: broadcastTo(min(x!.low), node.shape), high: broadcastTo(max(x!.high), node.shape) };
};

/** What is written to places that are known; else it may be written anywhere. */
const set: Rule = (node, inputs) => {
  const [base, positions, updates] = inputs as readonly [Enclosed, Enclosed, Enclosed];
  if (isExact(positions)) return kept(node, inputs);
  return { low: minimum(base.low, min(updates.low)), high: maximum(base.high, max(updates.high)) };
};

const added: Rule = (node, inputs) => {
  const [base, positions, updates] = inputs as readonly [Enclosed, Enclosed, Enclosed];
  const slack = mul(updates.low.size * 2 ** -50, sum(maximum(abs(updates.low), abs(updates.high))));
  if (isExact(positions)) return outward(kept(node, inputs) as Enclosed, slack);
  return outward({ low: add(base.low, sum(minimum(updates.low, 0))), high: add(base.high, sum(maximum(updates.high, 0))) }, slack);
};

/** A value is equal to itself. */
const equality: Rule = ({ inputs: [a, b] }, [x, y]) => (a === b ? exactly(equal(x!.low, x!.low)) : isEqual(x!, y!));

const named = (names: string, rule: Rule): [string, Rule][] => names.split(' ').map(name => [name, rule]);

/** By the names of primitives. */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...named('identity mask unmask stopGradient projection broadcastTo reshape transpose slice pad concatenate stack unstack', kept),
  ...named('minimum maximum min max floor ceil round trunc sign logicalAnd logicalOr', kept),
  ...named('add exp expm1 exp2 log log1p log2 log10 cbrt sinh tanh asinh acosh atanh asin atan sigmoid softplus logaddexp erf erfinv', increasing),
  ...named('acos erfc', decreasing),
  ...named('cosh', even),
  ...named('neg', unary(({ low, high }) => ({ low: neg(high), high: neg(low) }))),
  ...named('sub', binary(minus)),
  ...named('mul maskedMul bothMaskedMul', product),
  ...named('div', binary(over)),
  ...named('abs', unary(magnitude)),
  ...named('square', unary(squared)),
  ...named('sqrt', (node, [x]) => increasing(node, [{ low: maximum(x!.low, 0), high: x!.high }])),
  ...named('integerPow', (node, [x]) => wholePower(x!, node.params as number)),
  ...named('pow', binary(power)),
  ...named('hypot', (node, [a, b]) => increasing(node, [magnitude(a!), magnitude(b!)])),
  ...named('mod', binary(remainder)),
  ...named('sin', unary(sine)),
  ...named('cos', unary(cosine)),
  ...named('tan', unary(tangent)),
  ...named('atan2', binary(angle)),
  ...named('sinc', unary(cardinalSine)),
  ...named('lgamma', unary(logGamma)),
  ...named('digamma polygamma', (node, [x]) => monotoneOnPositive(end => again(node, [end]))(x!)),
  ...named('sum', (node, [x]) => total(x!, end => again(node, [end]), x!.low.size)),
  ...named('astype', (node, [x]) => (node.dtype === 'bool' && x!.low.dtype !== 'bool' ? isNot(isEqual(x!, exactly(mul(0, x!.low)))) : kept(node, [x!]))),
  ...named('less', binary(isLess)),
  ...named('lessEqual', binary(isLessOrEqual)),
  ...named('greater', binary((a, b) => isLess(b, a))),
  ...named('greaterEqual', binary((a, b) => isLessOrEqual(b, a))),
  ...named('equal', equality),
  ...named('notEqual', (node, inputs) => isNot(equality(node, inputs) as Enclosed)),
  ...named('logicalNot', unary(isNot)),
  ...named('logicalXor', binary(isOneOf)),
  ...named('select maskedSelect', conditional),
  ...named('gather', gathered),
  ...named('scatterSet', set),
  ...named('scatterAdd', added),
  ...named('call checkpoint custom', (node, inputs) => enclosedGraph(subgraphsOf(node)[0]!, inputs)),
  ...named('branch', (node, inputs) => branched(subgraphsOf(node), inputs, enclosedGraph)),
  ...named('scan', (node, inputs) => scanned(node.params as Loop, inputs, enclosedGraph)),
]);

const subgraphsOf = ({ primitive, params }: Tensor): readonly Graph[] => primitive.structured!.subgraphs(params);

/** The outputs of a graph for intervals of its inputs. */
export function enclosedGraph(graph: Graph, inputs: readonly Enclosed[]): Enclosed[] {
  const stands = new Map<Tensor, Stand>(graph.inputs.map((input, i) => [input, inputs[i]!]));
  const standOf = (node: Tensor): Enclosed => (stands.get(node) ?? exactly(node)) as Enclosed;
  for (const node of graph.nodes) {
    const { name } = node.primitive;
    const [source] = node.inputs.map(input => stands.get(input));
    if (name === 'projection' && Array.isArray(source)) {
      stands.set(node, (source as readonly Enclosed[])[node.params as number]!);
      continue;
    }
    const operands = node.inputs.map(standOf);
    const isCounted = operands.every(isExact) && (node.dtype === 'int32' || node.dtype === 'bool') && node.type.parts === undefined;
    const rule = isCounted || (name === 'threefry' && operands.every(isExact)) ? kept : rules.get(name);
    if (rule === undefined) throw noIntervalRule(name);
    stands.set(node, rule(node, operands));
  }
  return graph.outputs.map(standOf);
}
