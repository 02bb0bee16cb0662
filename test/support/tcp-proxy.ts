import type { AddressInfo, NetConnectOpts, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** What to do with bytes that pass: forward them, or keep them back (and everything after them in that direction). */
export type Verdict = 'forward' | 'hold';

export interface TcpProxy {
  port: number;
  /** Decides about bytes on their way to the server; forwards everything until it is set. */
  toServer: (bytes: Buffer) => Verdict;
  /** Decides about bytes on their way back. */
  toClient: (bytes: Buffer) => Verdict;
  /** Resolves when bytes were first held back. */
  held: Promise<void>;
  close(): Promise<void>;
}

/** A proxy on loopback that can stop a conversation at a chosen byte: how tests catch a process between two steps. */
export async function startTcpProxy(target: NetConnectOpts): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let onHeld = (): void => undefined;
  const server = createServer((client) => {
    const upstream = connect(target);
    pipe(client, upstream, (bytes) => proxy.toServer(bytes));
    pipe(upstream, client, (bytes) => proxy.toClient(bytes));
  });

  function pipe(from: Socket, to: Socket, decide: (bytes: Buffer) => Verdict): void {
    let holding = false;
    sockets.add(from);
    from.on('data', (bytes) => {
      if (!holding && decide(bytes) === 'forward') to.write(bytes);
      else {
        holding = true;
        onHeld();
      }
    });
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    // A peer that was killed resets the connection: that is what these tests are about.
    from.on('error', () => to.destroy());
  }

  const proxy: TcpProxy = {
    port: 0,
    toServer: () => 'forward',
    toClient: () => 'forward',
    held: new Promise((resolve) => {
      onHeld = resolve;
    }),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy.port = (server.address() as AddressInfo).port;
  return proxy;
}
