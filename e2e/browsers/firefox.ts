import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { type Driver, VIEWPORT } from './driver';
import { start } from './process';

/** As a visitor with the light theme and reduced motion has it; nothing asks the network. */
const PREFERENCES = {
  'ui.prefersReducedMotion': 1,
  'layout.css.prefers-color-scheme.content-override': 1,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'app.update.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/** Answers and events of WebDriver BiDi, as far as they are read here. */
interface Message {
  readonly id?: number;
  readonly type: 'success' | 'error' | 'event';
  readonly error?: string;
  readonly message?: string;
  readonly result?: Answer;
  readonly method?: string;
  readonly params?: { readonly level?: string; readonly text?: string };
}

interface Answer {
  readonly capabilities: { readonly browserVersion: string };
  readonly context: string;
  readonly nodes: readonly { readonly sharedId?: string }[];
  readonly data: string;
  readonly type: string;
  readonly result: { readonly value: string };
  readonly exceptionDetails: { readonly text: string };
}

/** A connection over WebDriver BiDi: commands and their answers over a WebSocket. */
class Connection {
  readonly errors: string[] = [];
  private readonly socket: WebSocket;
  private readonly waiting = new Map<number, (message: Message) => void>();
  private count = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (bytes) => this.hear(JSON.parse(String(bytes)) as Message));
  }

  static async open(address: string): Promise<Connection> {
    const socket = new WebSocket(address, { perMessageDeflate: false, maxPayload: 2 ** 28 });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return new Connection(socket);
  }

  async send(method: string, params: object): Promise<Answer> {
    const id = ++this.count;
    const answered = new Promise<Message>((resolve) => this.waiting.set(id, resolve));
    this.socket.send(JSON.stringify({ id, method, params }));
    const { type, error, message, result } = await answered;
    if (type === 'error') throw new Error(`${method}: ${error}: ${message}`);
    return result as Answer;
  }

  close() {
    this.socket.close();
  }

  private hear(message: Message) {
    const { id, method, params } = message;
    if (id !== undefined) {
      this.waiting.get(id)?.(message);
      this.waiting.delete(id);
    } else if (method === 'log.entryAdded' && params?.level === 'error') {
      this.errors.push(params.text ?? '');
    }
  }
}

/** Starts Firefox without a window, in a profile of its own. */
export async function startFirefox(program: string): Promise<Driver> {
  const profile = mkdtempSync(join(tmpdir(), 'pushpull-firefox-'));
  const lines = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  const running = await start(
    program,
    ['--headless', '--remote-debugging-port=0', '--profile', profile],
    { ready: /WebDriver BiDi listening on (ws:\S+)\s/ },
  );
  const connection = await Connection.open(`${running.ready}/session`);
  const { capabilities } = await connection.send('session.new', { capabilities: {} });
  await connection.send('session.subscribe', { events: ['log.entryAdded'] });
  // The page Firefox starts with never has the focus, and keys press no button there.
  const { context } = await connection.send('browsingContext.create', { type: 'tab' });
  await connection.send('browsingContext.setViewport', { context, viewport: VIEWPORT });

  return {
    version: capabilities.browserVersion,
    errors: async () => connection.errors,
    navigate: async (url) => {
      await connection.send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    call: async (source, argument) => {
      const { type, result, exceptionDetails } = await connection.send('script.callFunction', {
        functionDeclaration: `async (given) => JSON.stringify(await (${source})(JSON.parse(given))) ?? 'null'`,
        arguments: [{ type: 'string', value: JSON.stringify(argument ?? null) }],
        target: { context },
        awaitPromise: true,
        userActivation: true,
      });
      if (type === 'exception') throw new Error(exceptionDetails.text);
      return JSON.parse(result.value);
    },
    performActions: async (actions) => {
      await connection.send('input.performActions', { context, actions });
    },
    setFiles: async (selector, files) => {
      const { nodes } = await connection.send('browsingContext.locateNodes', {
        context,
        locator: { type: 'css', value: selector },
      });
      const element = { sharedId: nodes[0]?.sharedId };
      await connection.send('input.setFiles', { context, element, files });
    },
    screenshot: async () => {
      const { data } = await connection.send('browsingContext.captureScreenshot', { context });
      return Buffer.from(data, 'base64');
    },
    close: async () => {
      connection.close();
      await running.stop();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
