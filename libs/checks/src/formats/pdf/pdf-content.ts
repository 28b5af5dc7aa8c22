import type { WholeObjectCheck } from '../../inspection/check.js';
import { Blocks } from './blocks.js';
import { DocumentScanner } from './document-scanner.js';
import { openWithoutPassword } from './encryption/open-without-password.js';
import { Evidence } from './evidence.js';
import { xrefPosition } from './pdf-end.js';
import { SecondDocumentFinder } from './second-document.js';

/** Nothing in it acts, leads out, is embedded or encrypted: ISO 32000-2, 7.6, 7.11, 12.6 and 13. Reads the whole object. */
export const pdfContent: WholeObjectCheck = {
  name: 'pdf-content',
  reads: 'everything',
  codes: [
    'active-content',
    'archive-bomb',
    'embedded-object',
    'encrypted',
    'external-reference',
    'form-submit',
    'launch',
    'malformed',
    'media',
    'polyglot',
    'script',
    'unverifiable',
    'xfa',
  ],
  observe(subject) {
    const { policy, pace, size, memory } = subject;
    const evidence = new Evidence(policy);
    const scanner = new DocumentScanner(size, evidence, pace, memory);
    const second = new SecondDocumentFinder();
    const blocks = new Blocks();
    let hasBegun = false;
    return {
      async consume(slice) {
        if (!hasBegun) evidence.decryption = await openWithoutPassword(subject);
        hasBegun = true;
        second.find(slice);
        for (const block of blocks.cut(slice)) {
          if (evidence.isDecided) break;
          await scanner.push(block);
        }
        return evidence.isDecided ? evidence.decision() : undefined;
      },
      async finish() {
        await scanner.push(blocks.rest);
        await scanner.end();
        if (second.hasOne && !second.isUpdate((await xrefPosition(subject)) ?? 0, size))
          evidence.report('polyglot', 'The PDF has another document behind its end.');
        return evidence.isDecided ? evidence.decision() : evidence.conclusion();
      },
    };
  },
};
