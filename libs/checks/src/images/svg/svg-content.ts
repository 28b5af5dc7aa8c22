import type { WholeObjectCheck } from '../../check.js';
import { Findings } from '../../findings.js';
import { XmlReader } from '../../xml/xml-reader.js';
import { SvgRules } from './svg-rules.js';

/** Well-formed XML without a document type, whose root is an SVG, and in which nothing runs or loads. Reads the whole object. */
export const svgContent: WholeObjectCheck = {
  name: 'svg-content',
  observe({ policy, memory }) {
    const findings = new Findings(policy);
    const xml = new XmlReader(new SvgRules(findings));
    const text = memory.part();
    return {
      async consume(slice) {
        const rejection = xml.write(slice);
        await text.keep(xml.keptBytes);
        return rejection === undefined ? undefined : { rejection };
      },
      finish() {
        const rejection = xml.finish();
        return rejection === undefined ? findings.result() : { rejection };
      },
    };
  },
};
