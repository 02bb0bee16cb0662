import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LocalServer {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  close(): Promise<void>;
}

export interface LocalAnswer {
  status: number;
  type?: string;
  text?: string;
}

/** A server on a free port that answers a body by a function of it. */
export async function startLocalServer(
  answer: (body: string, path: string) => LocalAnswer | Promise<LocalAnswer>,
): Promise<LocalServer> {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { status, type, text } = await answer(Buffer.concat(chunks).toString('utf8'), request.url ?? '/');
      response.writeHead(status, { 'content-type': type ?? 'text/plain' }).end(text);
    })().catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
