import { isObject, member } from './json.js';

/** A value of a contract and the file it stands in. */
export interface Spot {
  file: string;
  value: unknown;
}

/** Steps from reference to reference that are followed. */
const MAX_STEPS = 32;

/** The files of a contract by path, parsed when first asked for. */
export interface Sources {
  root: string;
  read(path: string): unknown;
  /** Path of a file as another file names it; null where none was sent. */
  find(from: string, name: string): string | null;
}

/** What a reference in a file leads to; null for one that leads nowhere, out of the contract, or round in a circle. */
export function followRef(sources: Sources, from: string, ref: string, steps = MAX_STEPS): Spot | null {
  const hash = ref.indexOf('#');
  const name = hash < 0 ? ref : ref.slice(0, hash);
  const file = name === '' ? from : sources.find(from, name);
  const pointer = hash < 0 ? '' : ref.slice(hash + 1);
  if (file === null || (pointer !== '' && !pointer.startsWith('/'))) return null;
  let spot: Spot = { file, value: sources.read(file) };
  let left = steps;
  for (const step of pointer.split('/').slice(1)) {
    const own = stepInto(spot.value, decodeStep(step));
    if (own !== undefined) {
      spot = { file: spot.file, value: own };
      continue;
    }
    // A pointer may lead through a reference on its way.
    const next = member(spot.value, '$ref');
    left -= 1;
    const through = typeof next === 'string' && left > 0 ? followRef(sources, spot.file, next, left) : null;
    const value = through === null ? undefined : stepInto(through.value, decodeStep(step));
    if (through === null || value === undefined) return null;
    spot = { file: through.file, value };
  }
  return spot;
}

/** The object at the end of a chain of references; null where there is none. */
export function resolve(sources: Sources, spot: Spot): Spot | null {
  let at: Spot | null = spot;
  for (let step = 0; at !== null && step < MAX_STEPS; step += 1) {
    const ref = member(at.value, '$ref');
    if (typeof ref !== 'string') return isObject(at.value) ? at : null;
    at = followRef(sources, at.file, ref);
  }
  return null;
}

/** One step of a JSON Pointer as it stands in a reference. */
export function decodeStep(step: string): string {
  let plain = step;
  try {
    plain = decodeURIComponent(step);
  } catch (error) {
    // A stray percent sign stands for itself.
    if (!(error instanceof URIError)) throw error;
  }
  return plain.replaceAll('~1', '/').replaceAll('~0', '~');
}

function stepInto(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(step) ? (value[Number(step)] as unknown) : undefined;
  return member(value, step);
}
