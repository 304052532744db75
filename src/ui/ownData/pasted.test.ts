import { expect, test } from 'vitest';
import { isForField, pastedTable } from './pasted';

test('a pasted table is a file of its kind; a word or a line is none', () => {
  expect(pastedTable('text\tlabel\na\tb\n')?.path).toBe('pasted.tsv');
  expect(pastedTable('text,label\r\na,b')?.path).toBe('pasted.csv');
  expect(pastedTable('[{"a":1}]')?.path).toBe('pasted.json');
  expect(pastedTable('{"a":1}\n{"a":2}\n')?.path).toBe('pasted.jsonl');
  expect(pastedTable('just a line')).toBeNull();
  expect(pastedTable(' \n\n')).toBeNull();
});

test('what is pasted into a field stays there', () => {
  expect(isForField({ tagName: 'INPUT' } as unknown as EventTarget)).toBe(true);
  expect(isForField({ tagName: 'DIV', isContentEditable: true } as unknown as EventTarget)).toBe(
    true,
  );
  expect(isForField({ tagName: 'BODY' } as unknown as EventTarget)).toBe(false);
  expect(isForField(null)).toBe(false);
});
