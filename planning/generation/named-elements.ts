import type { PlannedModel, PlannedResource } from '../strategies/planned-model.js';

/**
 * The short ids that questions give to what is planned: `o1…` operations, `e1…` entities, `r1…` resources, all counted in
 * the order of the planned resources, so that equal plans have equal ids.
 */
export interface NamedElements {
  /** `o1` → `op:GET /pets`, `e1` → `entity:Pet`. */
  ref: ReadonlyMap<string, string>;
  /** `op:GET /pets` → `o1`. */
  id: ReadonlyMap<string, string>;
  /** `r1` → the resource. */
  resource: ReadonlyMap<string, PlannedResource>;
  /** Name of a resource → `r1`. */
  resourceId: ReadonlyMap<string, string>;
  /** Reference → the resource that holds it. */
  home: ReadonlyMap<string, PlannedResource>;
}

const known = new WeakMap<PlannedModel, NamedElements>();

/** Names the elements of a planned model; the same model is named once. */
export function nameElements(planned: PlannedModel): NamedElements {
  const named = known.get(planned);
  if (named !== undefined) return named;
  const ref = new Map<string, string>();
  const id = new Map<string, string>();
  const home = new Map<string, PlannedResource>();
  const resource = new Map<string, PlannedResource>();
  const count = { o: 0, e: 0 };
  const name = (kind: 'o' | 'e', reference: string, owner: PlannedResource): void => {
    const short = `${kind}${++count[kind]}`;
    ref.set(short, reference);
    id.set(reference, short);
    home.set(reference, owner);
  };
  planned.resources.forEach((one, i) => {
    resource.set(`r${i + 1}`, one);
    for (const entity of one.entities) name('e', `entity:${entity}`, one);
    for (const operation of one.operations) name('o', `op:${operation.id}`, one);
  });
  const resourceId = new Map([...resource].map(([short, one]) => [one.name, short]));
  const made = { ref, id, home, resource, resourceId };
  known.set(planned, made);
  return made;
}
