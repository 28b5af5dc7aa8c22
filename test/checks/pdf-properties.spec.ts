import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { PDFDict, PDFDocument, PDFName, type PDFObject, PDFArray, PDFStream } from 'pdf-lib';
import { pdfAttacks } from './attacks/pdf.js';
import { genuinePdf } from './genuine/pdf.js';
import { inspect, type Claims } from './inspect.js';
import { aPdf, PDF } from './pdf-builder.js';

const SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
const CODES = /^[a-z]+(-[a-z]+)*$/;

/** `accepted`, or the code; anything thrown fails the test that asks. */
async function verdictOn(bytes: Buffer, claims?: Claims): Promise<string> {
  const { result } = await inspect(bytes, PDF, claims);
  return 'rejection' in result ? result.rejection.code : 'accepted';
}

/** Does pdf-lib, which reads object after object and resolves every name its own way, see a script? */
async function hasScript(bytes: Buffer): Promise<boolean> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true });
    return document.context.enumerateIndirectObjects().some(([, object]) => isScript(object));
  } catch {
    return false;
  }
}

function isScript(object: PDFObject): boolean {
  if (object instanceof PDFStream) return isScript(object.dict);
  if (object instanceof PDFArray) return object.asArray().some(isScript);
  if (!(object instanceof PDFDict)) return false;
  const action = object.get(PDFName.of('S'));
  if (action === PDFName.of('JavaScript') && object.has(PDFName.of('JS'))) return true;
  return object.values().some(isScript);
}

/** A few bytes changed, a piece taken out, put elsewhere or doubled. */
const mutation = fc.oneof(
  fc.record({
    kind: fc.constant('change' as const),
    at: fc.nat(),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.nat(),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  }),
  fc.record({
    kind: fc.constant('token' as const),
    at: fc.nat(),
    token: fc.constantFrom(
      '<<',
      '>>',
      '[',
      ']',
      '(',
      ')',
      '%',
      '/S ',
      ' obj ',
      '\n',
      'endstream',
      'stream\n',
      '1 0 R',
      '9 0 obj ',
      'trailer',
      '<',
      '>',
      '#',
    ),
  }),
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat(), length: fc.nat(40) }),
  fc.record({ kind: fc.constant('move' as const), at: fc.nat(), length: fc.nat(200), to: fc.nat() }),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(original: Buffer, mutations: readonly Mutation[]): Buffer {
  return mutations.reduce((bytes, change) => {
    const at = change.at % (bytes.length + 1);
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
    switch (change.kind) {
      case 'change':
        return Buffer.concat([before, change.bytes, after.subarray(change.bytes.length)]);
      case 'insert':
        return Buffer.concat([before, change.bytes, after]);
      case 'token':
        return Buffer.concat([before, Buffer.from(change.token), after]);
      case 'remove':
        return Buffer.concat([before, after.subarray(change.length)]);
      case 'move': {
        const rest = Buffer.concat([before, after.subarray(change.length)]);
        const to = change.to % (rest.length + 1);
        return Buffer.concat([rest.subarray(0, to), after.subarray(0, change.length), rest.subarray(to)]);
      }
    }
  }, original);
}
const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });

const withScripts = {
  'in an object stream': aPdf((pdf) => pdf.addObjectStream('[0]', SCRIPT, '(a)')),
  'in the catalog': aPdf((pdf) => (pdf.catalog = `/OpenAction ${SCRIPT}`)),
  'in a stream': aPdf((pdf) => pdf.addStream('', `9 0 obj ${SCRIPT} endobj`)),
  'in an update': aPdf((pdf) => pdf.update(3, `<< /Type /Page /AA << /O ${SCRIPT} >> >>`)),
};

/** pdf-lib says on the console what it makes of damaged objects. */
const warn = jest.spyOn(console, 'warn');
beforeAll(() => void warn.mockImplementation(() => undefined));
afterAll(() => warn.mockRestore());

describe('what is accepted as a PDF', () => {
  it.each(Object.entries(withScripts))(
    'has no script to another reader, whatever is done to one %s',
    async (_, pdf) => {
      const original = pdf.bytes();
      await fc.assert(
        fc.asyncProperty(mutations, async (changes) => {
          const bytes = mutate(original, changes);
          if ((await verdictOn(bytes)) === 'accepted') expect(await hasScript(bytes)).toBe(false);
        }),
        { numRuns: 100 },
      );
    },
  );

  it('is whole: every truncation of one is refused', async () => {
    const original = aPdf((pdf) => pdf.addObjectStream('[0]'))
      .with((pdf) => (pdf.afterEnd = ''))
      .bytes();
    const verdicts = new Set<string>();
    for (let length = 0; length < original.length; length += 1)
      verdicts.add(await verdictOn(original.subarray(0, length)));
    expect([...verdicts]).not.toContain('accepted');
  });

  it('is one document: no two in one file are accepted', async () => {
    const sample = fc.constantFrom(...genuinePdf.slice(4, 20));
    await fc.assert(
      fc.asyncProperty(sample, sample, async (one, other) => {
        const both = Buffer.concat([await one.bytes(), await other.bytes()]);
        expect(['malformed', 'damaged', 'polyglot']).toContain(await verdictOn(both));
        const { result } = await inspect(both, PDF, { policy: { allow: ['damaged'] } });
        expect(result).toHaveProperty('rejection');
      }),
      { numRuns: 40 },
    );
  });
});

describe('every verdict on a PDF', () => {
  it('is an acceptance or a code, whatever was done to a genuine one', async () => {
    const small = (await Promise.all(genuinePdf.map(async (sample) => sample.bytes()))).filter(
      ({ length }) => length < 20_000,
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...small), mutations, async (original, changes) => {
        expect(await verdictOn(mutate(original, changes))).toMatch(CODES);
      }),
      { numRuns: 150 },
    );
  });

  it('is a code for bytes that only begin like one', async () => {
    const token = fc.constantFrom(
      '<<',
      '>>',
      '[',
      '(',
      ')',
      '%',
      '\n',
      ' ',
      '/Type',
      '/ObjStm',
      '/First',
      '/N',
      '1',
      ' 0 obj ',
      'stream\n',
      'endstream ',
      'trailer ',
      'startxref\n0\n%%EOF',
      '#4',
      'R',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(token, { maxLength: 200 }), async (tokens) => {
        const verdict = await verdictOn(Buffer.from(`%PDF-1.7\n1 0 obj ${tokens.join('')}`));
        expect(verdict).toMatch(CODES);
        expect(verdict).not.toBe('accepted');
      }),
      { numRuns: 150 },
    );
  });

  it.each(
    pdfAttacks.filter(({ code }) =>
      ['active-content', 'embedded-object', 'external-reference', 'encrypted'].includes(code),
    ),
  )(
    'is a warning where the policy tolerates it, unless the document is damaged: $code: $name',
    async (attack) => {
      const allow = ['active-content', 'embedded-object', 'external-reference', 'encrypted'] as const;
      const { result } = await inspect(await attack.bytes(), PDF, { policy: { allow: [...allow] } });
      const codes = 'rejection' in result ? [result.rejection.code] : result.warnings.map(({ code }) => code);
      expect(codes).toContain('rejection' in result ? 'malformed' : attack.code);
    },
  );

  it('names what is not tolerated, though what is comes first', async () => {
    const bytes = aPdf((pdf) => {
      pdf.addStream('/Type /EmbeddedFile', 'MZ');
      pdf.add(SCRIPT);
    }).bytes();
    expect(await verdictOn(bytes, { policy: { allow: ['embedded-object'] } })).toBe('active-content');
  });
});
