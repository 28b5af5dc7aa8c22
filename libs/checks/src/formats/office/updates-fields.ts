import { isRejection, type Rejection } from '#core';
import type { Subject } from '../../inspection/check.js';
import type { OfficePackage } from './office-package.js';
import { partStarts } from './part-starts.js';
import { readXmlPart } from './read-xml-part.js';
import { targetsOf } from './relationships.js';
import { isOn, wordAttribute } from './word-fields.js';

const MAX_SETTINGS_BYTES = 16 * 1024 * 1024;

/**
 * ECMA-376-1, 17.15.1.81: the settings ask for all fields to be updated when the file is opened. Reads the settings, so it
 * is asked only where that matters.
 */
export async function updatesFields(subject: Subject, office: OfficePackage): Promise<boolean | Rejection> {
  const reached = await targetsOf(office.relationships, subject.pace, ({ kind }) => kind === 'settings');
  const starts = await partStarts(subject);
  if (isRejection(starts)) return starts;
  let isUpdating = false;
  for (const [name, part] of office.parts) {
    await subject.pace.breathe();
    const isSettings =
      office.contentTypes.of(name)?.endsWith('wordprocessingml.settings+xml') === true ||
      starts.get(name)?.root === 'settings';
    if (!isSettings && !reached.has(name)) continue;
    const rejection = await readXmlPart(
      subject,
      part,
      {
        open(element) {
          if (element.local === 'updateFields') isUpdating ||= isOn(wordAttribute(element, 'val') ?? 'true');
        },
      },
      MAX_SETTINGS_BYTES,
    );
    if (rejection !== undefined) return rejection;
  }
  return isUpdating;
}
