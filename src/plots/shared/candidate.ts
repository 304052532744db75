/** What a candidate is: a held-out item, a training item that the source brought, or synthetic. */
export type CandidateOrigin =
  | { readonly kind: 'heldOut'; readonly item: number }
  | { readonly kind: 'training'; readonly item: number }
  | { readonly kind: 'synthetic' };

/** Reads a candidate's number as an `AnchorView` writes it. */
export function originOf(candidate: number): CandidateOrigin {
  if (candidate >= 0) return { kind: 'heldOut', item: candidate };
  return candidate === -1 ? { kind: 'synthetic' } : { kind: 'training', item: -2 - candidate };
}

interface NamedClasses {
  readonly classNames: readonly string[];
  readonly labels: ArrayLike<number>;
  readonly train: { readonly labels: ArrayLike<number> };
}

/** What a candidate is called: its class and, if it is not on the map, where it is from. */
export function nameOfCandidate(candidate: number, data: NamedClasses | null): string {
  const origin = originOf(candidate);
  const classOf = (label: number | undefined, item: number) =>
    data?.classNames[label ?? -1] ?? `item ${item}`;
  switch (origin.kind) {
    case 'heldOut':
      return classOf(data?.labels[origin.item], origin.item);
    case 'training':
      return `${classOf(data?.train.labels[origin.item], origin.item)}, a training item from the source`;
    case 'synthetic':
      return 'synthetic';
    default:
      return origin satisfies never;
  }
}
