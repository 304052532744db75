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
      const own = (feature ?? {}) as { _type?: unknown; names?: unknown; feature?: unknown };
      // A list of classes has the names of its items.
      const names = own.names ?? (own.feature as { names?: unknown } | undefined)?.names;
      const type = own._type;
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
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return listText(value, feature);
  return typeof value === 'object' ? JSON.stringify(value, plainJson) : String(value);
}

const plainJson = (_: string, value: unknown): unknown =>
  typeof value === 'bigint'
    ? Number(value)
    : value instanceof Uint8Array
      ? decoder.decode(value)
      : value;

/** A list as JSON; the numbers of classes in it become their names. */
function listText(
  value: ArrayLike<unknown> | ArrayBufferView,
  feature: Feature | undefined,
): string {
  const parts = Array.from(value as ArrayLike<unknown>);
  const names = feature?.names ?? [];
  const named = names.length > 0 ? parts.map((one) => names[Number(one)] ?? one) : parts;
  return JSON.stringify(named, plainJson);
}

/** The value at the end of a path of names in a row. */
export const valueAt = (row: Record<string, unknown>, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) => (value as Record<string, unknown> | null | undefined)?.[name],
    row,
  );

/** Whether the cell of a picture has the path of a file. */
export const hasPath = (value: unknown): boolean =>
  Boolean((value as { path?: unknown } | null)?.path);

/** The bytes of the picture in a cell; null if it has none. */
export function cellBytes(value: unknown): Uint8Array | null {
  const bytes = value instanceof Uint8Array ? value : (value as { bytes?: unknown } | null)?.bytes;
  return bytes instanceof Uint8Array && bytes.length > 0 ? bytes : null;
}
