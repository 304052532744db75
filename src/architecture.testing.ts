import { parseAst } from 'vite';

/** How a module is imported: run when the page loads, or only read by the compiler. */
export type ImportKind = 'value' | 'type';

/** One import: `from` and `to` are files below src, `to` without an ending. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly kind: ImportKind;
}

/** A room of the house: a folder, what it is for, and what it may import besides itself. */
export interface Room {
  readonly is: string;
  /** Rooms it may import at run time, and so also for their types. */
  readonly runs?: readonly string[];
  /** Rooms it may import for their types alone. */
  readonly types?: readonly string[];
}

/** Rooms by their folder below src, from the ground up: a room may import only rooms above it in the list. */
export type House = Readonly<Record<string, Room>>;

/** Whether a file serves tests alone. */
export const isTestOnly = (file: string): boolean =>
  /\.(test|testing)\.tsx?$/.test(file) || /(^|\/)(behaviour|testing|fixtures)\//.test(file);

/** Every relative import in a source text, and every package it imports at run time. */
export function importsOf(file: string, text: string) {
  const arrows: Arrow[] = [];
  const packages: string[] = [];
  const note = (specifier: string, kind: ImportKind) => {
    if (specifier.endsWith('.css')) return;
    if (specifier.startsWith('.')) arrows.push({ from: file, to: resolved(file, specifier), kind });
    else if (kind === 'value') packages.push(specifier);
  };
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child);
    else if (node && typeof node === 'object') {
      const { type = '', source, ...rest } = node as Record<string, unknown> & { type?: string };
      const specifier = (source as { value?: unknown } | null | undefined)?.value;
      if (typeof specifier === 'string' && /^(Import|Export|TSImport)/.test(type))
        note(specifier, kindOf(type, rest));
      visit(Object.values(rest));
    }
  };
  visit(parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }));
  return { arrows, packages };
}

function kindOf(type: string, { importKind, exportKind, specifiers }: Record<string, unknown>) {
  if (type.startsWith('TSImport') || importKind === 'type' || exportKind === 'type') return 'type';
  const names = (specifiers ?? []) as { importKind?: string; exportKind?: string }[];
  const areTypes =
    names.length > 0 &&
    names.every((name) => name.importKind === 'type' || name.exportKind === 'type');
  return areTypes ? 'type' : 'value';
}

/** 'ui/App.tsx' + '../engine/trainer?worker' -> 'engine/trainer' */
const resolved = (file: string, specifier: string): string =>
  new URL(specifier, `file:///${file}`).pathname.slice(1).replace(/\.(tsx?|mjs)$/, '');

/** The room a file stands in: the longest folder of the house that holds it; null: none. */
export const roomOf = (house: House, file: string): string | null =>
  Object.keys(house)
    .filter((room) => `${file.replace(/\.tsx?$/, '')}/`.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0] ?? null;

/** Arrows between rooms that the house does not allow, in words. */
export function forbidden(house: House, arrows: readonly Arrow[]): string[] {
  return arrows.flatMap(({ from, to, kind }) => {
    const [own, other] = [roomOf(house, from), roomOf(house, to)];
    if (own === null) return [`${from} stands in no room`];
    if (own === other) return [];
    if (other === null) return [`${from} imports ${to}, which stands in no room`];
    const { runs = [], types = [] } = house[own] as Room;
    const allowed = kind === 'type' ? [...runs, ...types] : runs;
    return allowed.includes(other) ? [] : [`${from} imports ${to} (${kind})`];
  });
}

/** Permissions of the house that no arrow uses, or that lead to a room which does not stand above. */
export function wrongPermissions(house: House, arrows: readonly Arrow[]): string[] {
  const floors = Object.keys(house);
  const used = new Set(
    arrows.map(({ from, to, kind }) => `${roomOf(house, from)} ${kind} ${roomOf(house, to)}`),
  );
  const checked = (room: string, kind: ImportKind, allowed: readonly string[] = []) =>
    allowed.flatMap((other) => {
      if (!(floors.indexOf(other) >= 0 && floors.indexOf(other) < floors.indexOf(room)))
        return [`${room} may import ${other}, which does not stand above it`];
      return used.has(`${room} ${kind} ${other}`)
        ? []
        : [`${room} never imports ${other} (${kind})`];
    });
  return Object.entries(house).flatMap(([room, { runs, types }]) => [
    ...checked(room, 'value', runs),
    ...checked(room, 'type', types),
  ]);
}

const nameOf = (file: string) => file.replace(/\.tsx?$/, '').replace(/\/index$/, '');

/** Files that import one another in a circle, types included: "a → b → a". */
export const circles = (arrows: readonly Arrow[]): string[] =>
  circlesIn(arrows.map(({ from, to }) => [nameOf(from), nameOf(to)]));

/**
 * Folders that import one another in a circle, types included. A file beside folders counts for itself:
 * a door may stand beside the rooms it opens.
 */
export function leaningFolders(arrows: readonly Arrow[]): string[] {
  const files = arrows.flatMap(({ from, to }) => [nameOf(from), nameOf(to)]);
  const folderOf = (file: string) => file.slice(0, Math.max(0, file.lastIndexOf('/')));
  const parents = new Set(files.map(folderOf).map(folderOf));
  const placeOf = (file: string) => (parents.has(folderOf(file)) ? file : folderOf(file));
  return circlesIn(
    arrows
      .map(({ from, to }) => [placeOf(nameOf(from)), placeOf(nameOf(to))] as const)
      .filter(([from, to]) => from !== to),
  );
}

function circlesIn(arrows: readonly (readonly [string, string])[]): string[] {
  const targets = new Map<string, Set<string>>();
  for (const [from, to] of arrows) targets.set(from, (targets.get(from) ?? new Set()).add(to));
  const found: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (name: string) => {
    const start = path.indexOf(name);
    if (start >= 0) found.push([...path.slice(start), name].join(' → '));
    if (start >= 0 || done.has(name)) return;
    path.push(name);
    for (const target of targets.get(name) ?? []) visit(target);
    path.pop();
    done.add(name);
  };
  for (const name of targets.keys()) visit(name);
  return found;
}

/** The house as a table in Markdown, from the ground up. */
export function floorPlan(house: House): string {
  const list = (rooms: readonly string[] = []) => rooms.map((room) => `\`${room}\``).join(', ');
  const rows = Object.entries(house).map(
    ([room, { is, runs, types }]) => `| \`${room}\` | ${is} | ${list(runs)} | ${list(types)} |`,
  );
  return ['| room | what it is | may import | and types of |', '|---|---|---|---|', ...rows].join(
    '\n',
  );
}
