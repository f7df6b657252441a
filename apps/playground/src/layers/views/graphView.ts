import type { instance } from '@viz-js/viz';
import { expressionGraph, type Solution } from '../model/solution.js';
import type { Frame } from '../model/frame.js';
import type { View } from '../../page/view.js';

type Viz = Awaited<ReturnType<typeof instance>>;

/** Numbers in the graph change while a slider is dragged; it is laid out anew when they rest for so long. */
const REST_MS = 60;

/** The graph that tracing the travel time gives, laid out by Graphviz, which is loaded when it is first needed. */
export function createGraphView(host: HTMLElement, dialog: HTMLDialogElement, large: HTMLElement, open: HTMLElement, close: HTMLElement): View<Frame> {
  let graphviz: Promise<Viz> | null = null;
  let drawn: { solution: Solution; dot: string } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  open.addEventListener('click', () => dialog.showModal());
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());

  const draw = async (solution: Solution): Promise<void> => {
    graphviz ??= import('@viz-js/viz').then((module) => module.instance());
    const dot = expressionGraph(solution);
    const unchanged = drawn?.dot === dot;
    drawn = { solution, dot };
    if (unchanged) return;
    const viz = await graphviz;
    if (drawn.dot !== dot) return;
    for (const place of [host, large]) {
      const svg = viz.renderSVGElement(dot, {
        graphAttributes: { bgcolor: 'transparent', nodesep: 0.18, ranksep: 0.3, margin: 0.05 },
        nodeAttributes: { fontname: 'Inter Variable', fontsize: 12, height: 0.34, width: 0.4, margin: '0.1,0.04' },
        edgeAttributes: { arrowsize: 0.6 },
      });
      svg.setAttribute('role', 'img');
      svg.setAttribute('aria-label', 'Expression graph of the travel time: operations as ovals, inputs and numbers as boxes.');
      place.replaceChildren(svg);
    }
  };

  return {
    update({ solution }) {
      if (drawn?.solution === solution) return;
      clearTimeout(timer);
      timer = setTimeout(() => void draw(solution), drawn ? REST_MS : 0);
    },
  };
}
