import type { WholeObjectCheck } from '../check.js';
import { DocumentScanner } from './document-scanner.js';
import { Evidence } from './evidence.js';
import { SecondDocumentFinder } from './second-document.js';

/** Nothing in it acts, leads out, is embedded or encrypted: ISO 32000-2, 7.6, 7.11, 12.6 and 13. Reads the whole object. */
export const pdfContent: WholeObjectCheck = {
  name: 'pdf-content',
  observe({ policy, pace, size, memory }) {
    const evidence = new Evidence(policy);
    const scanner = new DocumentScanner(size, evidence, pace, memory);
    const second = new SecondDocumentFinder();
    let hasSecond = false;
    return {
      async consume(slice) {
        hasSecond ||= second.find(slice);
        await scanner.push(slice);
        return evidence.isDecided ? evidence.decision() : undefined;
      },
      finish() {
        scanner.end();
        if (hasSecond) evidence.report('polyglot', 'has another document behind its end');
        return evidence.isDecided ? evidence.decision() : evidence.conclusion();
      },
    };
  },
};
