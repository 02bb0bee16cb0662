import { EVENT_ID, getScalarValue } from 'js-yaml';
import type { Event } from 'js-yaml';
import type { DocumentVisitor } from './document-visitor.js';

/**
 * Walks the events of one YAML document and tells the visitor of every key, scalar and collection. Aliases count as
 * scalars.
 */
export function visitYaml(text: string, events: readonly Event[], visitor: DocumentVisitor): void {
  const frames: { isMap: boolean; expectKey: boolean }[] = [];
  for (const event of events) {
    if (visitor.done()) return;
    if (event.type === EVENT_ID.DOCUMENT) continue;
    const frame = frames.at(-1);
    if (event.type === EVENT_ID.POP) {
      frames.pop();
      if (frame !== undefined) visitor.leave();
      continue;
    }
    if (frame?.isMap === true && frame.expectKey && event.type === EVENT_ID.SCALAR) {
      visitor.key(getScalarValue(text, event), event.valueStart);
      frame.expectKey = false;
      continue;
    }
    if (frame?.isMap === true) frame.expectKey = !frame.expectKey;
    if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
      const isMap = event.type === EVENT_ID.MAPPING;
      visitor.enter(isMap, event.start);
      frames.push({ isMap, expectKey: isMap });
    } else if (event.type === EVENT_ID.SCALAR) {
      visitor.scalar(event.valueStart);
    } else {
      visitor.scalar(event.anchorStart);
    }
  }
}
