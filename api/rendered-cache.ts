/** A body as it goes out, with what it depends on. */
export interface Rendered {
  planId: string;
  /** `plans.version` it was made at. */
  version: number;
  etag: string;
  mediaType: string;
  body: Buffer;
  /** The Link header, where there is one. */
  link?: string;
}

export interface RenderedCache {
  /** The body kept under the key; it moves to the young end. */
  get(key: string): Rendered | undefined;
  /** Keeps a body, dropping the least recently used ones over the cap; one too large for the cache is not kept. */
  set(key: string, rendered: Rendered): void;
  delete(key: string): void;
}

/** What an entry costs besides its body. */
const ENTRY_BYTES = 1024;

/** Keeps rendered bodies in memory, at most `maxBytes` of them and none that takes more than a quarter of it. */
export function makeRenderedCache(maxBytes: number): RenderedCache {
  const entries = new Map<string, Rendered>();
  let bytes = 0;
  const costOf = (rendered: Rendered): number => rendered.body.byteLength + ENTRY_BYTES;

  const drop = (key: string): void => {
    const entry = entries.get(key);
    if (entry === undefined) return;
    bytes -= costOf(entry);
    entries.delete(key);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry;
    },
    set(key, rendered) {
      drop(key);
      if (costOf(rendered) > maxBytes / 4) return;
      entries.set(key, rendered);
      bytes += costOf(rendered);
      for (const [oldest] of entries) {
        if (bytes <= maxBytes) break;
        drop(oldest);
      }
    },
    delete: drop,
  };
}
