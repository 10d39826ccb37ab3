/** Colours of masks by segment number, in the order of `--m1` to `--m8`. */
const COLOURS = ['#f0a020', '#56bef0', '#f4f4f4', '#7a6bff', '#f2e75c', '#d653a6', '#12a67a', '#ff7a45'];

/** A canvas knows no custom properties: these are the values of tokens.css, and a test compares them. */
export const maskColour = (segment: number): string => COLOURS[(segment - 1) % COLOURS.length] ?? '#f4f4f4';
