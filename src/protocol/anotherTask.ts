/** Lets input, drawing and messages have their turn, at once: browsers make timers wait for 4 ms. */
export const anotherTask = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
