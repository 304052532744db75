/**
 * Lets input, drawing and messages have their turn, without the 4 ms that browsers make timers
 * wait.
 */
export const anotherTask = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
