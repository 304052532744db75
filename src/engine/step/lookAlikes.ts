/** The look-alike group of each class that has items, from the groups of all classes. */
export const groupsOf = (
  byClass: readonly (readonly number[])[],
  labels: Int32Array,
  groups: readonly number[],
): number[] => byClass.map(([first]) => groups[labels[first as number] as number] as number);
