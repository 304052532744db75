import { type Driver, VIEWPORT } from './driver';
import { freePort, start } from './process';

/** Room for the page and for what the window has around it. */
const SCREEN = '1600x1200x24';

/** How long a function in the page may take, in ms. */
const PATIENCE = 110_000;

/** The key of an element in answers of WebDriver, from its specification. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Notes errors in the page from now on; MiniBrowser does not hand out its console. */
function noteErrors() {
  const noted = globalThis as typeof globalThis & { notedErrors?: string[] };
  if (noted.notedErrors) return;
  const errors: string[] = [];
  noted.notedErrors = errors;
  addEventListener('error', ({ message }) => errors.push(message));
  addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
    errors.push(violatedDirective),
  );
  const { error } = console;
  console.error = (...said) => {
    errors.push(said.join(' '));
    error(...said);
  };
}

async function send<Value>(method: string, address: string, body?: object): Promise<Value> {
  const response = await fetch(address, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: Value & { message?: string } };
  if (!response.ok) throw new Error(`${method} ${address}: ${value.message}`);
  return value;
}

/** Starts WebKitGTK's MiniBrowser over WebDriver, with a display of its own to draw on. */
export async function startWebKit(paths: { driver: string; display: string }): Promise<Driver> {
  const display = await start(
    paths.display,
    ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'],
    { ready: /^(\d+)$/m },
  );
  const port = await freePort();
  const driver = await start(paths.driver, [`--port=${port}`], {
    env: { DISPLAY: `:${display.ready}`, GDK_BACKEND: 'x11' },
    answersAt: `http://127.0.0.1:${port}/status`,
  });
  const { sessionId, capabilities } = await send<{
    sessionId: string;
    capabilities: { browserVersion: string };
  }>('POST', `http://127.0.0.1:${port}/session`, {
    capabilities: { alwaysMatch: { timeouts: { script: PATIENCE, pageLoad: PATIENCE } } },
  });
  const session = `http://127.0.0.1:${port}/session/${sessionId}`;

  const call = async (source: string, argument: unknown) => {
    const script = `
      const [given, done] = arguments;
      Promise.resolve(given).then(JSON.parse).then(${source}).then(
        (result) => done({ result: JSON.stringify(result) ?? 'null' }),
        (error) => done({ error: String(error) }),
      );`;
    const args = [JSON.stringify(argument ?? null)];
    const answer = await send<{ result: string; error?: string }>(
      'POST',
      `${session}/execute/async`,
      { script, args },
    );
    if (answer.error !== undefined) throw new Error(answer.error);
    return JSON.parse(answer.result);
  };

  /** The window has a frame, so its size is set twice: the second time with the frame added. */
  const resize = async () => {
    await send('POST', `${session}/window/rect`, { x: 0, y: 0, ...VIEWPORT });
    const [width, height] = await call('() => [innerWidth, innerHeight]', null);
    await send('POST', `${session}/window/rect`, {
      width: 2 * VIEWPORT.width - width,
      height: 2 * VIEWPORT.height - height,
    });
  };
  await resize();

  return {
    version: capabilities.browserVersion,
    errors: () => call('() => globalThis.notedErrors ?? []', null),
    navigate: async (url) => {
      await send('POST', `${session}/url`, { url });
      await call(String(noteErrors), null);
    },
    call,
    performActions: async (actions) => {
      await send('POST', `${session}/actions`, { actions });
    },
    setFiles: async (selector, files) => {
      const element = await send<Record<string, string>>('POST', `${session}/element`, {
        using: 'css selector',
        value: selector,
      });
      await send('POST', `${session}/element/${element[ELEMENT]}/value`, {
        text: files.join('\n'),
      });
    },
    screenshot: async () =>
      Buffer.from(await send<string>('GET', `${session}/screenshot`), 'base64'),
    close: async () => {
      await send('DELETE', session);
      await driver.stop();
      await display.stop();
    },
  };
}
