import { type AccessContext, recordAudit } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import type { DicomJson } from '@consilium/dicom';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Archive } from '../archive.ts';
import { choose } from './accept.ts';
import { baseOf } from './base-url.ts';
import { visibility } from './find-instances.ts';
import { withBulkData } from './metadata.ts';
import { condition, SqlValues } from './query-conditions.ts';
import { type Key, keyOf, type Level } from './query-keys.ts';
import { parseQuery, type Query } from './query-parameters.ts';

interface Scope {
  readonly study?: string;
  readonly series?: string;
}

/** QIDO-RS: searches for studies, series and instances. @see DICOM PS3.18 section 10.6 */
export function queryRoutes(app: FastifyInstance, { database }: Archive): void {
  const route = (url: string, level: Level): void => {
    app.get<{ Params: Scope }>(url, { config: { permission: 'archive.read' } }, async (request, reply) => {
      const { type } = choose(request.headers.accept, ['application/dicom+json', 'application/json'], 'a search result');
      const parameters = new URLSearchParams(request.url.includes('?') ? request.url.slice(request.url.indexOf('?') + 1) : '');
      const query = parseQuery(parameters, level);
      const results = await database.transaction(request.context, (transaction) =>
        search(request.context, transaction, level, request.params, query, baseOf(request), audited(request)),
      );
      return reply.type(type).send(`[${results.join(',\n')}]`);
    });
  };
  route('/dicom-web/studies', 'study');
  route('/dicom-web/series', 'series');
  route('/dicom-web/studies/:study/series', 'series');
  route('/dicom-web/instances', 'instance');
  route('/dicom-web/studies/:study/instances', 'instance');
  route('/dicom-web/studies/:study/series/:series/instances', 'instance');
}

/** What was asked, as the audit keeps it. */
const audited = (request: FastifyRequest): string => request.url.slice(0, 500);

interface Row extends Record<string, unknown> {
  readonly study_uid: string;
  readonly series_uid: string;
  readonly sop_uid: string;
  readonly patient: string;
  readonly study_header: string;
  readonly series_header: string;
  readonly header: string;
}

const COLUMNS: Record<Level, string> = {
  study: 'study.study_uid, study.patient, study.header AS study_header',
  series: 'study.study_uid, series.series_uid, study.patient, study.header AS study_header, series.header AS series_header',
  instance:
    'study.study_uid, series.series_uid, instance.sop_uid, study.patient, study.header AS study_header, series.header AS series_header, instance.header',
};
const ORDER: Record<Level, string> = {
  study: 'study.study_date DESC NULLS LAST, study.study_time DESC NULLS LAST, study.study_uid',
  series: 'study.study_date DESC NULLS LAST, study.study_uid, series.number, series.series_uid',
  instance:
    'study.study_date DESC NULLS LAST, study.study_uid, series.number, series.series_uid, instance.instance_number, instance.sop_uid',
};
const JOIN_SERIES = 'JOIN archive.series series ON series.consortium = study.consortium AND series.study_uid = study.study_uid';
const JOIN_INSTANCE = `${JOIN_SERIES} JOIN archive.instance instance ON instance.consortium = series.consortium AND instance.study_uid = series.study_uid AND instance.series_uid = series.series_uid`;

async function search(
  context: AccessContext,
  transaction: Transaction,
  level: Level,
  scope: Scope,
  query: Query,
  base: string,
  entity: string,
): Promise<string[]> {
  const sql = new SqlValues();
  const [consortium, drafts] = visibility(context).map((value) => sql.add(value)) as [string, string];
  const seen = (alias: string): string => `${alias}.conflict IS NULL AND (NOT ${alias}.draft OR ${drafts})`;
  const where = [`study.consortium = ${consortium}`];
  if (scope.study) where.push(condition(sql, keyOf('StudyInstanceUID') as Key, scope.study));
  if (scope.series) where.push(condition(sql, keyOf('SeriesInstanceUID') as Key, scope.series));
  for (const { key, value } of query.matches) where.push(condition(sql, key, value));
  if (level === 'instance') where.push(seen('instance'));
  else {
    const same = level === 'series' ? ' AND i.series_uid = series.series_uid' : '';
    where.push(
      `EXISTS (SELECT FROM archive.instance i WHERE i.consortium = study.consortium AND i.study_uid = study.study_uid${same} AND ${seen('i')})`,
    );
  }
  const from = level === 'study' ? '' : level === 'series' ? JOIN_SERIES : JOIN_INSTANCE;
  const { rows } = await transaction.query<Row>(
    `SELECT ${COLUMNS[level]} FROM archive.study study ${from} WHERE ${where.join(' AND ')} ORDER BY ${ORDER[level]} LIMIT ${sql.add(query.limit)} OFFSET ${sql.add(query.offset)}`,
    sql.values,
  );
  const patients = [...new Set(rows.map(({ patient }) => patient))];
  await recordAudit(
    context,
    transaction,
    (patients.length > 0 ? patients : [undefined]).map((patient) => ({ action: 'R', entity, patient })),
  );
  const counts =
    level === 'instance' ? new Map<string, Counts>() : await countsOf(context, transaction, [...new Set(rows.map((row) => row.study_uid))]);
  return rows.map((row) => resultOf(level, row, query, counts, base));
}

interface Counts {
  readonly series: { readonly uid: string; readonly modality: string | null; readonly instances: number }[];
}

/** Numbers of series and instances that the caller may see, by study. */
async function countsOf(context: AccessContext, transaction: Transaction, studies: readonly string[]): Promise<Map<string, Counts>> {
  const { rows } = await transaction.query<{ study_uid: string; series_uid: string; modality: string | null; instances: number }>(
    `SELECT i.study_uid, i.series_uid, s.modality, count(*)::int AS instances FROM archive.instance i
     JOIN archive.series s ON s.consortium = i.consortium AND s.study_uid = i.study_uid AND s.series_uid = i.series_uid
     WHERE i.consortium = $1 AND i.conflict IS NULL AND (NOT i.draft OR $2) AND i.study_uid = ANY($3) GROUP BY 1, 2, 3 ORDER BY 1, 2`,
    [...visibility(context), studies],
  );
  const counts = new Map<string, Counts>();
  for (const row of rows) {
    const of = counts.get(row.study_uid) ?? { series: [] };
    of.series.push({ uid: row.series_uid, modality: row.modality, instances: row.instances });
    counts.set(row.study_uid, of);
  }
  return counts;
}

/** Attributes of an instance that are always returned. @see DICOM PS3.18 table 10.6.3-5 */
const INSTANCE_TAGS = [
  '00080016',
  '00080018',
  '00080056',
  '0020000D',
  '0020000E',
  '00200013',
  '00280010',
  '00280011',
  '00280100',
  '00280008',
];

function resultOf(level: Level, row: Row, query: Query, counts: ReadonlyMap<string, Counts>, base: string): string {
  const study = JSON.parse(row.study_header) as DicomJson;
  const available = { '00080056': { vr: 'CS', Value: ['ONLINE'] } };
  const series = counts.get(row.study_uid)?.series ?? [];
  const place = `${base}/studies/${row.study_uid}`;
  if (level === 'study')
    return json({
      ...study,
      ...available,
      '00080061': { vr: 'CS', Value: [...new Set(series.flatMap(({ modality }) => modality ?? []))] },
      '00081190': { vr: 'UR', Value: [place] },
      '00201206': { vr: 'IS', Value: [series.length] },
      '00201208': { vr: 'IS', Value: [series.reduce((sum, { instances }) => sum + instances, 0)] },
    });
  const ofSeries = JSON.parse(row.series_header) as DicomJson;
  const seriesPlace = `${place}/series/${row.series_uid}`;
  if (level === 'series')
    return json({
      ...study,
      ...ofSeries,
      ...available,
      '00081190': { vr: 'UR', Value: [seriesPlace] },
      '00201209': { vr: 'IS', Value: [series.find(({ uid }) => uid === row.series_uid)?.instances ?? 0] },
    });
  const instancePlace = `${seriesPlace}/instances/${row.sop_uid}`;
  const header = JSON.parse(withBulkData(row.header, instancePlace)) as DicomJson;
  const wanted = query.include === 'all' ? header : pick(header, [...INSTANCE_TAGS, ...query.include]);
  return json({ ...study, ...ofSeries, ...wanted, ...available, '00081190': { vr: 'UR', Value: [instancePlace] } });
}

const pick = (header: DicomJson, tags: readonly string[]): DicomJson =>
  Object.fromEntries(tags.flatMap((tag) => (header[tag] ? [[tag, header[tag]]] : []))) as DicomJson;
const json = (result: DicomJson): string => JSON.stringify(Object.fromEntries(Object.entries(result).sort(([a], [b]) => (a < b ? -1 : 1))));
