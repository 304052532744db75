import type { GivenFile } from '../../protocol/reading/given';

/** Files from a file picker, with the folders they lie in. */
export const chosenFiles = (files: Iterable<File>): GivenFile[] =>
  Array.from(files, (file) => ({ path: file.webkitRelativePath || file.name, blob: file }));

/** Whether files are being dragged over the page. */
export const hasFiles = (data: DataTransfer | null): boolean =>
  data?.types.includes('Files') ?? false;

/** All files in a folder and its subfolders; a browser lists a hundred at a time. */
async function filesIn(entry: FileSystemEntry): Promise<GivenFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) =>
      (entry as FileSystemFileEntry).file(done, fail),
    );
    return [{ path: entry.fullPath.replace(/^\//, ''), blob: file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: GivenFile[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) =>
      reader.readEntries(done, fail),
    );
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await filesIn(one)));
  }
}

/**
 * Files dropped on the page, and those in dropped folders. Call it in the handler: later they are
 * gone.
 */
export async function droppedFiles(data: DataTransfer): Promise<GivenFile[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry());
  const files = [...data.files];
  if (entries.every((entry) => entry === null)) return chosenFiles(files);
  const found: GivenFile[] = [];
  for (const entry of entries) if (entry) found.push(...(await filesIn(entry)));
  return found;
}
