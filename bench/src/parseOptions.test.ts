import { expect, test } from 'vitest';
import { labelOf, parseOptions } from './parseOptions.js';

test('everything is measured where nothing is chosen', () => {
  const { pairings } = parseOptions([]);
  expect(pairings.map(({ problem, count }) => `${problem.id}:${count}`)).toEqual(
    expect.arrayContaining(['P1:3', 'P2:10', 'P2:10000', 'P3:10000', 'P4:2000', 'P5:256']),
  );
  expect(pairings.map(({ peer }) => peer.name)).toEqual(expect.arrayContaining(['hand', 'fermat', 'fermat-scalar', 'rose', 'tape']));
});

test('problems are chosen by name, with a size of their own if need be', () => {
  const { pairings } = parseOptions(['--problems', 'P1,P2:50', '--peers', 'fermat']);
  expect(pairings.map(({ problem, count }) => [problem.id, count])).toEqual([['P1', 3], ['P2', 50]]);
});

test('contestants that know a few problems are measured at those', () => {
  const casesOf = (...args: string[]): unknown[] => parseOptions([...args, '--peers', 'fermat-hvp']).pairings.map(labelOf);
  expect(casesOf()).toEqual(['P2 1000', 'P2 10000', 'P4 200', 'P4 2000']);
  expect(casesOf('--problems', 'P1,P2:1000,P2:7,P4:20')).toEqual(['P2 1000']);
});

test('a size that a problem cannot have is refused', () => {
  expect(() => parseOptions(['--problems', 'P3:7'])).toThrow('P3 has no size of 7 unknowns');
  expect(() => parseOptions(['--problems', 'P1:4'])).toThrow('P1 has no size of 4 terrains');
});

test('a name of nothing is refused, with the names there are', () => {
  expect(() => parseOptions(['--problems', 'P9'])).toThrow("no problem named 'P9': choose from P1, P2");
  expect(() => parseOptions(['--peers', 'fermat,autograd'])).toThrow("no contestant named 'autograd': choose from hand, fermat");
});
