import { init as initCore } from '@cornerstonejs/core';
import { init as initImageLoader } from '@cornerstonejs/dicom-image-loader';
import {
  addTool,
  annotation,
  init as initTools,
  LengthTool,
  PanTool,
  StackScrollTool,
  WindowLevelTool,
  ZoomTool,
} from '@cornerstonejs/tools';
import { bearerToken } from '../session/session.ts';

let started = false;

/** Starts Cornerstone once a page: renderer, DICOMweb loader with the person's token, tools. */
export function startCornerstone(): void {
  if (started) return;
  started = true;
  initCore();
  initImageLoader({
    maxWebWorkers: 2,
    beforeSend: async (_request, _imageId, headers) => ({ ...headers, authorization: `Bearer ${await bearerToken()}` }),
  });
  initTools();
  for (const tool of [WindowLevelTool, ZoomTool, PanTool, LengthTool, StackScrollTool]) addTool(tool);
  const { style } = annotation.config;
  const defaults = style.getDefaultToolStyles();
  style.setDefaultToolStyles({
    ...defaults,
    global: {
      ...defaults.global,
      color: '#7fc8d8',
      colorHighlighted: '#e6ecee',
      colorSelected: '#e6ecee',
      lineWidth: '1.5',
      textBoxFontFamily: 'inherit',
      textBoxFontSize: '12px',
      textBoxColor: '#e6ecee',
      textBoxColorHighlighted: '#e6ecee',
      textBoxColorSelected: '#e6ecee',
    },
  });
}
