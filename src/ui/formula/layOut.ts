import katex, { type KatexOptions } from 'katex';
import { type Laid, withScriptedStyles } from './scriptedStyles';

/** What KaTeX's own `render` begins with; its types leave it out. */
const { __renderToDomTree: laidOut } = katex as unknown as {
  __renderToDomTree(tex: string, options: KatexOptions): Laid;
};

/** A formula as elements that need no style attribute. @throws Error if it is no TeX */
export const layOut = (tex: string, options: KatexOptions): Laid =>
  withScriptedStyles(laidOut(tex, options));
