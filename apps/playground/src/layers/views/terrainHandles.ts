import { toWorld } from '@fermat/viz-three';
import { Vector3, type Group } from 'three';
import { degrees, plain } from '../../page/format.js';
import type { Frame } from '../model/frame.js';
import type { Setup, Strip } from '../model/state.js';
import { createHandle } from '../../page/handle.js';
import type { Stage } from '../stage/stage.js';
import type { Actions } from './actions.js';
import { h } from '../../page/dom.js';

const NUDGE = 0.1;

/** No strip is dragged thinner than this, in metres. */
const THINNEST = 0.5;

/** Something anchored on the map: where it is, and what it says. */
interface Mark {
  update(frame: Frame): void;
}

/** What can be dragged on the map: the first path's crossings, the borders and the goal; and the names of the strips. */
export function createTerrainHandles(
  stage: Stage,
  world: Group,
  strips: readonly Strip[],
  actions: Actions,
  hold: (held: boolean) => void,
): { update(frame: Frame, edges: readonly [left: number, right: number]): void } {
  const point = new Vector3();
  let [left, right] = [0, 0];

  const onMap = (clientX: number, clientY: number): readonly [x: number, depth: number] | null => {
    const ground = stage.pickGround(clientX, clientY);
    if (!ground) return null;
    world.worldToLocal(ground);
    return [ground.x, -ground.z];
  };
  const marked = (element: HTMLElement, at: (frame: Frame) => readonly [number, number], elevation = 0): Mark => {
    const anchor = stage.anchor(element);
    return { update: (frame) => anchor.place(world.localToWorld(toWorld(at(frame), elevation, point))) };
  };

  const crossings = strips.slice(0, -1).map((strip, i): Mark => {
    const toward = (x: number): void => actions.setUp(({ start }) => ({ start: crossingMoved(start, i, x) }));
    const handle = createHandle({
      className: 'handle-crossing',
      label: `First path, crossing from ${strip.name} into ${strips[i + 1]!.name}`,
      hold,
      drag(clientX, clientY) {
        const at = onMap(clientX, clientY);
        if (at) toward(at[0]);
      },
      nudge: (right) => actions.setUp(({ start }) => ({ start: crossingMoved(start, i, crossingOf(start, i) + right * NUDGE) })),
    });
    const mark = marked(handle.element, ({ solution: { setup } }) => [crossingOf(setup.start, i), borderOf(setup, i)]);
    return {
      update(frame) {
        mark.update(frame);
        handle.describe(`${plain(crossingOf(frame.solution.setup.start, i), 2)} m along the border`);
      },
    };
  });

  const borders = strips.slice(0, -1).map((strip, i): Mark => {
    const handle = createHandle({
      className: 'handle-border',
      label: `Border between ${strip.name} and ${strips[i + 1]!.name}`,
      hold,
      drag(clientX, clientY) {
        const at = onMap(clientX, clientY);
        if (at) actions.setUp((setup) => ({ layers: borderMoved(setup, i, at[1]) }));
      },
      nudge: (_, up) => actions.setUp((setup) => ({ layers: borderMoved(setup, i, borderOf(setup, i) + up * NUDGE) })),
    });
    const mark = marked(handle.element, ({ solution: { setup } }) => [right, borderOf(setup, i)]);
    return {
      update(frame) {
        mark.update(frame);
        handle.describe(`${plain(borderOf(frame.solution.setup, i), 2)} m from the start`);
      },
    };
  });

  const last = strips.length - 1;
  const goalTo = (offset: number, depth: number): void =>
    actions.setUp((setup) => ({ offset: Math.max(rounded(offset), THINNEST), layers: borderMoved(setup, last, depth) }));
  const goal = createHandle({
    className: 'handle-goal',
    label: 'Goal',
    hold,
    drag(clientX, clientY) {
      const at = onMap(clientX, clientY);
      if (at) goalTo(...at);
    },
    nudge: (right, up) =>
      actions.setUp((setup) => ({
        offset: Math.max(rounded(setup.offset + right * NUDGE), THINNEST),
        layers: borderMoved(setup, last, borderOf(setup, last) + up * NUDGE),
      })),
  });

  const names = strips.map((_, i): Mark => {
    const name = h('b');
    const speed = h('span');
    const mark = marked(h('span', { class: 'strip-name' }, name, ' ', speed), ({ solution: { setup } }) => [
      left,
      (borderOf(setup, i - 1) + borderOf(setup, i)) / 2,
    ]);
    return {
      update(frame) {
        mark.update(frame);
        const { name: text, speed: metresPerSecond } = frame.solution.setup.layers[i]!;
        name.textContent = text;
        speed.textContent = `${plain(metresPerSecond, 2)} m/s`;
      },
    };
  });

  const angles = strips.slice(0, -1).map((_, i): Mark => {
    const label = h('span', { class: 'angles' });
    const mark = marked(label, ({ current }) => [current.path[i + 1]![0]!, current.path[i + 1]![1]!]);
    return {
      update(frame) {
        mark.update(frame);
        const { angleInRad, angleOutRad } = frame.current.snell.crossings[i]!;
        label.textContent = `${degrees(angleInRad, 1)} → ${degrees(angleOutRad, 1)}`;
      },
    };
  });

  const marks: Mark[] = [
    ...angles,
    ...names,
    ...borders,
    ...crossings,
    marked(h('span', { class: 'waypoint waypoint-start' }, h('b', {}, 'Start')), () => [0, 0]),
    marked(goal.element, ({ solution: { setup } }) => [setup.offset, borderOf(setup, last)]),
    marked(h('span', { class: 'waypoint waypoint-goal', 'aria-hidden': 'true' }, h('b', {}, 'Goal')), ({ solution: { setup } }) => [
      setup.offset,
      borderOf(setup, last),
    ]),
  ];
  return {
    update(frame, edges) {
      [left, right] = edges;
      for (const mark of marks) mark.update(frame);
      const { setup } = frame.solution;
      goal.describe(`offset ${plain(setup.offset, 2)} m, ${plain(borderOf(setup, last), 2)} m from the start`);
    },
  };
}

/** Depth of the far side of strip `i`; 0 for -1. */
function borderOf({ layers }: Setup, i: number): number {
  return layers.slice(0, i + 1).reduce((depth, { thickness }) => depth + thickness, 0);
}

/** Moves the far side of strip `i`; the next strip, if there is one, gives or takes. */
function borderMoved(setup: Setup, i: number, depth: number): readonly Strip[] {
  const near = borderOf(setup, i - 1);
  const next = setup.layers[i + 1];
  const far = next ? borderOf(setup, i + 1) : Infinity;
  const border = rounded(Math.min(Math.max(depth, near + THINNEST), far - THINNEST));
  return setup.layers.map((layer, j) => {
    if (j === i) return { ...layer, thickness: rounded(border - near) };
    return j === i + 1 ? { ...layer, thickness: rounded(far - border) } : layer;
  });
}

/** Where the first path leaves strip `i`: the spans so far. */
function crossingOf(start: Setup['start'], i: number): number {
  return i === 0 ? start[0] : start[0] + start[1];
}

/** Moves one crossing of the first path and leaves the other where it is. */
function crossingMoved([x1, x2]: Setup['start'], i: number, x: number): [number, number] {
  return i === 0 ? [rounded(x), rounded(x1 + x2 - x)] : [x1, rounded(x - x1)];
}

function rounded(metres: number): number {
  return Math.round(metres * 100) / 100;
}
