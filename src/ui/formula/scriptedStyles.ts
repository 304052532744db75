/** An element as KaTeX lays it out, before it is in the page. */
export interface Laid {
  attributes?: Record<string, string>;
  children?: readonly Laid[];
  toNode(): Node;
}

/**
 * The same elements, with styles that KaTeX would write as attributes set by script instead: the
 * page's policy refuses attributes.
 */
export function withScriptedStyles<T extends Laid>(laid: T): T {
  const { attributes } = laid;
  const style = attributes?.style;
  if (attributes && style !== undefined) {
    delete attributes.style;
    const make = laid.toNode.bind(laid);
    laid.toNode = () => {
      const node = make();
      (node as SVGElement).style.cssText = style;
      return node;
    };
  }
  for (const child of laid.children ?? []) withScriptedStyles(child);
  return laid;
}
