import type { Graph } from '../../graph/graph.js';
import { lowerGraph } from '../../graph/lowerGraph.js';
import { tensorType, type Shape, type TensorType } from '../../graph/tensorType.js';
import type { IndexMap, Lowering, Meaning } from '../lowering.js';
import type { ArrayNode, ControlFlow, ParameterNode, SubProgram } from './arrayNode.js';
import { compose, perAxis, unitAxesMap, withinPart } from './indexMaps.js';
import { commonPieces, isUniform, pieceMap, pieceShape } from './splitPlaces.js';

type NewNode = ArrayNode extends infer N ? (N extends ArrayNode ? Omit<N, 'id'> : never) : never;

/** Lowers graphs to arrays. Views of views, and views that lie within one part of a join, become views of what is beneath. */
export class ArrayBuilder implements Lowering<ArrayNode> {
  private count = 0;

  /** A graph as arrays of its parameters. */
  program(graph: Graph): SubProgram {
    const parameters = graph.inputs.map(({ type }) => this.make({ kind: 'parameter', type }) as ParameterNode);
    return { parameters, outputs: lowerGraph(this, graph, parameters) };
  }

  constant: Lowering<ArrayNode>['constant'] = (type, value) => this.make({ kind: 'constant', type, value });

  map: Lowering<ArrayNode>['map'] = (type, meaning, inputs) => this.mapped(type, meaning, inputs.map(input => input.value));

  view: Lowering<ArrayNode>['view'] = (type, input, from) => this.viewed(type, input.value, from);

  reinterpret: Lowering<ArrayNode>['reinterpret'] = (type, { value }) => {
    const from = unitAxesMap(type.shape, value.type.shape);
    if (from !== null) return this.viewed(type, value, from);
    return this.make({ kind: 'reshape', type, input: value.kind === 'reshape' ? value.input : value });
  };

  place: Lowering<ArrayNode>['place'] = (type, fill, parts) =>
    this.make({ kind: 'place', type, fill, parts: parts.map(({ value, at }) => ({ value, at })) });

  reduce: Lowering<ArrayNode>['reduce'] = (type, reduction, input, axes) =>
    this.make({ kind: 'reduce', type, reduction, input: input.value, axes });

  gather: Lowering<ArrayNode>['gather'] = (type, input, positions) =>
    this.make({ kind: 'gather', type, input: input.value, positions: positions.value });

  scatter: Lowering<ArrayNode>['scatter'] = (type, base, positions, updates, combine) =>
    this.make({ kind: 'scatter', type, base: base.value, positions: positions.value, updates: updates.value, combine });

  branch: Lowering<ArrayNode>['branch'] = (choice, graphs, inputs) =>
    this.results({ kind: 'branch', choice, inputs,  programs: graphs.map(graph => this.program(graph)) }, graphs[0]!.outputs.map(output => output.type));

  loop: NonNullable<Lowering<ArrayNode>['loop']> = ({ body, length, reverse, carries: carryCount }, constants, carries, sequences) => {
    const types = body.outputs.map(({ type }, i) => (i < carryCount ? type : tensorType(type.dtype, [length, ...type.shape], type.weak)));
    return this.results({ kind: 'repeat', program: this.program(body), length, reverse, constants, carries, sequences }, types);
  };

  iterate: Lowering<ArrayNode>['iterate'] = (condition, body, constants, carries) =>
    this.results(
      { kind: 'while', condition: this.program(condition), program: this.program(body), constants, carries },
      body.outputs.map(output => output.type),
    );

  /** Elementwise values of joins are joined of those of the parts, so that nothing is computed of what only fills. */
  private mapped(type: TensorType, meaning: Meaning, inputs: readonly ArrayNode[]): ArrayNode {
    const { shape } = type;
    const joins = inputs.filter(input => input.kind === 'place');
    const pieces = joins.length > 0 && inputs.every(input => input.kind === 'place' || isUniform(input)) ? commonPieces(joins, shape) : null;
    if (pieces === null) return this.make({ kind: 'map', type, meaning, inputs });
    const parts = pieces.map(piece => {
      const at = pieceMap(piece, shape);
      const own = pieceShape(piece, shape);
      const value = this.mapped(tensorType(type.dtype, own, type.weak), meaning, inputs.map(input => this.pieceOf(input, at, own)));
      return { value, at };
    });
    return this.make({ kind: 'place', type, fill: 0, parts });
  }

  private pieceOf(input: ArrayNode, at: IndexMap, shape: Shape): ArrayNode {
    const type = tensorType(input.type.dtype, shape, input.type.weak);
    const seen = this.viewed(type, input, at);
    const isOfJoin = seen.kind === 'view' && seen.input === input && input.kind === 'place';
    return isOfJoin ? this.viewed(type, this.constant(tensorType(type.dtype), input.fill), { offset: 0, strides: shape.map(() => 0) }) : seen;
  }

  private results(of: ControlFlow, types: readonly TensorType[]): ArrayNode[] {
    return types.map((type, index) => this.make({ kind: 'result', type, of, index }));
  }

  private viewed(type: TensorType, input: ArrayNode, from: IndexMap): ArrayNode {
    const { shape } = type;
    if (input.type.shape.length === 0 && shape.length === 0) return input;
    const maps = input.kind === 'view' || input.kind === 'place' ? perAxis(from, shape, input.type.shape) : null;
    if (maps !== null && input.kind === 'view') return this.viewed(type, input.input, compose(input.from, maps, shape.length));
    if (maps !== null && input.kind === 'place') {
      for (const { value, at } of input.parts) {
        const part = perAxis(at, value.type.shape, input.type.shape);
        const inside = part === null ? null : withinPart(maps, shape, part, value.type.shape);
        if (inside === 'outside') continue;
        if (inside === null) break;
        return this.viewed(type, value, flatMap(inside, value.type.shape, shape.length));
      }
    }
    return this.make({ kind: 'view', type, input, from });
  }

  private make(node: NewNode): ArrayNode {
    return { ...node, id: this.count++ };
  }
}

function flatMap(maps: readonly IndexMap[], source: readonly number[], rank: number): IndexMap {
  const strides = source.map((_, axis) => source.slice(axis + 1).reduce((size, n) => size * n, 1));
  return compose({ offset: 0, strides }, maps, rank);
}
