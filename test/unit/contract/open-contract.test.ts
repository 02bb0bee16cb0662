import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import { openContract } from '../../../planning/contract/open-contract.js';
import { answering, importBytes, placesOf, refusalOf, root, zipOf, ZIP_LIMITS } from './file-contract.js';

const DOCUMENT = root({ '/a': { get: answering({ type: 'string' }) } });
const MEBIBYTE = 1024 * 1024;

/** Overwrites what the central directory says of the nth entry; offsets as in APPNOTE 4.3.12. */
function patchEntry(zip: Uint8Array, n: number, patch: (view: DataView, at: number) => void): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let seen = 0;
  for (let at = 0; at < zip.length - 4; at++) {
    if (view.getUint32(at, true) === 0x02014b50 && seen++ === n) patch(view, at);
  }
  return zip;
}

function findingsOf(bytes: Uint8Array): ReturnType<typeof placesOf> {
  const result = importBytes(bytes);
  if ('refusal' in result) throw new Error(result.refusal.message);
  return placesOf(result.model.findings, 'file-ignored').concat(placesOf(result.model.findings, 'contract-root'));
}

describe('a contract as received', () => {
  it('is text, in which a byte order mark stays', () => {
    const bytes = strToU8('\uFEFFopenapi: 3.1.0');
    assert.deepEqual(openContract({ bytes, format: 'auto', filename: 'a.yaml' }, ZIP_LIMITS), {
      text: '\uFEFFopenapi: 3.1.0',
      format: 'auto',
      filename: 'a.yaml',
    });
  });

  it('is refused where it is not UTF-8', () => {
    const opened = openContract({ bytes: Uint8Array.of(0x63, 0xe9), format: 'auto' }, ZIP_LIMITS);
    assert.ok('refusal' in opened);
    assert.equal(`${opened.refusal.status} ${opened.refusal.code}`, '400 invalid-encoding');
  });

  it('may be an archive of one file, with hash and size of the archive', () => {
    const bytes = zipOf({ 'a.json': DOCUMENT });
    const result = importBytes(bytes);
    assert.ok('model' in result);
    assert.equal(result.model.bytes, bytes.length);
    assert.deepEqual(findingsOf(bytes), ['a.json -:-']);
  });
});

describe('the root of an archive', () => {
  const common = { openapi: '3.0.3', components: { schemas: { A: { type: 'string' } } } };
  const chosen = (files: Parameters<typeof zipOf>[0]): string | undefined => findingsOf(zipOf(files)).at(-1);

  it('is the first file where that has operations', () => {
    assert.equal(chosen({ 'z.json': DOCUMENT, 'openapi.json': DOCUMENT }), 'z.json -:-');
  });

  it('is else the document called openapi or swagger in the fewest folders', () => {
    const files = { 'a/common.json': common, 'a/b/openapi.json': DOCUMENT, 'a/swagger.json': DOCUMENT };
    assert.equal(chosen(files), 'a/swagger.json -:-');
  });

  it('is else the first document with operations, in YAML too', () => {
    const yaml = 'openapi: 3.0.3\ninfo: {}\npaths: {/a: {get: {}}}\n';
    assert.equal(chosen({ 'common.json': common, 'pet.json': { type: 'object' }, 'x.yaml': yaml }), 'x.yaml -:-');
  });

  it('is missing where no file is a contract', () => {
    const refusal = refusalOf(zipOf({ 'a.json': { type: 'object' }, 'b.yaml': 'a: 1' }));
    assert.equal(`${refusal.status} ${refusal.code}`, '415 contract-kind-unknown');
    assert.equal(refusalOf(zipOf({ 'a.png': 'x' })).code, 'contract-kind-unknown');
  });
});

describe('an archive that is out to harm', () => {
  it('leaves out names that lead out of it, links, archives and what is no contract', () => {
    const files = {
      'openapi.json': DOCUMENT,
      '../../etc/up.yaml': 'a: 1',
      '/etc/abs.yaml': 'a: 1',
      'C:/drive.yaml': 'a: 1',
      'a\\b.yaml': 'a: 1',
      'a//b.yaml': 'a: 1',
      'line\nend.yaml': 'a: 1',
      'nested.zip': 'PK',
      'picture.png': 'x',
      'link.yaml': '/etc/passwd',
    };
    const zip = patchEntry(zipOf(files), 9, (view, at) => {
      view.setUint8(at + 5, 3);
      view.setUint32(at + 38, 0xa1ff0000, true);
    });
    const names = Object.keys(files).slice(1);
    assert.deepEqual(findingsOf(zip).slice(0, -1).sort(), names.map((name) => `${name} -:-`.trim()).sort());
  });

  it('says nothing of what tools leave in archives', () => {
    const files = { 'openapi.json': DOCUMENT, '__MACOSX/._openapi.json': 'x', '.git/config': 'x', 'a/.DS_Store': 'x' };
    assert.deepEqual(findingsOf(zipOf(files)), ['openapi.json -:-']);
  });

  it('is refused with two files of one name, encrypted files and other methods', () => {
    const two = { 'openapi.json': DOCUMENT, 'a.json': '{}', 'b.json': '{}' };
    const same = patchEntry(zipOf(two), 2, (view, at) => view.setUint8(at + 46, 'a'.charCodeAt(0)));
    const encrypted = patchEntry(zipOf(two), 1, (view, at) => view.setUint16(at + 8, 1, true));
    const bzip2 = patchEntry(zipOf(two), 1, (view, at) => view.setUint16(at + 10, 12, true));
    for (const zip of [same, encrypted, bzip2]) {
      const refusal = refusalOf(zip);
      assert.equal(`${refusal.status} ${refusal.code}`, '422 contract-zip-unusable');
      assert.equal(refusal.where?.file, 'a.json');
      assert.match(refusal.message, /"a\.json"/);
    }
  });

  it('is refused where it is cut off, or its bytes are not those it has a checksum of', () => {
    const zip = zipOf({ 'openapi.json': DOCUMENT, 'a.yaml': 'x: 1' });
    for (let cut = 1; cut < zip.length - 40; cut++) {
      const result = openContract({ bytes: zip.subarray(0, zip.length - cut), format: 'auto' }, ZIP_LIMITS);
      assert.ok('refusal' in result, `cut by ${cut}`);
    }
    const wrong = patchEntry(zipOf({ 'a.json': DOCUMENT }), 0, (view, at) => view.setUint32(at + 16, 1, true));
    assert.equal(refusalOf(wrong).code, 'contract-zip-unusable');
  });

  it('is stopped when it has unpacked more than is allowed, whatever size it states', function () {
    this.timeout(20_000);
    const zeros = zipSync({ 'openapi.json': new Uint8Array(40 * MEBIBYTE) }, { level: 9 });
    const liar = patchEntry(zeros, 0, (view, at) => view.setUint32(at + 24, 10, true));
    const refusal = refusalOf(liar, { maxUnpackedBytes: 8 * MEBIBYTE });
    assert.equal(`${refusal.status} ${refusal.code}`, '413 contract-over-limit');
    assert.match(refusal.message, /maxUnpackedBytes/);
  });

  it('counts files that share their packed bytes each time', function () {
    this.timeout(20_000);
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`f${String(n)}.yaml`, ' '.repeat(MEBIBYTE)]),
    );
    const zip = zipOf({ 'a.json': DOCUMENT, ...files });
    let first = 0;
    for (let n = 1; n <= 20; n++) {
      patchEntry(zip, n, (view, at) => {
        if (n === 1) first = view.getUint32(at + 42, true);
        view.setUint32(at + 42, first, true);
      });
    }
    assert.match(refusalOf(zip, { maxUnpackedBytes: 8 * MEBIBYTE }).message, /maxUnpackedBytes/);
    assert.match(refusalOf(zip, { maxContractFiles: 20 }).message, /maxContractFiles/);
  });
});
