import type { FhirResource } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { observation, patient, system } from './fixture.ts';
import { createServer } from './http.ts';

let server: Awaited<ReturnType<typeof createServer>>;
const put = async (resource: FhirResource) =>
  expect((await server.send('PUT', `/${resource.resourceType}/${resource.id}`, resource)).status).toBe(201);

beforeAll(async () => {
  server = await createServer(system());
  await put({ resourceType: 'Organization', id: 'county', name: '青河县医院', identifier: [{ system: 'urn:org', value: 'county' }] });
  await put({
    resourceType: 'Practitioner',
    id: 'gao',
    name: [{ family: '高', given: ['明'] }],
    identifier: [{ system: 'urn:staff', value: '7' }],
  });
  await put(
    patient({
      id: 'wang',
      name: [{ family: '王', given: ['小明'] }],
      identifier: [{ system: 'urn:mrn', value: 'W1' }, { value: 'no-system' }],
      managingOrganization: { reference: 'Organization/county' },
    }),
  );
  await put(
    patient({
      id: 'muller',
      name: [{ family: 'Müller', given: ['Ann'] }],
      gender: 'female',
      birthDate: '1970',
      identifier: [{ system: 'urn:mrn', value: 'M,1' }],
      generalPractitioner: [{ reference: 'Practitioner/gao' }],
    }),
  );
  await put(
    patient({
      id: 'smith',
      name: [{ family: 'SMITH', given: ['Ann-Marie'] }],
      gender: 'female',
      birthDate: '1980-05',
      identifier: [{ system: 'urn:mrn', value: 'S1' }],
      generalPractitioner: [{ identifier: { system: 'urn:staff', value: '9' } }],
    }),
  );
  const loinc = { system: 'http://loinc.org', code: '8480-6' };
  const local = { system: 'urn:local', code: 'BP-SYS' };
  await put(
    observation('Patient/wang', {
      id: 'two-codings',
      code: { coding: [loinc, local] },
      effectiveDateTime: '2024-03-10',
      performer: [{ reference: 'Practitioner/gao' }],
    }),
  );
  await put(
    observation('Patient/wang', {
      id: 'march',
      code: { coding: [loinc] },
      effectiveDateTime: '2024-03-15T10:00:00+08:00',
      performer: [{ reference: 'Organization/county' }],
    }),
  );
  await put(observation('Patient/wang', { id: 'april', code: { coding: [loinc] }, effectiveDateTime: '2024-04-01', status: 'amended' }));
  await put(observation('Patient/wang', { id: 'bare-code', code: { coding: [{ code: '8480-6' }] }, effectiveDateTime: '2024-05-01' }));
  const { effectiveDateTime: _none, ...undated } = observation('Patient/muller', { id: 'undated', code: { text: 'free text only' } });
  await put(undated);
  await put(
    observation('Patient/muller', {
      id: 'period',
      effectivePeriod: { start: '2024-02-01', end: '2024-03-31' },
      ...{ effectiveDateTime: undefined as never },
    }),
  );
  await put({
    resourceType: 'Condition',
    id: 'flu',
    subject: { reference: 'Patient/wang' },
    code: { coding: [{ system: 'http://snomed.info/sct', code: '6142004' }] },
  });
  await put({
    resourceType: 'Provenance',
    id: 'prov',
    target: [{ reference: 'Observation/march' }],
    recorded: '2024-03-15T10:00:00Z',
    agent: [{ who: { reference: 'Practitioner/gao' } }],
  });
  await put({ resourceType: 'ValueSet', id: 'vs', url: 'http://example.org/vs', status: 'active', name: 'Example' });
});
afterAll(() => server.close());

const ids = async (query: string): Promise<string[]> => {
  const { status, body, text } = await server.send('GET', `/${query}`);
  if (status !== 200) throw new Error(text);
  return ((body.entry ?? []) as { resource: { id: string }; search: { mode: string } }[])
    .filter((e) => e.search.mode === 'match')
    .map((e) => e.resource.id);
};
const sorted = async (query: string) => (await ids(query)).sort();

describe('token', () => {
  test.each([
    ['system and code', 'code=http://loinc.org|8480-6', ['april', 'march', 'period', 'two-codings']],
    ['a code of any system', 'code=8480-6', ['april', 'bare-code', 'march', 'period', 'two-codings']],
    ['a code without a system', 'code=|8480-6', ['bare-code']],
    ['any code of a system', 'code=urn:local|', ['two-codings']],
    ['the second coding', 'code=BP-SYS', ['two-codings']],
    ['the second coding with subject and date', 'code=urn:local|BP-SYS&subject=Patient/wang&date=2024-03', ['two-codings']],
    ['alternatives', 'code=urn:local|BP-SYS,|8480-6', ['bare-code', 'two-codings']],
    ['all of several', 'code=urn:local|BP-SYS&code=http://loinc.org|8480-6', ['two-codings']],
    [':not', 'code:not=http://loinc.org|8480-6', ['bare-code', 'undated']],
    [':not with alternatives', 'code:not=BP-SYS,|8480-6', ['april', 'march', 'period', 'undated']],
    [':missing=true', 'code:missing=true', ['undated']],
    [':missing=false', 'code:missing=false', ['april', 'bare-code', 'march', 'period', 'two-codings']],
    ['a code element', 'status=amended', ['april']],
    ['its value set as system', 'status=http://hl7.org/fhir/observation-status|amended', ['april']],
    ['_id', '_id=march,april,none', ['april', 'march']],
  ])('%s', async (_name, query, expected) => expect(await sorted(`Observation?${query}`)).toEqual(expected));

  test('an identifier with an escaped comma, without a system, of any system', async () => {
    expect(await ids('Patient?identifier=urn:mrn|M\\,1')).toEqual(['muller']);
    expect(await ids('Patient?identifier=|no-system')).toEqual(['wang']);
    expect(await sorted('Patient?identifier=urn:mrn|')).toEqual(['muller', 'smith', 'wang']);
  });
});

describe('reference', () => {
  test.each([
    ['type and id', 'subject=Patient/muller', ['period', 'undated']],
    ['an id', 'subject=muller', ['period', 'undated']],
    ['a type as modifier', 'subject:Patient=muller', ['period', 'undated']],
    ['patient', 'patient=muller', ['period', 'undated']],
    ['another type', 'subject=Group/muller', []],
    ['this server, absolute', 'subject=http://localhost/fhir/Patient/muller', ['period', 'undated']],
    ['alternatives', 'performer=Practitioner/gao,Organization/county', ['march', 'two-codings']],
    [':missing', 'performer:missing=false', ['march', 'two-codings']],
  ])('%s', async (_name, query, expected) => expect(await sorted(`Observation?${query}`)).toEqual(expected));

  test(':identifier finds a logical reference, which :missing counts as there', async () => {
    expect(await ids('Patient?general-practitioner:identifier=urn:staff|9')).toEqual(['smith']);
    expect(await ids('Patient?general-practitioner:missing=true')).toEqual(['wang']);
  });
});

describe('date', () => {
  test.each([
    ['the precision of the query counts', 'date=2024-03', ['march', 'two-codings']],
    ['eq with a day', 'date=eq2024-03-10', ['two-codings']],
    ['a day in the zone of the consortium', 'date=2024-03-15', ['march']],
    ['ne', 'date=ne2024-03', ['april', 'bare-code', 'period']],
    ['gt', 'date=gt2024-03-31', ['april', 'bare-code']],
    ['ge', 'date=ge2024-04-01', ['april', 'bare-code']],
    ['lt', 'date=lt2024-03-10', ['period']],
    ['le', 'date=le2024-03-10', ['period', 'two-codings']],
    ['sa', 'date=sa2024-03', ['april', 'bare-code']],
    ['eb', 'date=eb2024-04-01', ['march', 'period', 'two-codings']],
    ['both ends', 'date=ge2024-03-11&date=lt2024-05', ['april', 'march', 'period']],
    [':missing', 'date:missing=true', ['undated']],
    ['a plus sign that was not escaped', 'date=2024-03-15T10:00:00+08:00', ['march']],
  ])('%s', async (_name, query, expected) => expect(await sorted(`Observation?${query}`)).toEqual(expected));

  test('_lastUpdated', async () => {
    expect(await ids('Observation?_lastUpdated=gt2100')).toEqual([]);
    expect((await ids(`Observation?_lastUpdated=ge${new Date(Date.now() - 3600_000).toISOString()}`)).length).toBe(6);
  });
});

describe('string and uri', () => {
  test.each([
    ['a prefix in Han characters', 'name=王', ['wang']],
    ['a whole Chinese name', 'name=王小明', ['wang']],
    ['an infix in Han characters', 'name:contains=小明', ['wang']],
    ['no infix without :contains', 'name=明', []],
    ['without case', 'family=smith', ['smith']],
    ['without accents', 'family=muller', ['muller']],
    ['accents in the query', 'family=MÜLL', ['muller']],
    ['a prefix', 'given=ann', ['muller', 'smith']],
    [':exact', 'given:exact=Ann', ['muller']],
    [':exact respects case', 'family:exact=Smith', []],
    [':exact in its own case', 'family:exact=SMITH', ['smith']],
    [':missing', 'address:missing=true', ['muller', 'smith', 'wang']],
    ['alternatives', 'family=smi,王', ['smith', 'wang']],
  ])('%s', async (_name, query, expected) => expect(await sorted(`Patient?${query}`)).toEqual(expected));

  test('a URI as it stands', async () => {
    expect(await ids('ValueSet?url=http://example.org/vs')).toEqual(['vs']);
    expect(await ids('ValueSet?url=http://example.org/v')).toEqual([]);
  });
});

describe('chains', () => {
  test.each([
    ['with a type', 'subject:Patient.identifier=urn:mrn|W1', ['april', 'bare-code', 'march', 'two-codings']],
    ['without a type', 'subject.name=王', ['april', 'bare-code', 'march', 'two-codings']],
    ['to several types', 'performer.name=高', ['two-codings']],
    ['that nothing meets', 'subject:Patient.identifier=urn:mrn|none', []],
    ['with a modifier', 'subject:Patient.gender:not=male', ['period', 'undated']],
    ['with :missing', 'subject:Patient.general-practitioner:missing=true', ['april', 'bare-code', 'march', 'two-codings']],
    ['with alternatives', 'patient.identifier=urn:mrn|W1,urn:mrn|S1', ['april', 'bare-code', 'march', 'two-codings']],
    ['and a code', 'subject:Patient.identifier=urn:mrn|W1&code=BP-SYS', ['two-codings']],
    ['from another type', 'performer:Organization.name=青河', ['march']],
  ])('%s', async (_name, query, expected) => expect(await sorted(`Observation?${query}`)).toEqual(expected));
});

describe('answers', () => {
  const modes = async (query: string) =>
    ((await server.send('GET', `/${query}`)).body.entry as { resource: FhirResource; search: { mode: string } }[])
      .map((e) => `${e.search.mode} ${e.resource.resourceType}/${e.resource.id}`)
      .sort();

  test('_include adds what is referred to, once', async () => {
    expect(await modes('Observation?_id=march,two-codings&_include=Observation:subject&_include=Observation:performer')).toEqual(
      [
        'include Organization/county',
        'include Patient/wang',
        'include Practitioner/gao',
        'match Observation/march',
        'match Observation/two-codings',
      ].sort(),
    );
    expect(await modes('Observation?_id=march,two-codings&_include=Observation:performer:Organization')).toEqual([
      'include Organization/county',
      'match Observation/march',
      'match Observation/two-codings',
    ]);
    expect(await modes('Observation?_id=two-codings&_include=Observation:*')).toEqual([
      'include Patient/wang',
      'include Practitioner/gao',
      'match Observation/two-codings',
    ]);
  });

  test('_revinclude adds what refers to a match', async () => {
    expect(await modes('Observation?_id=march&_revinclude=Provenance:target')).toEqual([
      'include Provenance/prov',
      'match Observation/march',
    ]);
    expect(await modes('Patient?_id=wang&_revinclude=Condition:patient')).toEqual(['include Condition/flu', 'match Patient/wang']);
  });

  test('_sort by date, by several keys, up and down', async () => {
    expect(await ids('Observation?subject=Patient/wang&_sort=date')).toEqual(['two-codings', 'march', 'april', 'bare-code']);
    expect(await ids('Observation?subject=Patient/wang&_sort=-date')).toEqual(['bare-code', 'april', 'march', 'two-codings']);
    expect(await ids('Observation?subject=Patient/wang&code=8480-6&_sort=-date&_count=2')).toEqual(['bare-code', 'april']);
    expect(await ids('Patient?_sort=gender,-birthdate')).toEqual(['smith', 'muller', 'wang']);
    expect(await ids('Patient?_sort=-_id')).toEqual(['wang', 'smith', 'muller']);
    expect(await ids('Patient?_sort=family')).toEqual(['muller', 'smith', 'wang']);
  });

  test('_total is given only when asked for', async () => {
    const total = async (query: string) => (await server.send('GET', `/${query}`)).body.total;
    expect(await total('Observation')).toBeUndefined();
    expect(await total('Observation?_total=accurate&_count=2')).toBe(6);
    expect(await total('Observation?_summary=count')).toBe(6);
    expect(await total('Observation?_count=0')).toBe(6);
    expect(await total('Patient?given:exact=Ann&_total=accurate')).toBe(1);
  });

  test.each([
    'Observation?_count=2',
    'Observation?_count=1&_sort=-date',
    'Observation?_count=2&_sort=status,-date',
    'Observation?subject=Patient/wang&_count=1',
    'Observation?_sort=-_lastUpdated&_count=4',
    'Observation?patient=wang&code=8480-6&_count=3&_sort=date',
  ])('the pages of %s give everything once, whatever is written meanwhile', async (query) => {
    const all = await ids(query.replace(/_count=\d/, '_count=100'));
    const seen: string[] = [];
    let url: string | undefined = `/${query}`;
    while (url) {
      const { body } = await server.send('GET', url);
      seen.push(...(body.entry ?? []).map((e: { resource: { id: string } }) => e.resource.id));
      url = body.link.find((l: { relation: string }) => l.relation === 'next')?.url.replace(/^.*\/fhir/, '');
      await server.send('PUT', '/Basic/noise', { resourceType: 'Basic', id: 'noise', code: { text: 'x' } });
    }
    expect(seen).toEqual(all);
  });

  test('_elements and _summary=data leave out and say so', async () => {
    const { body } = await server.send('GET', '/Patient?_id=wang&_elements=gender');
    expect(Object.keys(body.entry[0].resource).sort()).toEqual(['gender', 'id', 'meta', 'resourceType']);
    expect(body.entry[0].resource.meta.tag[0].code).toBe('SUBSETTED');
  });

  test('POST _search takes the parameters as a form', async () => {
    const { status, body } = await server.send('POST', '/Patient/_search?_count=5', 'family=smith&gender=female', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect([status, body.entry.map((e: { resource: { id: string } }) => e.resource.id)]).toEqual([200, ['smith']]);
  });

  test('the self link holds what was understood', async () => {
    const { body } = await server.send('GET', '/Patient?family=smith&_count=5');
    expect(body.link[0]).toEqual({ relation: 'self', url: 'http://localhost/fhir/Patient?family=smith&_count=5' });
  });
});

describe('what is not supported is 400, never silence', () => {
  test.each([
    'Patient?nonsense=1',
    'Patient?name:sounds=x',
    'Patient?gender:contains=x',
    'Observation?code:text=x',
    'Observation?code:in=x',
    'Observation?value-quantity=5',
    'RiskAssessment?probability=1',
    'Observation?code-value-quantity=a$5',
    'Location?near=1',
    'Patient?_has:Observation:patient:code=1',
    'Observation?subject.general-practitioner.name=x',
    'Observation?code.name=x',
    'Observation?_include:iterate=Observation:subject',
    'Observation?_include=Observation:nothing',
    'Observation?_include=nonsense',
    'Observation?_sort=nothing',
    'Observation?_sort=value-quantity',
    'Observation?date=yesterday',
    'Observation?date=2024-13',
    'Observation?_lastUpdated=true',
    'Observation?_count=many',
    'Observation?_total=some',
    'Observation?_summary=true',
    'Observation?_text=x',
    'Observation?_content=x',
    'Observation?_filter=x',
    'Observation?_contained=true',
    'Observation?subject=',
    'Observation?subject:missing=maybe',
    'Observation?code=a|b|c',
    'Observation?subject:Nothing=1',
    'Observation?_cursor=x',
    'Observation?_cursor=WyJhIiwiYiIsImMiXQ',
    'Observation?_cursor=WyJhIl0',
    'Observation?subject=a/b/c/d',
    'Patient?name=%20',
  ])('%s', async (query) => {
    const { status, body } = await server.send('GET', `/${query}`);
    expect([status, body.resourceType, body.issue?.[0].severity]).toEqual([400, 'OperationOutcome', 'error']);
  });

  test('unless leniency is asked for: then the answer says what was left out', async () => {
    const { status, body } = await server.send('GET', '/Patient?family=smith&nonsense=1', undefined, { prefer: 'handling=lenient' });
    expect(status).toBe(200);
    expect(body.entry.map((e: { search: { mode: string } }) => e.search.mode)).toEqual(['match', 'outcome']);
    expect(body.link[0].url).not.toContain('nonsense');
  });

  test('_format other than json is 406', async () => {
    expect((await server.send('GET', '/Patient?_format=xml')).status).toBe(406);
  });
});
