import { clearance } from '@fermat/paths';
import * as z from 'zod';
import { unknownArea } from '../../errors.js';
import { distanceToAreas } from '../../map/distanceToAreas.js';
import { nameHint } from '../../nearest.js';
import type { CostKind } from '../../plugins/plugin.js';
import type { Area } from '../../run/searchProblem.js';

/** On maps: keeps the path away from areas. */
export function clearanceCost(): CostKind {
  const schema = z.strictObject({
    from: z.array(z.string()).min(1).exactOptional().describe('a list of the names of areas to keep away from; without it all that nothing passes'),
    within: z.number().positive().describe('a number above 0, from how far on an area is not to be feared'),
    weight: z.number().positive().describe('a number above 0, the time that each unit of length right beside an area costs'),
  });
  const kind: CostKind<typeof schema> = {
    summary: 'on maps: each length of the way costs more, the nearer it is to what to keep away from',
    schema,
    create: ({ from, within, weight }) => ({
      onMap: ({ areas }) => clearance({ distance: distanceToAreas(from ? named(from, areas) : areas.filter(({ speed }) => speed === 0), within), within, weight }),
    }),
  };
  return kind;
}

function named(names: readonly string[], areas: readonly Area[]): readonly Area[] {
  return names.flatMap((name) => {
    const found = areas.filter((area) => area.name === name);
    if (found.length === 0) throw unknownArea(name, nameHint(name, areas.map((area) => area.name)));
    return found;
  });
}
