export interface ReportSection {
  /** `影像所见`, `Impression`; absent where the paragraph has no heading of its own. */
  readonly heading?: string;
  readonly text: string;
}

const HEADINGS = /^(影像所见|诊断意见|请核对|Findings|Impression|Please check)[：:]\s*/;

/** A report's text by its headings: one paragraph a line, as services write it. */
export function reportSections(text: string): ReportSection[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const heading = HEADINGS.exec(line);
      return heading?.[1] ? { heading: heading[1], text: capitalized(line.slice(heading[0].length)) } : { text: line };
    });
}

/** What followed a colon now stands by itself. */
const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
