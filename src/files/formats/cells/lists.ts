/** What a cell holds that is a list: numbers, or texts. */
export type CellList =
  | { readonly numbers: readonly number[] }
  | { readonly texts: readonly string[] };

const numberList = (parts: readonly unknown[]): CellList | null => {
  const numbers = parts.map((part) => (part === null ? Number.NaN : Number(part)));
  return { numbers };
};

/** The parts of a JSON list as they are; null when it holds lists or records. */
function fromJson(text: string): CellList | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(value)) return null;
  if (value.every((part) => typeof part === 'number' || part === null) && value.length > 0)
    return numberList(value);
  if (value.some((part) => typeof part === 'object' && part !== null)) return null;
  return { texts: value.filter((part) => part !== null).map(String) };
}

/** A quoted text or a bare word in a list as Python writes it. */
const PYTHON_PART = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,'"[\]{}()]+))\s*(,|$)/y;

function fromPython(inner: string): CellList | null {
  const texts: string[] = [];
  let isQuoted = false;
  PYTHON_PART.lastIndex = 0;
  const trimmed = inner.trim().replace(/,$/, '');
  while (PYTHON_PART.lastIndex < trimmed.length) {
    const found = PYTHON_PART.exec(trimmed);
    if (!found) return null;
    const quoted = found[1] ?? found[2];
    if (quoted !== undefined) {
      isQuoted = true;
      texts.push(quoted.replace(/\\(['"\\])/g, '$1').replace(/\\n/g, '\n'));
    } else if (found[3]?.trim() !== 'None') texts.push(found[3]?.trim() ?? '');
  }
  return isQuoted ? { texts } : null;
}

const NUMBER = String.raw`[-+]?(?:\d+\.?\d*|\.\d+|nan|inf)(?:e[-+]?\d+)?`;
/** Numbers between spaces, commas, semicolons or bars. */
const NUMBERS = new RegExp(`^${NUMBER}(?:(?:\\s*[,;|]\\s*|\\s+)${NUMBER})*[,;]?$`, 'i');

const numbersIn = (text: string): CellList | null =>
  NUMBERS.test(text) ? numberList(text.replace(/[,;|]/g, ' ').trim().split(/\s+/)) : null;

/**
 * A cell as a list: JSON, a list, tuple or set as Python writes it, numbers as NumPy writes them.
 * Without brackets, at least three numbers between spaces, semicolons or bars, or commas with
 * spaces. Null when it is none.
 */
export function listIn(cell: string): CellList | null {
  const text = cell.trim();
  const bracketed = /^[[({]/.test(text);
  if (!bracketed) {
    if (!/^[-+.\d]/.test(text) || !/[\s;|]/.test(text)) return null;
    const list = numbersIn(text);
    return list && 'numbers' in list && list.numbers.length > 2 ? list : null;
  }
  if (text[0] === '[') {
    const list = fromJson(text);
    if (list) return list;
  }
  const end = text.at(-1);
  if (end !== ']' && end !== ')' && end !== '}') return null;
  const inner = text.slice(1, -1).trim();
  if (inner === '') return text[0] === '[' ? { texts: [] } : null;
  const numbers = /[\s,]/.test(inner) || text[0] === '[' ? numbersIn(inner) : null;
  return numbers ?? fromPython(inner);
}

/** Names that stand side by side in one cell: "comedy|drama", "comedy; drama", "comedy, drama". */
export const SIGNS_BETWEEN = ['|', ';', ', ', ','] as const;
