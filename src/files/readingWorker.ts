import type { Data } from '../parts/data';
import type { HeldFacts } from '../protocol/reading/facts';
import type { GivenFile } from '../protocol/reading/given';
import type {
  ReadAnswer,
  ReadCommand,
  ReadNotice,
  ReadResults,
} from '../protocol/reading/readerMessages';
import { browserStore, type KeyValueStore } from './browserStore';
import { isWithdrawn, WITHDRAWN } from './bytes/fileSource';
import { ownPartOf } from './data/ownPart';
import { previewFiles, previewHub } from './previewing';
import { type ReadData, readFiles, readHub, type Tools } from './reading';
import { bytesOf, listSaved, loadSaved, removeSaved, save } from './savedData';
import { FileProblem } from './shared/problem';

type Result = ReadResults[keyof ReadResults];

/**
 * The reading worker's side: it previews and reads what a visitor gives, holds it, saves it in this
 * browser, and sends it to the training worker. For each part that takes a visitor's data it holds
 * the newest. Each command is answered once, with `done` or `problem`.
 */
export class ReadingWorker {
  readonly #answer: (answer: ReadAnswer) => void;
  readonly #store: KeyValueStore;
  readonly #tools: Tools;
  readonly #underWay = new Map<number, AbortController>();
  readonly #held = new Map<HeldFacts['part'], { readonly key: string; readonly data: Data }>();
  /** What the visitor gave last, and its number. */
  #given: { readonly files: number; readonly all: GivenFile[] } = { files: 0, all: [] };
  #keys = 0;

  constructor(
    answer: (answer: ReadAnswer) => void,
    store: KeyValueStore = browserStore,
    tools: Tools = {},
  ) {
    this.#answer = answer;
    this.#store = store;
    this.#tools = tools;
  }

  async tell(command: ReadCommand | ReadNotice): Promise<void> {
    if (command.type === 'stop') return this.#underWay.get(command.request)?.abort();
    if (command.type === 'send') return this.#send(command.key, command.port);
    if (command.type === 'give') return this.#receive(command.files, command.more);
    const { request } = command;
    const controller = new AbortController();
    this.#underWay.set(request, controller);
    try {
      const result = await this.#resultOf(command, {
        ...this.#tools,
        signal: controller.signal,
        progress: (progress) => this.#answer({ type: 'progress', request, progress }),
      });
      controller.signal.throwIfAborted();
      this.#answer({ type: 'done', request, result });
    } catch (error) {
      const message = controller.signal.aborted ? 'Reading was stopped.' : inWords(error);
      this.#answer({ type: 'problem', request, message });
    } finally {
      this.#underWay.delete(request);
    }
  }

  async #resultOf(command: ReadCommand, tools: Tools): Promise<Result> {
    switch (command.type) {
      case 'preview': {
        const { origin, wish } = command;
        return origin.from === 'hub'
          ? previewHub(origin.name, wish, tools)
          : previewFiles(this.#givenAs(origin.files), wish, tools);
      }
      case 'read': {
        const { origin, wish, isToBeSaved } = command;
        const read = await (origin.from === 'hub'
          ? readHub(origin.name, wish, tools)
          : readFiles(this.#givenAs(origin.files), wish, tools));
        tools.signal?.throwIfAborted();
        return this.#hold(read, isToBeSaved ? await this.#save(read) : null);
      }
      case 'listSaved':
        return listSaved(this.#store);
      case 'loadSaved': {
        const read = await loadSaved(command.name, this.#store);
        return read && this.#hold(read, null);
      }
      case 'removeSaved':
        await removeSaved(command.name, this.#store);
        return null;
      default:
        return command satisfies never;
    }
  }

  #receive(files: number, more: readonly GivenFile[]): void {
    if (this.#given.files !== files) this.#given = { files, all: [] };
    this.#given.all.push(...more);
  }

  #givenAs(files: number): readonly GivenFile[] {
    return this.#given.files === files ? this.#given.all : [];
  }

  /** Why it could not be saved; null if it was. */
  async #save(read: ReadData): Promise<string | null> {
    try {
      await save(read, this.#store);
      return null;
    } catch (error) {
      if (error instanceof FileProblem) return error.message;
      throw error;
    }
  }

  #hold({ name, data, leftOut, notes }: ReadData, notSaved: string | null): HeldFacts {
    const part = ownPartOf(data);
    const key = `${name} ${++this.#keys}`;
    this.#held.set(part, { key, data });
    return {
      ...{ key, name, part, leftOut, notes, notSaved },
      classes: data.classNames.length,
      train: data.train.count,
      heldOut: data.heldOut.count,
      hasNearMisses: data.train.nearMisses !== undefined,
      bytes: bytesOf(data),
    };
  }

  #send(key: string, port: MessagePort): void {
    const held = [...this.#held.values()].find((one) => one.key === key);
    port.postMessage(held?.data ?? null);
  }
}

/** What the visitor is told. An error that nobody foresaw is told as it is. */
function inWords(error: unknown): string {
  if (error instanceof FileProblem) return error.message;
  if (isWithdrawn(error)) return new FileProblem(WITHDRAWN).message;
  if (error instanceof RangeError && /array|alloc|length/i.test(error.message))
    return 'There is not enough memory for so many; use fewer items or smaller pictures.';
  return `Reading broke: ${error instanceof Error ? error.message : String(error)}`;
}
