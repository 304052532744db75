import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** The last outermost SVG of a plot as a file's text, a mark a line: for tests to keep and to compare. */
export function svgOf(plot: ReactElement): string {
  const markup = renderToStaticMarkup(plot);
  const start = markup.search(/<svg(?=[^>]*role="img")/);
  const end = markup.lastIndexOf('</svg>');
  return `${markup.slice(start, end).replaceAll(/></g, '>\n<')}\n</svg>\n`;
}
