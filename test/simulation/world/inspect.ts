import { createHash } from 'node:crypto';
import { decodeDeclaration, reject } from '#core';
import type { Accepted, Inspected } from '../../../apps/scanner/src/scan/inspector.js';
import { DETECTED_TYPE } from './setting.js';
import { headOf, type Version } from './version.js';

/** What a scanner finds in these bytes: both, if one would accept them and another refuse. */
export function judgementsOf(version: Version): readonly Inspected[] {
  if (version.bytes.startsWith('good')) return [accepted(version)];
  if (version.bytes.startsWith('evil')) return [refused(version)];
  return [accepted(version), refused(version)];
}

function accepted(version: Version): Inspected {
  const declaration = decodeDeclaration(version.metadata);
  if (declaration === undefined) throw new Error('every client of this world declares what it sends');
  const outcome: Accepted = {
    accepted: true,
    declaration,
    contentType: DETECTED_TYPE,
    checksum: { algorithm: 'sha256', value: sha256(version.bytes) },
    warnings: [],
  };
  return { object: headOf(version), declaration, outcome };
}

function refused(version: Version): Inspected {
  const outcome = { accepted: false, rejection: reject('malware', 'is evil') } as const;
  return { object: headOf(version), declaration: decodeDeclaration(version.metadata), outcome };
}

export const sha256 = (bytes: string): string => createHash('sha256').update(bytes).digest('base64');
