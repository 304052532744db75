/** UTF-8 that was taken for Windows-1252 and written as UTF-8 once more. */
export const TWICE = 'utf-8 twice';

/** The encodings in use, as browsers name them, with the words for each. */
export const ENCODINGS: readonly (readonly [encoding: string, words: string])[] = [
  ['utf-8', 'UTF-8'],
  [TWICE, 'UTF-8, encoded twice'],
  ['utf-16le', 'UTF-16'],
  ['utf-16be', 'UTF-16, big-endian'],
  ['windows-1252', 'Latin-1'],
  ['iso-8859-2', 'Central European (ISO-8859-2)'],
  ['windows-1250', 'Central European (Windows-1250)'],
  ['windows-1251', 'Cyrillic (Windows-1251)'],
  ['koi8-r', 'Cyrillic (KOI8-R)'],
  ['ibm866', 'Cyrillic (DOS 866)'],
  ['windows-1253', 'Greek (Windows-1253)'],
  ['windows-1254', 'Turkish (Windows-1254)'],
  ['windows-1255', 'Hebrew (Windows-1255)'],
  ['windows-1256', 'Arabic (Windows-1256)'],
  ['windows-1257', 'Baltic (Windows-1257)'],
  ['windows-874', 'Thai (Windows-874)'],
  ['windows-1258', 'Vietnamese (Windows-1258)'],
  ['macintosh', 'Mac Roman'],
  ['shift_jis', 'Japanese (Shift-JIS)'],
  ['euc-jp', 'Japanese (EUC-JP)'],
  ['gb18030', 'Chinese (GB18030)'],
  ['big5', 'Chinese (Big5)'],
  ['euc-kr', 'Korean (EUC-KR)'],
];

export const encodingName = (encoding: string): string =>
  ENCODINGS.find(([one]) => one === encoding)?.[1] ?? encoding;
