import { wordsOf } from '../contract/names.js';
import { profileOf } from './plan-scaffold.js';
import type { DeliverableKind, ScaffoldRequest } from './scaffold-request.js';

/**
 * Where a file of a kind goes in a repository, relative to its root. `name` is any readable name; it is spelled as the
 * toolchain does and holds nothing but ASCII letters, digits and separators, so that no contract can name a path.
 */
export function deliverablePath(request: ScaffoldRequest, kind: DeliverableKind, name: string): string {
  const profile = profileOf(request);
  const words = wordsOf(name.replace(/[^A-Za-z0-9]+/g, ' ')).filter((word) => word !== '');
  const safe = words.length > 0 ? words : ['unnamed'];
  return profile.paths[kind].replace('{name}', () => spell(safe, profile.spelling));
}

function spell(words: readonly string[], spelling: 'kebab' | 'snake' | 'pascal'): string {
  if (spelling === 'kebab') return words.join('-');
  if (spelling === 'snake') return words.join('_');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
