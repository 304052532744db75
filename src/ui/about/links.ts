/** A stretch of a reference: words, or the address of what it refers to. */
export interface LinkStretch {
  readonly text: string;
  readonly address: string | null;
}

/** An address up to the comma or bracket that follows it in a reference. */
const ADDRESS = /https?:\/\/[^\s,;()]+[^\s,;().]/g;

/** Divides a reference into words and links; a link is shown without "https://". */
export function stretchesOf(reference: string): LinkStretch[] {
  const stretches: LinkStretch[] = [];
  let from = 0;
  for (const match of reference.matchAll(ADDRESS)) {
    const [address] = match;
    if (match.index > from)
      stretches.push({ text: reference.slice(from, match.index), address: null });
    stretches.push({ text: address.replace(/^https?:\/\/(www\.)?/, ''), address });
    from = match.index + address.length;
  }
  if (from < reference.length) stretches.push({ text: reference.slice(from), address: null });
  return stretches;
}
