import { describe, expect, it } from '@jest/globals';
import { matchingRule, parseCorsRules, type CorsRule } from './cors-rule.js';
import { parseXml } from '../xml.js';

const aRule = (changes: Partial<CorsRule> = {}): CorsRule => ({
  origins: ['https://*.example.com'],
  methods: ['PUT'],
  headers: ['content-type', 'x-amz-*'],
  exposedHeaders: [],
  ...changes,
});
const aPut = { origin: 'https://app.example.com', method: 'PUT', headers: ['content-type', 'x-amz-meta-a'] };

describe('matchingRule', () => {
  it('is the first that allows all of it', () => {
    const [narrow, first, second] = [aRule({ methods: ['GET'] }), aRule(), aRule()];
    expect(matchingRule([narrow, first, second], aPut)).toBe(first);
  });

  it.each([
    ['origin', { ...aPut, origin: 'https://example.com' }],
    ['origin that only contains ours', { ...aPut, origin: 'https://app.example.com.evil' }],
    ['scheme', { ...aPut, origin: 'http://app.example.com' }],
    ['method', { ...aPut, method: 'DELETE' }],
    ['header', { ...aPut, headers: ['content-type', 'authorization'] }],
  ])('is none for another %s', (_, wanted) => {
    expect(matchingRule([aRule()], wanted)).toBeUndefined();
  });

  it('does not let a wildcard’s two ends overlap', () => {
    const rule = aRule({ origins: ['https://ab*ba'] });
    expect(matchingRule([rule], { ...aPut, origin: 'https://aba' })).toBeUndefined();
  });
});

describe('parseCorsRules', () => {
  const rulesOf = (rule: string) => {
    const root = parseXml(`<CORSConfiguration><CORSRule>${rule}</CORSRule></CORSConfiguration>`);
    if (root === undefined) throw new Error('not well-formed');
    return parseCorsRules(root);
  };

  it.each([
    ['<AllowedOrigin>*</AllowedOrigin>', 'MalformedXML'],
    ['<AllowedMethod>GET</AllowedMethod>', 'MalformedXML'],
    ['<AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod>', 'InvalidRequest'],
    ['<AllowedOrigin>a*b*c</AllowedOrigin><AllowedMethod>GET</AllowedMethod>', 'InvalidRequest'],
  ])('refuses %s', (rule, code) => {
    expect(() => rulesOf(rule)).toThrow(expect.objectContaining({ code }));
  });
});
