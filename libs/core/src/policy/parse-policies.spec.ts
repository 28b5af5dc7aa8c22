import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { ACTIVE_CONTENT_KINDS } from '../verdict/rejection.js';
import { parsePolicies } from './parse-policies.js';
import { TOLERABLE } from './policy.js';

const documents = { name: 'documents', maxBytes: 10, contentTypes: ['application/pdf'] };

describe('parsePolicies', () => {
  it('takes the file that is shipped', async () => {
    const shipped = parsePolicies(JSON.parse(await readFile('policies.json', 'utf8')));
    expect(shipped.get('documents')).toMatchObject({
      maxBytes: 2 * 1024 * 1024,
      contentTypes: [
        'application/pdf',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      ],
    });
  });

  it('lists every problem at once', () => {
    const broken = {
      policies: [{ ...documents, maxBytes: 0, name: 'No' }, { contentTypes: ['TEXT/html'] }],
      extra: 1,
    };
    expect(() => parsePolicies(broken)).toThrow(
      /additional[^]*maxBytes[^]*name[^]*maxBytes[^]*contentTypes|name[^]*contentTypes/,
    );
    try {
      parsePolicies(broken);
    } catch (error) {
      expect((error as Error).message.split('\n').length).toBeGreaterThan(5);
    }
  });

  it('says where each problem is, and what is too many', () => {
    const document = { policies: [{ ...documents, maxBytes: 0, extra: 1 }], more: 1 };
    const problems = [
      'the policies are invalid:',
      '  / must NOT have additional properties: more',
      '  /policies/0 must NOT have additional properties: extra',
      '  /policies/0/maxBytes must be >= 1',
    ];
    expect(() => parsePolicies(document)).toThrow(
      expect.objectContaining({ code: 'configuration-invalid', message: problems.join('\n') }),
    );
  });

  it('says of two names that are one, and of no default, in one go', () => {
    const other = { ...documents, name: 'images' };
    expect(() => parsePolicies({ policies: [other, other] })).toThrow(
      /unique\n[^\n]*default policy, documents$/,
    );
  });

  it('takes what a policy tolerates, its pixels and its read budget', () => {
    const lenient = {
      ...documents,
      allow: ['macro'],
      encodings: ['windows-1252'],
      maxPixels: 1,
      reads: { requests: 0, bytes: 0 },
    };
    expect(parsePolicies({ policies: [lenient] }).get('documents')).toEqual(lenient);
  });

  it('takes everything that can be tolerated, and each kind of active content by itself', () => {
    for (const code of TOLERABLE) {
      const policies = [{ ...documents, allow: [code] }];
      expect(parsePolicies({ policies }).get('documents')).toEqual(policies[0]);
    }
    expect(TOLERABLE).toEqual(expect.arrayContaining([...ACTIVE_CONTENT_KINDS]));
  });

  it.each([
    { allow: ['malware'] },
    { allow: ['custom:x'] },
    { encodings: ['utf-7'] },
    { encodings: 'windows-1252' },
    { maxPixels: 0 },
    { reads: { requests: 1 } },
  ])('refuses %j', (change) => {
    expect(() => parsePolicies({ policies: [{ ...documents, ...change }] })).toThrow('invalid');
  });

  it('refuses two policies of one name', () => {
    expect(() => parsePolicies({ policies: [documents, documents] })).toThrow('unique');
  });

  it('needs the default policy', () => {
    expect(() => parsePolicies({ policies: [{ ...documents, name: 'images' }] })).toThrow('documents');
  });

  it.each([[null], ['text'], [[]], [{}], [{ policies: [] }]])('refuses %j', (document) => {
    expect(() => parsePolicies(document)).toThrow('invalid');
  });
});
