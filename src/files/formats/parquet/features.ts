import type { FileMetaData } from 'hyparquet';

/** What a column is said to hold, in the words of the hub's own library. */
export interface Feature {
  /** "ClassLabel", "Image", "Value", ... */
  readonly type: string;
  /** Of a ClassLabel. */
  readonly names: readonly string[];
}
export type Features = Readonly<Record<string, Feature>>;

/** The "features" of the hub's library, as its answers and its files have them. */
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

/** The features that a file of the hub's library carries itself. */
export function featuresIn(metadata: FileMetaData): Features {
  const own = metadata.key_value_metadata?.find(({ key }) => key === 'huggingface')?.value;
  try {
    return featuresOf(JSON.parse(own ?? '{}')?.info?.features);
  } catch {
    return {};
  }
}

const decoder = new TextDecoder();

/** A cell as text; a number of a ClassLabel as its name, '' where it has none (-1 is "unknown"). */
export function cellText(value: unknown, feature: Feature | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Uint8Array) return decoder.decode(value);
  if (feature?.type === 'ClassLabel' && feature.names.length > 0 && typeof value !== 'string')
    return feature.names[Number(value)] ?? '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? '' : String(value);
}

/** Whether a cell for a picture says where it lies. */
export const hasPath = (value: unknown): boolean =>
  Boolean((value as { path?: unknown } | null)?.path);

/** The bytes of a picture in a cell; null when it holds none. */
export function cellBytes(value: unknown): Uint8Array | null {
  const bytes = value instanceof Uint8Array ? value : (value as { bytes?: unknown } | null)?.bytes;
  return bytes instanceof Uint8Array && bytes.length > 0 ? bytes : null;
}
