import type { Json } from '../../support/http.js';
import { startLocalServer } from './local-server.js';
import type { LocalServer } from './local-server.js';

export interface ChatServer extends LocalServer {
  /** The bodies it got, in order. */
  asked: Json[];
}

/** A server with the chat endpoint of OpenAI that always says the same; its URL is that to which `/chat/completions` is added. */
export async function startChatServer(content: string): Promise<ChatServer> {
  const asked: Json[] = [];
  const server = await startLocalServer((body, path) => {
    if (path !== '/v1/chat/completions') return { status: 404 };
    asked.push(JSON.parse(body));
    const answer = { choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }] };
    return { status: 200, type: 'application/json', text: JSON.stringify(answer) };
  });
  return { ...server, url: `${server.url}/v1`, asked };
}
