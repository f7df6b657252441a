/** The iterations worth a line or a tick: 0, 1, 2, 5, 10, 20, 50, ... up to `last`, and `last` itself. */
export function milestones(last: number): readonly number[] {
  const chosen = [0];
  for (let decade = 1; decade < last; decade *= 10) {
    for (const step of [1, 2, 5]) if (step * decade < last) chosen.push(step * decade);
  }
  if (last > 0) chosen.push(last);
  return chosen;
}

/** Whether an unfinished run has just reached a milestone. */
export const isMilestone = (iteration: number): boolean => /^(0|[125]0*)$/.test(String(iteration));
