import type { TensorType, Value } from '../../graph/tensorType.js';
import type { IndexMap, Meaning, Reduction } from '../lowering.js';

/** An array that a graph computes, before it is settled which arrays are stored and which loops compute them. */
export type ArrayNode = ConstantNode | ParameterNode | MapNode | ViewNode | ReshapeNode | PlaceNode | ReduceNode | GatherNode | ScatterNode | ResultNode;

interface NodeBase {
  /** Increases in the order of creation, and so is a topological order. */
  readonly id: number;
  readonly type: TensorType;
}

export interface ConstantNode extends NodeBase {
  readonly kind: 'constant';
  readonly value: Value;
}

/** What the caller of a (sub-)program provides. */
export interface ParameterNode extends NodeBase {
  readonly kind: 'parameter';
}

export interface MapNode extends NodeBase {
  readonly kind: 'map';
  readonly meaning: Meaning;
  readonly inputs: readonly ArrayNode[];
}

export interface ViewNode extends NodeBase {
  readonly kind: 'view';
  readonly input: ArrayNode;
  readonly from: IndexMap;
}

/** The same elements in row-major order under another shape. */
export interface ReshapeNode extends NodeBase {
  readonly kind: 'reshape';
  readonly input: ArrayNode;
}

export interface PlacedPart {
  readonly value: ArrayNode;
  readonly at: IndexMap;
}

export interface PlaceNode extends NodeBase {
  readonly kind: 'place';
  readonly fill: number;
  readonly parts: readonly PlacedPart[];
}

export interface ReduceNode extends NodeBase {
  readonly kind: 'reduce';
  readonly reduction: Reduction;
  readonly input: ArrayNode;
  readonly axes: readonly number[];
}

/** Elements of `input` at flat positions; beyond it, 0 and a fault. */
export interface GatherNode extends NodeBase {
  readonly kind: 'gather';
  readonly input: ArrayNode;
  readonly positions: ArrayNode;
}

/** `base`, with updates combined in, in order, at flat positions. */
export interface ScatterNode extends NodeBase {
  readonly kind: 'scatter';
  readonly base: ArrayNode;
  readonly positions: ArrayNode;
  readonly updates: ArrayNode;
  readonly combine: Meaning;
}

/** One of the results of control flow. */
export interface ResultNode extends NodeBase {
  readonly kind: 'result';
  readonly of: ControlFlow;
  readonly index: number;
}

/** The arrays of a sub-graph, from its parameters to its outputs. */
export interface SubProgram {
  readonly parameters: readonly ParameterNode[];
  readonly outputs: readonly ArrayNode[];
}

export type ControlFlow = Branch | Repeat | While;

export interface Branch {
  readonly kind: 'branch';
  readonly choice: ArrayNode;
  readonly programs: readonly SubProgram[];
  readonly inputs: readonly ArrayNode[];
}

export interface Repeat {
  readonly kind: 'repeat';
  readonly program: SubProgram;
  readonly length: number;
  readonly reverse: boolean;
  readonly constants: readonly ArrayNode[];
  readonly carries: readonly ArrayNode[];
  readonly sequences: readonly ArrayNode[];
}

export interface While {
  readonly kind: 'while';
  readonly condition: SubProgram;
  readonly program: SubProgram;
  readonly constants: readonly ArrayNode[];
  readonly carries: readonly ArrayNode[];
}

/** The arrays that a node is computed of. */
export function operandsOf(node: ArrayNode): readonly ArrayNode[] {
  switch (node.kind) {
    case 'map':
      return node.inputs;
    case 'view':
    case 'reshape':
    case 'reduce':
      return [node.input];
    case 'place':
      return node.parts.map(part => part.value);
    case 'gather':
      return [node.input, node.positions];
    case 'scatter':
      return [node.base, node.positions, node.updates];
    case 'result':
      return controlOperands(node.of);
    default:
      return [];
  }
}

function controlOperands(control: ControlFlow): readonly ArrayNode[] {
  if (control.kind === 'branch') return [control.choice, ...control.inputs];
  const sequences = control.kind === 'repeat' ? control.sequences : [];
  return [...control.constants, ...control.carries, ...sequences];
}
