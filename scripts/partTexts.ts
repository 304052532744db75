import { readFileSync } from 'node:fs';
import { type Plugin, parseAst } from 'vite';

/**
 * Formula, advice and paper of a part are read in its panel alone, and together they are a tenth of
 * what the page would fetch first. So a build leaves them out of the page's parts, and
 * `import('./part.ts?texts')` gives them by themselves.
 */

const TEXTS = ['formula', 'advice', 'paper'];

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly key?: { readonly name?: string };
  readonly value?: Node;
  readonly callee?: { readonly name?: string };
}

/** The texts of a part in its source, in the object that is given to `define...`. */
function textsIn(program: unknown): { name: string; value: Node }[] {
  const found: { name: string; value: Node }[] = [];
  const visit = (node: unknown, isPart: boolean): void => {
    if (Array.isArray(node)) for (const child of node) visit(child, isPart);
    else if (node && typeof node === 'object') {
      const { type, key, value, callee } = node as Node;
      const name = key?.name ?? '';
      if (isPart && type === 'Property' && TEXTS.includes(name))
        found.push({ name, value } as never);
      else if (type === 'Property' || /Function/.test(type ?? '')) return;
      else
        visit(
          Object.values(node),
          isPart || (type === 'CallExpression' && /^define/.test(callee?.name ?? '')),
        );
    }
  };
  visit(program, false);
  return found;
}

const isPart = /\/src\/parts\/.*\.ts$/;

/** Serves `part.ts?texts`: the texts of a part, without the part. */
export const partTexts: Plugin = {
  name: 'part-texts',
  enforce: 'pre',
  load(id) {
    const [file = '', query] = id.split('?');
    if (query !== 'texts' || !isPart.test(file)) return null;
    const code = readFileSync(file, 'utf8');
    const texts = textsIn(parseAst(code, { lang: 'ts' })).map(
      ({ name, value }) => `${name}: ${code.slice(value.start, value.end)}`,
    );
    return { code: `export default { ${texts.join(', ')} };`, map: null, moduleType: 'js' };
  },
};

/** Leaves the texts out of the parts themselves, in a build of the page. */
export const partsWithoutTexts: Plugin = {
  name: 'parts-without-texts',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: isPart },
    handler(code) {
      const shortened = textsIn(this.parse(code, { lang: 'ts' })).reduceRight(
        (text, { value }) => `${text.slice(0, value.start)}undefined${text.slice(value.end)}`,
        code,
      );
      return { code: shortened, map: null };
    },
  },
};
