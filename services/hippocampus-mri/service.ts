import { decline, defineService, draft, onSeries, type RunContext, type SeriesRunInput } from '@consilium/contract';
import { openAnalyser } from './analyse.ts';
import { keyImageObject, segmentationObject } from './dicom-objects.ts';
import { cosinesAfterHalfTurn } from './orientation.ts';
import { reportResources } from './report.ts';
import { readSeries } from './series.ts';
import { dayOf, lateralityOf } from './source-header.ts';
import { measuredVolumes } from './volumes.ts';

const VERSION = '1.0.0';

/** Volumes of the anterior and posterior hippocampus on an MR crop around one hippocampus. */
export default defineService<SeriesRunInput>({
  name: 'hippocampus-mri',
  version: VERSION,
  scenario: 'S04',
  title: { zh: '海马体积测量', en: 'Hippocampal volumetry' },
  deviceClass: 'III',
  trigger: onSeries({
    modality: ['MR'],
    async accept({ series }) {
      const crop = await readSeries(series);
      return crop.declined ? { accept: false, reason: crop.declined } : { accept: true };
    },
  }),
  reads: ['ImagingStudy'],
  drafts: ['DiagnosticReport', 'Observation', 'Media', 'SEG', 'OT'],
  signatures: ['reporting-physician', 'reviewing-physician'],
  limits: { seconds: 60, memoryMB: 1500 },
  run,
});

async function run({ series, patient, imagingStudy }: SeriesRunInput, { folder, progress, signal }: RunContext) {
  progress(0, { zh: '读取图像', en: 'Reading the images' });
  const crop = await readSeries(series);
  if (crop.declined) return decline(crop.declined);
  progress(0.2, { zh: '分割海马', en: 'Segmenting the hippocampus' });
  signal.throwIfAborted();
  const analyser = await openAnalyser(folder);
  const analysis = await analyser.analyse(crop.volume);
  await analyser.close();
  if (analysis.declined) return decline(analysis.declined);
  progress(0.8, { zh: '生成报告', en: 'Writing the draft' });
  const seed = `hippocampus-mri/${VERSION}/${crop.digest}`;
  const segmentation = segmentationObject(crop, analysis.labelMap, seed, VERSION);
  const keyImage = keyImageObject(crop, analysis.anatomical, seed, VERSION);
  const volumes = measuredVolumes(analysis.volumesMl, analyser.tables.volumeError);
  const day = dayOf(crop);
  const side = analysis.evidence.rotated ? undefined : lateralityOf(crop);
  const resources = reportResources({
    seed,
    patient: patient.id,
    ...(day && { day }),
    ...(imagingStudy && { imagingStudy }),
    volumes,
    ...(side && { side }),
    checks: analysis.checks,
    segmentation: segmentation.reference,
    keyImage: keyImage.reference,
  });
  progress(1);
  return draft({
    summary: {
      zh: `海马总体积 ${volumes.whole.value.toFixed(2)} mL（前部 ${volumes.anterior.value.toFixed(2)}，后部 ${volumes.posterior.value.toFixed(2)}）`,
      en: `Hippocampus ${volumes.whole.value.toFixed(2)} mL (anterior ${volumes.anterior.value.toFixed(2)}, posterior ${volumes.posterior.value.toFixed(2)})`,
    },
    priority: 'routine',
    resources,
    dicom: [segmentation.object, keyImage.object],
    checks: analysis.checks,
    ...(analysis.evidence.rotated && { imageOrientationPatient: cosinesAfterHalfTurn(crop.geometry.directions) }),
  });
}
