import type { Policy, RejectionCode } from '#core';
import type { CheckResult } from '../check.js';
import { Findings } from '../findings.js';
import { ObjectNumbers } from './object-numbers.js';

/** What is known of a document so far. Some of it makes sense only when all of it has been seen. */
export class Evidence {
  /** Objects that a reader acts upon when the document is opened. */
  readonly opened = new ObjectNumbers();
  /** Actions that leave the document, or lead to further ones. */
  readonly leaving = new ObjectNumbers();
  /** Objects that name the file of a link to another document. */
  readonly files = new ObjectNumbers();
  /** File names and specifications that lead out of the document's folder. */
  readonly elsewhere = new ObjectNumbers();
  readonly roots = new ObjectNumbers();
  readonly catalogs = new ObjectNumbers();
  hasPages = false;

  private readonly findings: Findings;
  private isEncrypted = false;
  private flaw?: { readonly code: RejectionCode; readonly detail: string };

  constructor(policy: Policy) {
    this.findings = new Findings(policy);
  }

  get keptBytes(): number {
    const { opened, leaving, files, elsewhere, roots, catalogs } = this;
    return [opened, leaving, files, elsewhere, roots, catalogs].reduce(
      (sum, { keptBytes }) => sum + keptBytes,
      0,
    );
  }

  get isDecided(): boolean {
    return this.findings.rejection !== undefined;
  }

  report(code: RejectionCode, detail: string): void {
    if (code === 'encrypted') this.isEncrypted = true;
    this.findings.reject(code, detail);
  }

  /** Counts only if the document turns out not to be encrypted: the strings and streams of one that is are noise. */
  reportUnlessEncrypted(code: RejectionCode, detail: string): void {
    this.flaw ??= { code, detail };
  }

  /** The first thing found that the policy does not tolerate. */
  decision(): CheckResult {
    return { rejection: this.findings.rejection };
  }

  conclusion(): CheckResult {
    if (this.opened.meets(this.leaving))
      this.report('external-reference', 'leaves the document as soon as it is opened');
    if (this.files.meets(this.elsewhere))
      this.report('external-reference', 'links to a file by an absolute path or a URL');
    if (!this.roots.meets(this.catalogs) || !this.hasPages)
      this.reportUnlessEncrypted('malformed', 'has no catalog with pages');
    if (this.flaw !== undefined && !this.isEncrypted) this.report(this.flaw.code, this.flaw.detail);
    return this.findings.result();
  }
}
