import { ScenarioError, type ScenarioIssue } from '@fermat/toolkit';

/** What messages about a setup call it. */
export const SETUP = 'setup';

/** What is wrong with a setup, from what was thrown at it: plain data, which a worker can post. */
export function issuesOf(error: unknown): readonly Pick<ScenarioIssue, 'path' | 'message'>[] {
  return error instanceof ScenarioError ? error.issues.map(({ path, message }) => ({ path, message })) : [{ path: '', message: String(error) }];
}
