/** How the command ends, as its help says. */
export const exitCode = {
  solved: 0,
  failed: 1,
  badInput: 2,
  notConverged: 3,
  interrupted: 130,
} as const;

export const exitCodeHelp = `Exit codes:
  0    solved: the path satisfies the first-order condition of a least time
  1    unexpected failure (a bug, a full disk, a folder that cannot be written)
  2    bad input: a scenario, option or plugin that cannot be used; nothing is written
  3    stopped before it converged; the results so far are written
  130  interrupted; nothing is written`;
