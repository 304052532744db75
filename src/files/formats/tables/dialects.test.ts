import { expect, test } from 'vitest';
import { type Random, randomStream } from '../../../parts/random';
import { fromBlob } from '../../bytes/fileSource';
import { numberIn } from '../cells/numbers';
import { openCsv } from './csvTable';

const SEED = Number(process.env.SEED ?? 1);

const WORDS = [
  'soup',
  'naïve',
  'it’s',
  '“so”',
  'a, b',
  'x; y',
  'tab\there',
  'two\nlines',
  'say "hi"',
  "o'clock",
  'C:\\dir',
  '100%',
  '#1',
  '',
  'Größe',
  'façade',
  '|bar|',
  ' spaced ',
];

/** A word that does not look like a missing mark or a number; some have awkward signs. */
const wordOf = (random: Random, plain: boolean): string => {
  const own = WORDS[random.integer(WORDS.length)] as string;
  const tame = `${['red', 'green', 'blue', 'grey'][random.integer(4)]} thing ${random.integer(1000)}`;
  return plain || random.integer(3) > 0
    ? tame
    : `${own}${own ? ' ' : ''}thing ${random.integer(1000)}`;
};

/** How people write the same number, in five places of the world. */
const LOCALES: readonly ((value: number) => string)[] = [
  'en-US',
  'de-DE',
  'fr-FR',
  'de-CH',
  'en-IN',
].map(
  (locale) => (value: number) =>
    value.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
);

interface Written {
  readonly name: string;
  readonly ending?: string;
  readonly separator: string;
  readonly end?: string;
  /** Whether cells with line ends, separators or quotes can be written. */
  readonly isPlain?: boolean;
  /** The fewest columns; of four the last has quotes in its name, which tells backslashes. */
  readonly fewest?: number;
  write(cell: string, separator: string): string;
}

const needsQuotes = (cell: string, separator: string) =>
  cell.includes(separator) || /["\n\r]/.test(cell) || cell !== cell.trim();
const doubled = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const whereNeeded = (cell: string, separator: string) =>
  needsQuotes(cell, separator) ? doubled(cell) : cell;

const DIALECTS: readonly Written[] = [
  { name: 'commas, quotes where needed', separator: ',', write: whereNeeded },
  { name: 'commas, CRLF', separator: ',', end: '\r\n', write: whereNeeded },
  { name: 'commas, CR', separator: ',', end: '\r', write: whereNeeded },
  { name: 'commas, all quoted', separator: ',', write: doubled },
  { name: 'semicolons', separator: ';', write: whereNeeded },
  { name: 'tabs, quotes where needed', separator: '\t', ending: 'tsv', write: whereNeeded },
  {
    name: 'tabs without quoting',
    separator: '\t',
    ending: 'tsv',
    isPlain: true,
    write: (cell) => cell,
  },
  { name: 'bars', separator: '|', write: whereNeeded },
  { name: 'a space after each comma', separator: ', ', write: (cell) => doubled(cell) },
  {
    name: 'backslashes before quotes',
    fewest: 4,
    separator: ',',
    write: (cell) => `"${cell.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
  },
];

const latin1 = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const utf16 = (text: string) => {
  const bytes = new Uint8Array(2 * text.length + 2);
  const view = new DataView(bytes.buffer);
  const marked = `\ufeff${text}`;
  for (let i = 0; i < marked.length; i++) view.setUint16(2 * i, marked.charCodeAt(i), true);
  return bytes;
};
const ENCODINGS: readonly ((text: string) => BlobPart)[] = [
  (text) => text,
  (text) => `\ufeff${text}`,
  (text) => utf16(text),
  (text) => ([...text].every((sign) => sign.charCodeAt(0) < 256) ? latin1(text) : text),
];

async function cellsOf(
  contents: BlobPart,
  name: string,
): Promise<{ columns: readonly string[]; rows: string[][] }> {
  const table = await openCsv(fromBlob(name, new Blob([contents])), {});
  const rows: string[][] = [];
  for await (const batch of table.rows({}))
    for (const row of batch) {
      expect(row.fault).toBeUndefined();
      rows.push([...row.cells]);
    }
  return { columns: table.columns, rows };
}

test.each(DIALECTS.map((dialect, i) => ({ ...dialect, i })))(
  'random tables written with $name come back cell by cell',
  async ({ separator, end = '\n', write, isPlain = false, ending = 'csv', fewest = 3, i }) => {
    for (let round = 0; round < 12; round++) {
      const random = randomStream(SEED * 1000 + i, round);
      const locale = LOCALES[round % LOCALES.length] as (typeof LOCALES)[0];
      const names = ['text', 'size', 'kind', 'note "of" it', 'Größe'].slice(
        0,
        fewest + random.integer(2),
      );
      const values = Array.from({ length: 30 }, () =>
        names.map(() => Math.round(random.uniform() * 1e7) / 100),
      );
      const rows = values.map((numbers) =>
        names.map((name, at) => {
          if (at === 0) return wordOf(random, false).replace(isPlain ? /[\t\n"]/g : /(?!)/, ' ');
          if (name === 'size')
            return random.integer(9) === 0 ? 'NA' : locale(numbers[at] as number);
          return wordOf(random, true);
        }),
      );
      const text = [names, ...rows]
        .map((cells) => cells.map((cell) => write(cell, separator)).join(separator))
        .join(end);
      const encode = ENCODINGS[round % ENCODINGS.length] as (typeof ENCODINGS)[0];
      const back = await cellsOf(encode(text + (round % 2 ? end : '')), `x.${ending}`);
      expect(back.columns).toEqual(names);
      expect(back.rows).toEqual(rows);
      const decimal = [1, 2].includes(round % LOCALES.length) ? ',' : '.';
      values.forEach((numbers, row) => {
        const cell = back.rows[row]?.[1] as string;
        if (cell !== 'NA') expect(numberIn(cell, decimal)).toBeCloseTo(numbers[1] as number, 6);
      });
    }
  },
);
