import { expect, test } from 'vitest';
import type { Part } from '../../parts/part';
import { kinds } from '../../recipe/kinds';
import { stretchesOf } from './links';

test('a reference reads as it was written, and its address opens', () => {
  const stretches = stretchesOf('Schroff et al. 2015, https://arxiv.org/abs/1503.03832, eq. 3');
  expect(stretches).toEqual([
    { text: 'Schroff et al. 2015, ', address: null },
    { text: 'arxiv.org/abs/1503.03832', address: 'https://arxiv.org/abs/1503.03832' },
    { text: ', eq. 3', address: null },
  ]);
});

test('a full stop or a bracket after an address is no part of it', () => {
  const addresses = stretchesOf('As in (https://a.org/b). And https://c.org/d.').map(
    ({ address }) => address,
  );
  expect(addresses.filter(Boolean)).toEqual(['https://a.org/b', 'https://c.org/d']);
});

test('words without an address stay words', () => {
  expect(stretchesOf('FaceNet')).toEqual([{ text: 'FaceNet', address: null }]);
});

const references = Object.values(kinds).flatMap(({ parts }) =>
  Object.values(parts as Readonly<Record<string, Part>>).flatMap(({ paper }) => paper ?? []),
);

test.each(references)('%s has an address that a browser can open', (reference) => {
  const addresses = stretchesOf(reference).flatMap(({ address }) => address ?? []);
  expect(addresses.length).toBeGreaterThan(0);
  for (const address of addresses) expect(URL.canParse(address)).toBe(true);
});
