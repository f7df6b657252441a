import * as z from 'zod';
import { Refusal, unknownKind, unmakeable } from '../errors.js';
import type { Finding, Noun } from '../errors.js';
import { nameHint } from '../nearest.js';
import type { Catalogue } from '../plugins/catalogue.js';
import type { Kind, Schema } from '../plugins/plugin.js';
import type { Path } from './formatPath.js';
import type { Chosen } from './scenario.js';
import { schemaFindings } from './schemaFindings.js';

/** What a scenario's choice of a kind comes to. */
export interface Choice<Made> {
  /** What is wrong with the name or the parameters. */
  readonly findings: readonly Finding[];
  /** @throws Refusal where there are findings, and where the plugin's own `create` throws. */
  make(): Made;
}

/** Looks up the kind that `chosen` names, and checks its parameters by the kind's schema. */
export function choose<Made>(catalogue: Catalogue<Kind<Schema, Made>>, noun: Noun, chosen: Chosen, path: Path): Choice<Made> {
  const { type, ...parameters } = chosen;
  if (!catalogue.has(type)) return refused([unknownKind(noun, [...path, 'type'], type, nameHint(type, catalogue.names()))]);

  const kind = catalogue.get(type);
  const parsed = z.safeParse(kind.schema, parameters);
  if (!parsed.success) {
    const findings = schemaFindings(parsed.error, kind.schema, parameters);
    return refused(findings.map((finding) => ({ ...finding, path: [...path, ...finding.path] })));
  }
  return {
    findings: [],
    make() {
      try {
        return kind.create(parsed.data);
      } catch (cause) {
        throw new Refusal([unmakeable(path, cause)], { cause });
      }
    },
  };
}

const refused = (findings: readonly Finding[]): Choice<never> => ({
  findings,
  make() {
    throw new Refusal(findings);
  },
});
