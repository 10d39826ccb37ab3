import { benchCStore } from './cstore.ts';
import { benchDraft } from './draft.ts';
import { benchFhir } from './fhir.ts';
import type { Figure } from './figure.ts';
import { benchHippocampus } from './hippocampus.ts';

/** `npm run bench [fhir|cstore|draft|hippocampus]`: every headline figure beside a peer or a limit, taken in this run. */
const BENCHES: Record<string, () => Promise<readonly Figure[]>> = {
  fhir: benchFhir,
  cstore: benchCStore,
  draft: benchDraft,
  hippocampus: benchHippocampus,
};

const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const unknown = chosen.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`${unknown.join(', ')}: no such bench; there are ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}
for (const [name, run] of Object.entries(BENCHES)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`\n${name}`);
  for (const { what, value, unit, against, ratio, note } of await run()) {
    const beside = against ? `   ${against.what} ${against.value} ${unit}   ratio ${ratio?.toFixed(2)}` : '';
    console.log(`  ${what.padEnd(46)} ${String(value).padStart(9)} ${unit}${beside}${note ? `   (${note})` : ''}`);
  }
}
