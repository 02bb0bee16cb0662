import assert from 'node:assert/strict';
import type { ContractModel } from '../../../planning/contract/contract-model.js';
import type { JsonObject } from '../../../planning/contract/json-value.js';
import { countOpenApi } from '../../support/count-elements.js';
import { imported } from './documents.js';

/** An operation that says as little as it may. */
export const OK: JsonObject = { responses: { default: { description: 'ok' } } };
export const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });
export const answer = (schema: JsonObject): JsonObject => ({
  responses: { default: { description: '', content: json(schema) } },
});
export const document = (version: string, rest: JsonObject): JsonObject => ({
  ...(version === '2.0' ? { swagger: version } : { openapi: version }),
  info: { title: 'T', version: '1' },
  ...rest,
});
export const ids = (model: ContractModel): string[] => model.operations.map(({ id }) => id);
export const codes = (model: ContractModel): string[] => model.findings.map(({ code }) => code);

/** Imports a document and checks its ids against those counted by other means. */
export function read(contract: JsonObject): ContractModel {
  const { model } = imported(contract);
  assert.deepEqual([...ids(model)].sort(), countOpenApi(contract).operations);
  return model;
}
