import assert from 'node:assert/strict';
import type { Finding } from '../../../planning/finding.js';
import { imported, petShop } from './documents.js';

const HEAD = '{\n  "openapi": "3.1.0",\n  "info": {"title": "T", "version": "1"},\n';
const codes = (findings: Finding[]): string[] => findings.map(({ code }) => code);

describe('findings of a contract', () => {
  it('are none for a sound document', () => {
    assert.deepEqual(imported(petShop()).model.findings, []);
  });

  it('name the place of duplicate keys, and the last one wins', () => {
    const text = `${HEAD}  "paths": {"/a": {"get": {"summary": "one",\n    "summary": "two", "responses": {"200": {"description": ""}}}}}}`;
    const { model } = imported(text);
    assert.equal(model.operations[0]?.summary, 'two');
    assert.deepEqual(model.findings[0]?.where, {
      in: 'contract',
      pointer: '/paths/~1a/get/summary',
      line: 5,
      column: 5,
    });
    const yaml =
      'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths:\n  /a:\n    get: {responses: {"200": {description: ""}}}\n    get: {summary: two}\n';
    const found = imported(yaml).model;
    assert.equal(found.operations[0]?.summary, 'two');
    assert.deepEqual(found.findings[0]?.where, { in: 'contract', pointer: '/paths/~1a/get', line: 6, column: 5 });
  });

  it('name dangling and external references once each, with line, and follow none', () => {
    const schema = (ref: string): string => `{"schema": {"$ref": "${ref}"}}`;
    const text = `${HEAD}  "paths": {"/a": {"get": {"responses": {"200": {"description": "", "content": {
      "a/a": ${schema('#/components/schemas/Gone')},
      "a/b": ${schema('http://127.0.0.1:9/x.json#/Pet')},
      "a/c": ${schema('../../etc/passwd')},
      "a/d": ${schema('#/components/schemas/Gone')},
      "a/e": ${schema('#/__proto__/toString')}
    }}}}}}}`;
    const { findings } = imported(text).model;
    assert.deepEqual(codes(findings), ['dangling-ref', 'dangling-ref', 'external-ref', 'external-ref']);
    assert.deepEqual(
      findings.map(({ where }) => where?.line),
      [5, 9, 6, 7],
    );
  });

  it('take no property called $ref, and no $ref in an example, for a reference', () => {
    const { model } = imported({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: { '/a': { get: { responses: { '200': { description: '' } } } } },
      components: {
        schemas: {
          Meta: {
            type: 'object',
            properties: { $ref: { type: 'string' } },
            example: { $ref: 'http://example.org' },
            'x-note': { $ref: '#/nowhere' },
          },
        },
      },
    });
    assert.deepEqual(model.findings, []);
    assert.deepEqual(
      model.entities[0]?.properties.map(({ name }) => name),
      ['$ref'],
    );
  });

  it('tell of numbers that no double holds', () => {
    const text = `${HEAD}  "paths": {"/a": {"get": {"responses": {"200": {"description": ""}}}}},\n  "x-big": 12345678901234567890, "x-inf": 1e999, "x-fine": 0.1, "x-exact": 9007199254740992}`;
    const { findings } = imported(text).model;
    assert.deepEqual(codes(findings), ['number-inexact', 'number-inexact', 'number-not-finite']);
    assert.equal(findings[0]?.where?.line, 5);
  });

  it('tell of NUL and half surrogate pairs, which are replaced before they reach a database', () => {
    const text = `${HEAD}  "paths": {"/a": {"get": {"summary": "a\\u0000b", "description": "\\ud83d\\ude00 \\ud83d", "responses": {"200": {"description": ""}}}}}}`;
    const { model } = imported(text);
    assert.equal(model.operations[0]?.summary, 'a\uFFFDb');
    assert.equal(model.operations[0]?.description, '😀 \uFFFD');
    assert.deepEqual(codes(model.findings), ['text-replaced', 'text-replaced']);
    const sdl = imported('type Query { "a\\u0000b" a: Int }').model;
    assert.equal(sdl.operations[0]?.description, 'a\uFFFDb');
    assert.deepEqual(codes(sdl.findings), ['text-replaced']);
  });

  it('tell of duplicate operation ids and unknown versions', () => {
    const text = `{"openapi": "4.7.0", "info": {"title": "T", "version": "1"}, "paths": {"/a": {"get": {"operationId": "x", "responses": {"200": {"description": ""}}}}, "/b": {"get": {"operationId": "x", "responses": {"200": {"description": ""}}}}}}`;
    const { model } = imported(text);
    assert.deepEqual(codes(model.findings), ['duplicate-operation-id', 'version-unknown']);
    assert.equal(model.findings[0]?.where?.ref, 'op:GET /b');
  });

  it('tell of an unquoted version, which YAML reads as a number', () => {
    const { model } = imported(
      'openapi: 3.1\ninfo: {title: T, version: "1"}\npaths: {/a: {get: {responses: {"200": {description: ""}}}}}\n',
    );
    assert.equal(model.version, '3.1');
    assert.deepEqual(codes(model.findings), ['version-not-text']);
  });

  it('tell of lines in YAML that are indented too little, which are read all the same, places as received', () => {
    const yaml = [
      'openapi: 3.1.0',
      'info: {title: T, version: "1"}',
      'paths:',
      '  /a:',
      '    get:',
      '      responses: {',
      '    "200": {description: ok, content: {a/a: {example: {',
      '      a: 1,',
      '    "b": 2',
      '    } } } }',
      '  , "400": {descripton: "no',
      'good"}}',
      '    put: {responses: {"200": {$ref: "#/x"}}}',
    ].join('\n');
    const { model } = imported(yaml);
    assert.deepEqual(
      model.operations[0]?.responses.map(({ status }) => status),
      ['200', '400'],
    );
    assert.deepEqual(
      model.findings.map(({ code, where }) => [code, where?.line, where?.column]),
      [
        ['dangling-ref', 13, 31],
        ['missing-field', 11, 6],
        ['unknown-field', 11, 13],
        ['yaml-indentation', 7, 1],
      ],
    );
    assert.match(model.findings[3]?.message ?? '', /So it is in 5 more lines/);
  });

  it('point into the document received where it was Swagger 2.0', () => {
    const { model } = imported(
      '{"swagger": "2.0",\n"info": {"title": "T", "version": "1"},\n"paths": {"/a": {"get": {"responses": {"200": {"description": ""}}}}},\n"definitions": {"A": {"type": "object", "properties": {\n"b": {"$ref": "#/definitions/B"}}}}}',
    );
    assert.equal(model.findings[0]?.code, 'dangling-ref');
    assert.equal(model.findings[0]?.where?.pointer, '/definitions/A/properties/b/$ref');
    assert.equal(model.findings[0]?.where?.line, 5);
  });
});
