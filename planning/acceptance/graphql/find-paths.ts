import { getNamedType, isAbstractType, isInterfaceType, isObjectType, isRequiredArgument } from 'graphql';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import { compareStrings } from '../../compare.js';
import type { Hop } from './selection.js';
import { isList } from './selection.js';

/** Where a thing stands in an answer. */
export interface Place {
  path: Hop[];
  /** The same in dots, below the field: `user`, `nodes.0`; '' for the answer itself. */
  dotted: string;
  type: GraphQLNamedType;
  /** The type's name, where the place may hold things of other types too. */
  on?: string;
}

/** Objects between an answer and a thing in it. */
const MAX_HOPS = 3;
const MAX_PLACES = 200;
/** Kinds of a union or interface that are looked at. */
const MAX_KINDS = 20;

/**
 * Objects in what a field answers with, the nearest first: the answer itself, then what its fields hold. Lists are gone
 * through by their first member where `lists` is set, and left out else; a union or interface is followed by its kinds.
 */
export function findPlaces(answer: GraphQLNamedType, schema: GraphQLSchema, lists: boolean): Place[] {
  const places: Place[] = [{ path: [], dotted: '', type: answer }];
  for (let at = 0; at < places.length && places.length < MAX_PLACES; at += 1) {
    const place = places[at] as Place;
    if (isAbstractType(place.type)) {
      const kinds = [...schema.getPossibleTypes(place.type)].sort((a, b) => compareStrings(a.name, b.name));
      places.push(...kinds.slice(0, MAX_KINDS).map((type) => ({ ...place, type, on: type.name })));
    }
    if (place.path.length < MAX_HOPS) places.push(...placesIn(place, lists));
  }
  return places;
}

function placesIn({ path, dotted, type: owner, on }: Place, lists: boolean): Place[] {
  if (!isObjectType(owner) && !isInterfaceType(owner)) return [];
  return Object.values(owner.getFields()).flatMap((field) => {
    const type = getNamedType(field.type);
    const list = isList(field.type);
    if ((list && !lists) || (!isObjectType(type) && !isAbstractType(type))) return [];
    // A root that is answered with, to ask more of it, holds everything.
    if (field.args.some(isRequiredArgument) || field.name === 'query') return [];
    const below = `${dotted}${dotted === '' ? '' : '.'}${field.name}${list ? '.0' : ''}`;
    return [{ path: [...path, hop(field.name, on)], dotted: below, type }];
  });
}

/** The step to a field of what stands in a place. */
export function hop(field: string, on: string | undefined): Hop {
  return { field, ...(on === undefined ? {} : { on }) };
}
