import type { JsonObject, JsonValue } from '../../contract/json-value.js';

/** The parts of Arazzo 1.0.1 that check documents use. */
export interface ArazzoDocument {
  arazzo: '1.0.1';
  info: { title: string; version: string };
  sourceDescriptions: { name: string; type: 'openapi'; url: string }[];
  workflows: ArazzoWorkflow[];
  components: { inputs: Record<string, JsonObject> };
}

export interface ArazzoWorkflow {
  /** Criterion id with `_` for dots. */
  workflowId: string;
  summary: string;
  inputs: { $ref: string };
  steps: ArazzoStep[];
}

export interface ArazzoStep {
  stepId: string;
  operationId: string;
  parameters: { name: string; in: string; value: string | number | boolean }[];
  requestBody?: { contentType: string; payload: JsonValue };
  successCriteria: ArazzoCriterion[];
  outputs?: Record<string, string>;
}

export type ArazzoCriterion = { condition: string } | { context: string; condition: string; type: 'jsonpath' };
