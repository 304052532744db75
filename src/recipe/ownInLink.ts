/** What a link says of the visitor's own data: their name, and how many classes there are. */
export interface OwnInLink {
  readonly name: string;
  /** 0: unknown. */
  readonly classes: number;
}

/** Characters of a name; longer ones are cut. */
const LONGEST = 60;

/** Lone surrogates, which no address can hold, are left out. */
const short = (name: string): string =>
  [...name.trim().replace(/\p{Surrogate}/gu, '')].slice(0, LONGEST).join('');

/** What `own=...&ownClasses=...` say; null where they say nothing. */
export function ownRead(name = '', classes = ''): OwnInLink | null {
  const count = Number(classes);
  const own = short(name);
  return own === ''
    ? null
    : { name: own, classes: Number.isInteger(count) && count > 0 ? count : 0 };
}

/** The same in the form of a link, to be appended to the experiment; '' for none. */
export function ownWritten(own: OwnInLink | null): string {
  const name = short(own?.name ?? '');
  if (name === '') return '';
  const classes = own && own.classes > 0 ? `&ownClasses=${own.classes}` : '';
  return `own=${encodeURIComponent(name)}${classes}`;
}
