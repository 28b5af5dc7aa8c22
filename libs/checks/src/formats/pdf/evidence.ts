import type { FindingCode, Policy, RejectionCode } from '#core';
import type { CheckResult } from '../../inspection/check.js';
import { Findings } from '../../inspection/findings.js';
import type { Decryption } from './encryption/decryption.js';
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
  /** Dictionaries of what events trigger that stand elsewhere, what such ones may refer to, and what leaves the document in them. */
  readonly triggers = new ObjectNumbers();
  readonly triggered = new ObjectNumbers();
  readonly leavingOnEvent = new ObjectNumbers();
  /** What actions refer to as their script, texts that only format a field, and all other texts. */
  readonly scripts = new ObjectNumbers();
  private readonly formScripts = new ObjectNumbers();
  private readonly otherTexts = new ObjectNumbers();
  /** Files that file specifications name as data. */
  readonly attached = new ObjectNumbers();
  /** Embedded files that are XML, and all other objects: one that is both was written twice. */
  readonly dataFiles = new ObjectNumbers();
  readonly otherObjects = new ObjectNumbers();
  hasPages = false;
  /** Of a document that is encrypted, and opens without a password. */
  decryption?: Decryption;
  /** What may be the one that a trailer leads to: which of them a reader goes by differs. */
  encryptionDictionaries = 0;
  /** A trailer, or what may be an xref stream, says where the document begins, and not that it is encrypted. */
  hasPlainTrailer = false;
  /** Only an xref stream, of which every document that has any has one, leads into an object stream. */
  hasXrefStream = false;
  /** There is what might be an object stream, and does not decode. */
  hasUnreadStream = false;

  private readonly findings: Findings;
  private isEncrypted = false;
  private flaw?: { readonly code: RejectionCode; readonly detail: string };

  constructor(policy: Policy) {
    this.findings = new Findings(policy);
  }

  get keptBytes(): number {
    const { opened, leaving, files, elsewhere, roots, catalogs, attached, dataFiles, otherObjects } = this;
    const { triggers, triggered, leavingOnEvent, scripts, formScripts, otherTexts } = this;
    const sets = [
      ...[opened, leaving, files, elsewhere, roots, catalogs, attached, dataFiles, otherObjects],
      ...[triggers, triggered, leavingOnEvent, scripts, formScripts, otherTexts],
    ];
    return sets.reduce((sum, { keptBytes }) => sum + keptBytes, 0);
  }

  /** Where the dictionary that says so stands elsewhere. */
  private get leavesOnEvent(): boolean {
    const { triggers, triggered, leaving, leavingOnEvent } = this;
    if (triggers.meets(leaving) || triggers.meets(leavingOnEvent)) return true;
    return !triggers.isNone && triggered.meets(leaving);
  }

  get isDecided(): boolean {
    return this.findings.rejection !== undefined;
  }

  report(code: FindingCode, detail: string): void {
    if (code === 'encrypted') this.isEncrypted = true;
    this.findings.reject(code, detail);
  }

  /** A string or a stream that is an object of its own. */
  addText(objectNumber: number, isFormScript: boolean): void {
    if (isFormScript) this.formScripts.add(objectNumber);
    else this.otherTexts.addWithSuffixes(objectNumber);
  }

  warn(code: string, detail: string): void {
    this.findings.warn(code, detail);
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
    if (this.decryption !== undefined && (this.hasPlainTrailer || this.encryptionDictionaries !== 1))
      this.report('encrypted', 'The PDF is not encrypted in the same way to all readers.');
    if (!this.scripts.isWithin(this.formScripts) || this.scripts.meets(this.otherTexts))
      this.report('script', 'The PDF has a script.');
    if (this.opened.meets(this.leaving) || this.leavesOnEvent)
      this.report('external-reference', 'The PDF opens something else as soon as it is opened.');
    if (this.files.meets(this.elsewhere))
      this.report('external-reference', 'The PDF links to a file by an absolute path or a URL.');
    if (!this.attached.isWithin(this.dataFiles) || this.attached.meets(this.otherObjects))
      this.report('embedded-object', 'The PDF has a file embedded.');
    if (!this.roots.meets(this.catalogs) || !this.hasPages)
      this.reportUnlessEncrypted('malformed', 'The PDF has no catalog with pages.');
    if (this.hasXrefStream && this.hasUnreadStream)
      this.reportUnlessEncrypted(
        'unverifiable',
        'The PDF has an object stream in an encoding that is not known.',
      );
    if (this.flaw !== undefined && !this.isEncrypted) this.report(this.flaw.code, this.flaw.detail);
    return this.findings.result();
  }
}
