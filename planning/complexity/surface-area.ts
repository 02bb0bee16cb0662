import type { ElementIndex } from '../acceptance/element-index.js';
import type { Entity, Operation } from '../contract/contract-model.js';
import type { CandidateTask } from '../dag/candidate.js';
import type { Component } from './component.js';
import { quantile } from './scales.js';
import { SURFACE_QUARTILES } from './surface-quartiles.js';

/** Sizes of the part of the contract a task works on. */
export interface Surface {
  operations: number;
  /** Parameters of the operation that has most, properties of the request body included. */
  parameters: number;
  /** Data elements that go in, out or are kept. */
  dataWeight: number;
  /** COSMIC data movements: entries, exits, reads, writes. */
  functionPoints: number;
}

/** Mean of the four sizes' places among the quartiles of tasks, in [0,1); rises with each size. */
export function surfaceArea(surface: Surface): Component {
  const value =
    (quantile(surface.operations, SURFACE_QUARTILES.operations) +
      quantile(surface.parameters, SURFACE_QUARTILES.parameters) +
      quantile(surface.dataWeight, SURFACE_QUARTILES.dataWeight) +
      quantile(surface.functionPoints, SURFACE_QUARTILES.functionPoints)) /
    4;
  return {
    value,
    evidence: [
      `operations: ${surface.operations}; most parameters of one: ${surface.parameters}`,
      `data elements: ${surface.dataWeight}; COSMIC function points: ${surface.functionPoints}`,
    ],
  };
}

/** Measures what a task makes or tests; a task that does neither (a view, a document) by what it uses. */
export function surfaceOf(task: CandidateTask, index: ElementIndex): Surface {
  const own = elementsOf([...task.covers, ...task.verifies], index);
  const { operations, entities } = own.operations.length + own.entities.length > 0 ? own : elementsOf(task.uses, index);
  const parameters = operations.map(parameterCount);
  const inputs = parameters.reduce((sum, count) => sum + count, 0);
  return {
    operations: operations.length,
    // Of the largest one: a mean would fall with each small operation that comes on top.
    parameters: Math.max(0, ...parameters),
    dataWeight: inputs + operations.reduce((sum, o) => sum + outputWeight(o, index), 0) + entityWeight(entities),
    functionPoints: operations.reduce((sum, o) => sum + functionPoints(o), 0) + 2 * entities.length,
  };
}

function elementsOf(refs: readonly string[], index: ElementIndex): { operations: Operation[]; entities: Entity[] } {
  const distinct = [...new Set(refs)];
  return {
    operations: distinct.flatMap((ref) => index.operations.get(ref) ?? []),
    entities: distinct.flatMap((ref) => index.entities.get(ref) ?? []),
  };
}

function parameterCount(operation: Operation): number {
  return operation.parameters.length + (operation.requestBody?.properties.length ?? 0);
}

function outputWeight(operation: Operation, index: ElementIndex): number {
  const inline = operation.responses
    .filter(({ status }) => status.startsWith('2'))
    .reduce((most, response) => Math.max(most, response.properties.length), 0);
  const entities = operation.outputEntities.flatMap((id) => index.entities.get(`entity:${id}`) ?? []);
  return Math.max(inline, entityWeight(entities));
}

function entityWeight(entities: readonly Entity[]): number {
  return entities.reduce((sum, entity) => sum + entity.properties.length + entity.composes.length, 0);
}

/** Entry per entity sent, exit per entity returned, exit for errors, read or write of the store, both for changes. */
function functionPoints(operation: Operation): number {
  const errors = operation.responses.some(({ status }) => /^(4|default)/.test(status)) ? 1 : 0;
  const reads = operation.effect === 'create' ? 0 : 1;
  const writes = operation.effect === 'read' || operation.effect === 'list' ? 0 : 1;
  const entries = Math.max(1, operation.inputEntities.length);
  return entries + Math.max(1, operation.outputEntities.length) + errors + reads + writes;
}
