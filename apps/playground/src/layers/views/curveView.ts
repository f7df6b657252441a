import uPlot from 'uplot';
import { duration, plain, scientific } from '../../page/format.js';
import type { Frame } from '../model/frame.js';
import { iterationColors, iterationStops, onSchemeChange, readScheme } from '../palette.js';
import type { Actions } from './actions.js';
import type { View } from '../../page/view.js';

const HEIGHT_OF_AXIS = 30;
const MARGIN_BELOW = 6;

/** The value by iteration, as time or as excess over the least time; a click shows that iteration. */
export function createCurveView(host: HTMLElement, actions: Actions): View<Frame> {
  let frame: Frame | null = null;
  let plot: uPlot | null = null;
  let drawnMode: string | null = null;

  host.setAttribute('role', 'img');

  const build = (): void => {
    if (!frame) return;
    plot?.destroy();
    drawnMode = frame.state.display.curve;
    plot = new uPlot(options(drawnMode === 'excess', () => frame!), dataOf(frame), host);
    plot.over.addEventListener('click', () => {
      const index = plot?.cursor.idx;
      if (index !== null && index !== undefined) actions.show(() => ({ shown: index }));
    });
    fit();
  };
  const fit = (): void => plot?.setSize({ width: host.clientWidth, height: Math.max(host.clientHeight - MARGIN_BELOW, 4 * HEIGHT_OF_AXIS) });

  new ResizeObserver(fit).observe(host);
  onSchemeChange(build);

  return {
    update(next) {
      frame = next;
      const { current, shown, solution } = next;
      const last = solution.result.iterations.at(-1)!.value;
      host.setAttribute(
        'aria-label',
        `Travel time by iteration, from ${duration(solution.result.iterations[0]!.value)} to ${duration(last)}; ` +
          `at iteration ${shown} it is ${duration(current.time)}.`,
      );
      if (!plot || next.state.display.curve !== drawnMode) build();
      else plot.setData(dataOf(next));
    },
  };
}

function dataOf({ state, solution }: Frame): uPlot.AlignedData {
  const { iterations } = solution.result;
  const least = solution.optimum.time;
  const excess = state.display.curve === 'excess';
  const values = iterations.map(({ value }) => {
    if (!excess) return Number.isFinite(value) ? value : null;
    // Below the rounding of the time itself there is nothing to be seen.
    return value - least > least * Number.EPSILON ? value - least : null;
  });
  return [iterations.map(({ iteration }) => iteration), values, excess ? values.map(() => null) : values.map(() => least)];
}

function options(excess: boolean, frame: () => Frame): uPlot.Options {
  const { ink, muted, line, panel } = readScheme();
  const font = '12px "Inter Variable", sans-serif';
  const axis: uPlot.Axis = { stroke: muted, font, grid: { stroke: line, width: 1 }, ticks: { show: false } };
  return {
    width: 300,
    height: 200,
    legend: { show: false },
    padding: [14, 14, 0, 4],
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: { x: { time: false }, y: excess ? { distr: 3 } : {} },
    axes: [
      { ...axis, grid: { show: false }, size: HEIGHT_OF_AXIS, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500] },
      { ...axis, size: 58, ...(excess ? logarithmic : {}), values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : label(tick, excess))) },
    ],
    series: [
      {},
      { stroke: gradient, width: 2.5, points: { show: (plot) => plot.data[0].length <= 60, size: 5, fill: gradient, stroke: gradient } },
      { stroke: muted, width: 1, dash: [4, 4], points: { show: false } },
    ],
    hooks: {
      draw: [
        (plot) => {
          const { shown, lastIteration } = frame();
          const value = plot.data[1]?.[shown];
          if (value === null || value === undefined) return;
          const { ctx } = plot;
          const x = plot.valToPos(shown, 'x', true);
          const y = plot.valToPos(value, 'y', true);
          ctx.save();
          ctx.setLineDash([]);
          ctx.beginPath();
          ctx.arc(x, y, 6 * devicePixelRatio, 0, 2 * Math.PI);
          ctx.fillStyle = panel;
          ctx.fill();
          ctx.lineWidth = 3 * devicePixelRatio;
          ctx.strokeStyle = lastIteration === 0 ? ink : iterationColors.at(-1)!;
          ctx.stroke();
          ctx.restore();
        },
      ],
    },
  };
}

/** An axis of powers of ten, each with its line and its label. */
const logarithmic: Pick<uPlot.Axis, 'splits' | 'filter'> = {
  splits: (_, __, least, most) => decades(least, most),
  filter: (_, splits) => splits,
};

/** Powers of ten between two values, at most eight of them. */
function decades(least: number, most: number): number[] {
  const first = Math.ceil(Math.log10(least));
  const last = Math.floor(Math.log10(most));
  const stride = Math.max(Math.ceil((last - first + 1) / 8), 1);
  const powers: number[] = [];
  for (let power = last; power >= first; power -= stride) powers.unshift(10 ** power);
  return powers;
}

function label(value: number, excess: boolean): string {
  if (!excess) return plain(value, 1);
  return value >= 0.01 ? String(Number(value.toPrecision(3))) : scientific(value).replace('1.0e', '1e');
}

/** The colours of the iterations, as on the map. */
function gradient(plot: uPlot): CanvasGradient | string {
  const { left, width } = plot.bbox;
  if (!(width > 0)) return iterationColors[0];
  const stroke = plot.ctx.createLinearGradient(left, 0, left + width, 0);
  for (const { at, color } of iterationStops(plot.data[0].length)) stroke.addColorStop(at, color);
  return stroke;
}
