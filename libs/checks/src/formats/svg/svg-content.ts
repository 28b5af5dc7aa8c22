import type { WholeObjectCheck } from '../../inspection/check.js';
import { Findings } from '../../inspection/findings.js';
import { XmlReader } from '../xml/xml-reader.js';
import { SvgRules } from './svg-rules.js';

/** Well-formed XML without declarations of its own, whose root is an SVG, and in which nothing runs or loads. Reads the whole object. */
export const svgContent: WholeObjectCheck = {
  name: 'svg-content',
  reads: 'everything',
  codes: ['embedded-object', 'external-reference', 'malformed', 'script', 'type-mismatch', 'unverifiable'],
  observe({ policy, pace, memory }) {
    const findings = new Findings(policy);
    const xml = new XmlReader(new SvgRules(findings), pace);
    const text = memory.part();
    return {
      async consume(slice) {
        const rejection = await xml.write(slice);
        await text.keep(xml.keptBytes);
        return rejection === undefined ? undefined : { rejection };
      },
      async finish() {
        const rejection = await xml.finish();
        return rejection === undefined ? findings.result() : { rejection };
      },
    };
  },
};
