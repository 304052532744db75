import type { FileMetaData } from 'hyparquet';

/** What a column holds, in the terms of the hub's library (`datasets`). */
export interface Feature {
  /** "ClassLabel", "Image", "Value", ... */
  readonly type: string;
  /** The names of the classes of a ClassLabel; empty for others. */
  readonly names: readonly string[];
}
export type Features = Readonly<Record<string, Feature>>;

/** The "features" of the hub's library, as they stand in its answers and files. */
export function featuresOf(value: unknown): Features {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, feature]) => {
      const { _type: type, names } = (feature ?? {}) as { _type?: unknown; names?: unknown };
      if (typeof type !== 'string') return [];
      return [[name, { type, names: Array.isArray(names) ? names.map(String) : [] }]];
    }),
  );
}

/** The features that the hub's library wrote into a file; none if it did not. */
export function featuresIn(metadata: FileMetaData): Features {
  const own = metadata.key_value_metadata?.find(({ key }) => key === 'huggingface')?.value;
  try {
    return featuresOf(JSON.parse(own ?? '{}')?.info?.features);
  } catch {
    return {};
  }
}

const decoder = new TextDecoder();

/**
 * A cell as text. The number of a class becomes its name, or '' if it has none (-1 is "unknown").
 */
export function cellText(value: unknown, feature: Feature | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Uint8Array) return decoder.decode(value);
  if (feature?.type === 'ClassLabel' && feature.names.length > 0 && typeof value !== 'string')
    return feature.names[Number(value)] ?? '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? '' : String(value);
}

/** Whether the cell of a picture has the path of a file. */
export const hasPath = (value: unknown): boolean =>
  Boolean((value as { path?: unknown } | null)?.path);

/** The bytes of the picture in a cell; null if it has none. */
export function cellBytes(value: unknown): Uint8Array | null {
  const bytes = value instanceof Uint8Array ? value : (value as { bytes?: unknown } | null)?.bytes;
  return bytes instanceof Uint8Array && bytes.length > 0 ? bytes : null;
}
