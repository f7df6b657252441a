/** Writes what an address is to hold as its hash, e.g. `#speeds=0.7,0.3&offset=20`. */
export function writeHash(entries: Readonly<Record<string, string>>): string {
  return `#${Object.entries(entries)
    .map(([key, value]) => `${key}=${value}`)
    .join('&')}`;
}

/**
 * Reads a hash; what it does not say is as in the fallback. Numbers are taken as they stand: it is for the scenario's own
 * checks to find, and to say in words, that a speed is negative or no number at all.
 */
export interface HashReader {
  number(key: string, fallback: number): number;
  /** As many numbers as the fallback has. */
  numbers(key: string, fallback: readonly number[]): number[];
  choice<T extends string>(key: string, choices: readonly T[], fallback: T): T;
  /** A whole number of at least 0, or null. */
  count(key: string): number | null;
}

export function readHash(hash: string): HashReader {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const number = (key: string, fallback: number): number => {
    const text = parameters.get(key);
    return text === null ? fallback : toNumber(text);
  };
  return {
    number,
    numbers(key, fallback) {
      const text = parameters.get(key);
      if (text === null) return [...fallback];
      const given = text.split(',').map(toNumber);
      return fallback.map((_, i) => given[i] ?? NaN);
    },
    choice: (key, choices, fallback) => choices.find((value) => value === parameters.get(key)) ?? fallback,
    count(key) {
      const value = number(key, NaN);
      return Number.isInteger(value) && value >= 0 ? value : null;
    },
  };
}

function toNumber(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}
