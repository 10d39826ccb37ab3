import type { Text } from '@consilium/contract';
import type { Evidence } from './segment.ts';
import type { Thresholds } from './thresholds.ts';

/** Volumes in mL by voxel count. */
export interface Volumes {
  readonly anterior: number;
  readonly posterior: number;
  readonly whole: number;
}

export const volumesOf = (evidence: Evidence, voxelMl: number): Volumes => ({
  anterior: evidence.anterior * voxelMl,
  posterior: evidence.posterior * voxelMl,
  whole: (evidence.anterior + evidence.posterior) * voxelMl,
});

/** Why no hippocampus can be reported at all; nothing where one was found. */
export function notFound(evidence: Evidence, volumes: Volumes, thresholds: Thresholds): Text | undefined {
  if (evidence.anterior === 0 || evidence.posterior === 0 || volumes.whole < thresholds.declineVolumeMl)
    return {
      zh: `图像中未找到海马：分割所得体积仅 ${volumes.whole.toFixed(2)} mL。本服务需要以一侧海马为中心、约 1 mm 等体素的 T1 加权裁剪序列。`,
      en: `No hippocampus found: only ${volumes.whole.toFixed(2)} mL was segmented. A T1-weighted crop around one hippocampus with voxels of about 1 mm is needed.`,
    };
  if (evidence.entropy > thresholds.declineEntropy)
    return {
      zh: '图像中未能可靠辨认海马（网络对多数体素不确定）。本服务需要以一侧海马为中心、约 1 mm 等体素的 T1 加权裁剪序列。',
      en: 'The hippocampus cannot be told from its surroundings (the network is unsure of most voxels). A T1-weighted crop around one hippocampus with voxels of about 1 mm is needed.',
    };
  return undefined;
}

/** What the signing person must look at before trusting the result; empty where nothing speaks against it. */
export function doubts(evidence: Evidence, volumes: Volumes, thresholds: Thresholds): Text[] {
  const share = volumes.anterior / volumes.whole;
  const outside = (value: number, [low, high]: readonly [number, number]) => value < low || value > high;
  const found: Text[] = [];
  if (evidence.rotated)
    found.push({
      zh: '图像头信息中的方向与解剖不符，已按解剖方向（旋转 180°）显示；左右侧无法确定。',
      en: 'The header orientation contradicts the anatomy; shown as the anatomy lies (turned by 180 degrees). The side cannot be determined.',
    });
  if (evidence.entropy > thresholds.entropy)
    found.push({
      zh: '网络对边界的不确定性偏高，请逐层核对分割。',
      en: 'The network is less sure of the boundary than usual: check the mask slice by slice.',
    });
  if (evidence.agreement < thresholds.agreement)
    found.push({
      zh: '原图与镜像图的分割结果不一致，请核对前部与后部的分界。',
      en: 'The view and its mirror image were segmented differently: check where anterior and posterior part.',
    });
  if (evidence.removed > thresholds.removed)
    found.push({
      zh: '分割中存在多个不相连的部分，仅保留最大者，请核对。',
      en: 'The mask had several unconnected parts and only the largest was kept: check that none is missing.',
    });
  if (outside(volumes.whole, thresholds.volumeMl))
    found.push({
      zh: `海马总体积 ${volumes.whole.toFixed(2)} mL 超出训练数据的常见范围（${thresholds.volumeMl.join('–')} mL），请核对。`,
      en: `The total volume of ${volumes.whole.toFixed(2)} mL lies outside the usual range of the training data (${thresholds.volumeMl.join('–')} mL): check it.`,
    });
  if (outside(share, thresholds.anteriorShare))
    found.push({
      zh: `前部占全海马的 ${Math.round(share * 100)}%，比例少见，请核对前后分界。`,
      en: `The anterior part is ${Math.round(share * 100)} % of the whole, an unusual share: check where anterior and posterior part.`,
    });
  if (evidence.orientationRatio < thresholds.orientationSure)
    found.push({
      zh: '图像的前后方向无法可靠判断，请先核对方向再看前部与后部。',
      en: 'Front and back of the images cannot be told reliably: check the orientation before anterior and posterior.',
    });
  return found;
}
