import { dateBounds } from './date-range.ts';
import { numberOf } from './json.ts';
import { isObject, type JsonObject } from './validation.ts';

/** A rule of FHIR about one structure. */
export interface Invariant {
  /** Its key in the standard. */
  readonly key: string;
  /** What is wrong and how to mend it, or nothing. */
  readonly fault: (value: JsonObject) => string | undefined;
}

const has = (value: JsonObject, name: string): boolean => value[name] !== undefined || value[`_${name}`] !== undefined;
/** Whether one of the properties of a choice element is there. */
const hasChoice = (value: JsonObject, name: string): boolean => {
  for (const key in value) {
    const at = key.startsWith('_') ? 1 : 0;
    const next = key.charCodeAt(at + name.length);
    if (key.startsWith(name, at) && next >= 65 && next <= 90) return true;
  }
  return false;
};
const items = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
const codings = (concept: unknown): readonly JsonObject[] => (isObject(concept) ? items(concept.coding) : []);
const coded = (concept: unknown, code: string): boolean => codings(concept).some((coding) => coding.code === code);
const rule = (key: string, message: string, holds: (value: JsonObject) => boolean): Invariant => ({
  key,
  fault: (value) => (holds(value) ? undefined : message),
});

/** Whether a date or time can be at or before another, whatever their precision. */
function inOrder(first: unknown, second: unknown): boolean {
  if (typeof first !== 'string' || typeof second !== 'string') return true;
  if (first.length === second.length && first <= second && first.slice(19) === second.slice(19)) return true;
  const [start, end] = [dateBounds(first), dateBounds(second)];
  return !start || !end || start[0] < end[1];
}

const quantity = [rule('qty-3', 'a code needs its system; add system', (value) => !has(value, 'code') || has(value, 'system'))];

function sameConcept(one: unknown, other: unknown): boolean {
  return codings(one).some((a) =>
    codings(other).some((b) => a.code !== undefined && a.code === b.code && a.system === b.system && a.version === b.version),
  );
}

const table: Readonly<Record<string, readonly Invariant[]>> = {
  Extension: [
    rule(
      'ext-1',
      'has either a value or extensions; give exactly one of the two',
      (value) => has(value, 'extension') !== hasChoice(value, 'value'),
    ),
  ],
  Quantity: quantity,
  Age: quantity,
  Count: quantity,
  Distance: quantity,
  Duration: quantity,
  Attachment: [rule('att-1', 'data needs a contentType; add it', (value) => !has(value, 'data') || has(value, 'contentType'))],
  ContactPoint: [
    rule('cpt-2', 'a value needs a system; add system, such as phone', (value) => !has(value, 'value') || has(value, 'system')),
  ],
  Period: [rule('per-1', 'start lies after end; swap or correct them', (value) => inOrder(value.start, value.end))],
  Range: [
    rule('rng-2', 'low is above high; swap or correct them', ({ low, high }) => {
      if (!isObject(low) || !isObject(high) || low.code !== high.code || low.unit !== high.unit) return true;
      return !((numberOf(low.value) ?? 0) > (numberOf(high.value) ?? Number.POSITIVE_INFINITY));
    }),
  ],
  Ratio: [
    rule(
      'rat-1',
      'has numerator and denominator, or neither and an extension; add what is missing',
      (value) => has(value, 'numerator') === has(value, 'denominator') && (has(value, 'numerator') || has(value, 'extension')),
    ),
  ],
  'Timing.repeat': [
    rule('tim-1', 'a duration needs a durationUnit; add it', (value) => !has(value, 'duration') || has(value, 'durationUnit')),
    rule('tim-2', 'a period needs a periodUnit; add it', (value) => !has(value, 'period') || has(value, 'periodUnit')),
    rule('tim-4', 'duration is negative; write its length', (value) => !((numberOf(value.duration) ?? 0) < 0)),
    rule('tim-5', 'period is negative; write its length', (value) => !((numberOf(value.period) ?? 0) < 0)),
    rule('tim-6', 'periodMax needs a period; add it', (value) => !has(value, 'periodMax') || has(value, 'period')),
    rule('tim-7', 'durationMax needs a duration; add it', (value) => !has(value, 'durationMax') || has(value, 'duration')),
    rule('tim-8', 'countMax needs a count; add it', (value) => !has(value, 'countMax') || has(value, 'count')),
    rule('tim-10', 'timeOfDay and when exclude each other; keep one', (value) => !has(value, 'timeOfDay') || !has(value, 'when')),
  ],
  Expression: [
    rule('exp-1', 'has neither expression nor reference; add one', (value) => has(value, 'expression') || has(value, 'reference')),
  ],
  AllergyIntolerance: [
    rule(
      'ait-1',
      'clinicalStatus is missing; add it, unless entered in error',
      (value) => coded(value.verificationStatus, 'entered-in-error') || has(value, 'clinicalStatus'),
    ),
    rule(
      'ait-2',
      'entered in error has no clinicalStatus; remove it',
      (value) => !coded(value.verificationStatus, 'entered-in-error') || !has(value, 'clinicalStatus'),
    ),
  ],
  Appointment: [
    rule('app-2', 'start and end go together; add the other', (value) => has(value, 'start') === has(value, 'end')),
    rule(
      'app-3',
      'start and end are missing; add them, or make it proposed, cancelled or waitlist',
      (value) => (has(value, 'start') && has(value, 'end')) || ['proposed', 'cancelled', 'waitlist'].includes(String(value.status)),
    ),
    rule(
      'app-4',
      'only a cancelled or missed appointment has a cancelationReason; remove it',
      (value) => !has(value, 'cancelationReason') || ['noshow', 'cancelled'].includes(String(value.status)),
    ),
  ],
  'Appointment.participant': [rule('app-1', 'has neither type nor actor; add one', (value) => has(value, 'type') || has(value, 'actor'))],
  'AuditEvent.entity': [
    rule('sev-1', 'name and query exclude each other; keep one', (value) => !has(value, 'name') || !has(value, 'query')),
  ],
  Bundle: [
    rule(
      'bdl-1',
      'only a searchset or history has a total; remove it',
      (value) => !has(value, 'total') || value.type === 'searchset' || value.type === 'history',
    ),
    rule(
      'bdl-2',
      'only a searchset has entry.search; remove it',
      (value) => value.type === 'searchset' || items(value.entry).every((entry) => !has(entry, 'search')),
    ),
    rule('bdl-3', 'each entry of a batch, transaction or history has a request, no other has; correct entry.request', (value) =>
      items(value.entry).every((entry) => has(entry, 'request') === ['batch', 'transaction', 'history'].includes(String(value.type))),
    ),
    rule(
      'bdl-4',
      'each entry of a batch-response, transaction-response or history has a response, no other has; correct entry.response',
      (value) =>
        items(value.entry).every(
          (entry) => has(entry, 'response') === ['batch-response', 'transaction-response', 'history'].includes(String(value.type)),
        ),
    ),
    rule('bdl-7', 'two entries have the same fullUrl; make them unique', (value) => {
      if (value.type === 'history') return true;
      const keys = items(value.entry)
        .filter((entry) => entry.fullUrl !== undefined)
        .map(
          (entry) =>
            `${String(entry.fullUrl)} ${isObject(entry.resource) && isObject(entry.resource.meta) ? String(entry.resource.meta.versionId) : ''}`,
        );
      return new Set(keys).size === keys.length;
    }),
    rule(
      'bdl-9',
      'a document needs an identifier with system and value; add it',
      (value) =>
        value.type !== 'document' || (isObject(value.identifier) && has(value.identifier, 'system') && has(value.identifier, 'value')),
    ),
    rule('bdl-10', 'a document needs a timestamp; add it', (value) => value.type !== 'document' || has(value, 'timestamp')),
  ],
  'Bundle.entry': [
    rule(
      'bdl-5',
      'has neither resource, request nor response; add one',
      (value) => has(value, 'resource') || has(value, 'request') || has(value, 'response'),
    ),
    rule('bdl-8', 'fullUrl names no version; take /_history/ out', (value) => !String(value.fullUrl).includes('/_history/')),
  ],
  'CarePlan.activity': [
    rule('cpl-3', 'detail and reference exclude each other; keep one', (value) => !has(value, 'detail') || !has(value, 'reference')),
  ],
  'Composition.section': [
    rule(
      'cmp-1',
      'has neither text, entry nor section; add one',
      (value) => has(value, 'text') || has(value, 'entry') || has(value, 'section'),
    ),
    rule('cmp-2', 'a section with entries has no emptyReason; remove it', (value) => !has(value, 'emptyReason') || !has(value, 'entry')),
  ],
  Condition: [
    rule(
      'con-4',
      'an abated condition is resolved, inactive or in remission; correct clinicalStatus',
      (value) => !hasChoice(value, 'abatement') || ['resolved', 'remission', 'inactive'].some((code) => coded(value.clinicalStatus, code)),
    ),
    rule(
      'con-5',
      'entered in error has no clinicalStatus; remove it',
      (value) => !coded(value.verificationStatus, 'entered-in-error') || !has(value, 'clinicalStatus'),
    ),
  ],
  'Condition.stage': [
    rule('con-1', 'has neither summary nor assessment; add one', (value) => has(value, 'summary') || has(value, 'assessment')),
  ],
  'Condition.evidence': [rule('con-2', 'has neither code nor detail; add one', (value) => has(value, 'code') || has(value, 'detail'))],
  Consent: [rule('ppc-1', 'has neither policy nor policyRule; add one', (value) => has(value, 'policy') || has(value, 'policyRule'))],
  FamilyMemberHistory: [
    rule('fhs-1', 'age and born exclude each other; keep one', (value) => !hasChoice(value, 'age') || !hasChoice(value, 'born')),
  ],
  Group: [rule('grp-1', 'only an actual group has members; set actual to true', (value) => !has(value, 'member') || value.actual === true)],
  'Immunization.education': [
    rule('imm-1', 'has neither documentType nor reference; add one', (value) => has(value, 'documentType') || has(value, 'reference')),
  ],
  InsurancePlan: [rule('ipn-1', 'has neither identifier nor name; add one', (value) => has(value, 'identifier') || has(value, 'name'))],
  List: [
    rule('lst-1', 'a list with entries has no emptyReason; remove it', (value) => !has(value, 'emptyReason') || !has(value, 'entry')),
    rule(
      'lst-2',
      'only a list of changes marks entries deleted; set mode to changes',
      (value) => value.mode === 'changes' || items(value.entry).every((entry) => !has(entry, 'deleted')),
    ),
    rule(
      'lst-3',
      'only a working list dates its entries; set mode to working',
      (value) => value.mode === 'working' || items(value.entry).every((entry) => !has(entry, 'date')),
    ),
  ],
  'MedicationAdministration.dosage': [
    rule('mad-1', 'has neither dose nor rate; add one', (value) => has(value, 'dose') || hasChoice(value, 'rate')),
  ],
  MedicationDispense: [
    rule('mdd-1', 'handed over before prepared; correct the times', (value) => inOrder(value.whenPrepared, value.whenHandedOver)),
  ],
  Observation: [
    rule(
      'obs-6',
      'dataAbsentReason and a value exclude each other; keep one',
      (value) => !has(value, 'dataAbsentReason') || !hasChoice(value, 'value'),
    ),
    rule(
      'obs-7',
      'a component has the code of the Observation, which has a value; move the value into one of them',
      (value) =>
        value.component === undefined ||
        !hasChoice(value, 'value') ||
        items(value.component).every((component) => !sameConcept(component.code, value.code)),
    ),
  ],
  'Observation.referenceRange': [
    rule('obs-3', 'has neither low, high nor text; add one', (value) => has(value, 'low') || has(value, 'high') || has(value, 'text')),
  ],
  Organization: [
    rule('org-1', 'has neither identifier nor name; add one', (value) => has(value, 'identifier') || has(value, 'name')),
    rule('org-2', 'an organization has no home address; correct address.use', (value) =>
      items(value.address).every((address) => address.use !== 'home'),
    ),
    rule('org-3', 'an organization has no home telephone; correct telecom.use', (value) =>
      items(value.telecom).every((telecom) => telecom.use !== 'home'),
    ),
  ],
  'Parameters.parameter': [
    rule(
      'inv-1',
      'has exactly one of value, resource and part; correct it',
      (value) => Number(hasChoice(value, 'value')) + Number(has(value, 'resource')) + Number(has(value, 'part')) === 1,
    ),
  ],
  'Patient.contact': [
    rule('pat-1', 'has neither name, telecom, address nor organization; add one', (value) =>
      ['name', 'telecom', 'address', 'organization'].some((name) => has(value, name)),
    ),
  ],
  'Questionnaire.item': [
    rule('que-1', 'a group has items, a display has none; correct type or item', (value) =>
      value.type === 'group' ? has(value, 'item') : value.type !== 'display' || !has(value, 'item'),
    ),
    rule('que-3', 'a display has no code; remove it', (value) => value.type !== 'display' || !has(value, 'code')),
    rule(
      'que-4',
      'answerOption and answerValueSet exclude each other; keep one',
      (value) => !has(value, 'answerOption') || !has(value, 'answerValueSet'),
    ),
    rule(
      'que-11',
      'answerOption and initial exclude each other; use answerOption.initialSelected',
      (value) => !has(value, 'answerOption') || !has(value, 'initial'),
    ),
  ],
  'QuestionnaireResponse.item': [
    rule(
      'qrs-1',
      'answer and item exclude each other; nest items under the answer',
      (value) => !has(value, 'answer') || !has(value, 'item'),
    ),
  ],
  ServiceRequest: [rule('prr-1', 'orderDetail needs a code; add it', (value) => !has(value, 'orderDetail') || has(value, 'code'))],
  Task: [rule('inv-1', 'lastModified lies before authoredOn; correct them', (value) => inOrder(value.authoredOn, value.lastModified))],
  'ValueSet.compose.include': [
    rule('vsd-1', 'has neither valueSet nor system; add one', (value) => has(value, 'valueSet') || has(value, 'system')),
    rule(
      'vsd-2',
      'concept and filter need a system; add it',
      (value) => (!has(value, 'concept') && !has(value, 'filter')) || has(value, 'system'),
    ),
    rule('vsd-3', 'concept and filter exclude each other; keep one', (value) => !has(value, 'concept') || !has(value, 'filter')),
  ],
};

export const invariantsOf = (path: string): readonly Invariant[] => table[path] ?? [];
