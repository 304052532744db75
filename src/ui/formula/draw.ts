import sheetText from 'katex/dist/katex.min.css?raw';
import styles from './Formula.module.css';
import './fonts.css';
import { layOut } from './layOut';
import { settingOf, type TermMeaning } from './macros';

/** The typefaces most formulas are set in; asked for at once, so that they are there offline too. */
const FACES = ['KaTeX_Main', 'italic 1em KaTeX_Math', 'KaTeX_Size1', 'KaTeX_Size2', 'KaTeX_Size3'];

const sheet = new CSSStyleSheet();
// KaTeX's own sheet has three formats of each face; fonts.css has the one that is needed.
sheet.replaceSync(sheetText.replace(/@font-face\{[^}]*\}/g, ''));
document.adoptedStyleSheets.push(sheet);
for (const face of FACES)
  document.fonts.load(face.includes(' ') ? face : `1em ${face}`).catch(() => undefined);

const setting = settingOf(styles as Record<TermMeaning, string>);

/** Sets a formula into an element, in place of what was there. @throws Error if it is no TeX */
export const drawFormula = (element: HTMLElement, tex: string): void =>
  element.replaceChildren(layOut(tex, setting).toNode());
