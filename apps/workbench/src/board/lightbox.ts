import { cache, Enums, RenderingEngine, setVolumesForViewports, type Types, volumeLoader } from '@cornerstonejs/core';
import {
  LengthTool,
  PanTool,
  StackScrollTool,
  Enums as ToolEnums,
  ToolGroupManager,
  WindowLevelTool,
  ZoomTool,
} from '@cornerstonejs/tools';
import { startCornerstone } from './cornerstone.ts';
import { type EdgeLetters, edgeLetters } from './direction-letters.ts';
import { type Series, sopInstanceUidOf } from './series.ts';
import { add, cross, dot, scale, subtract, type Vector } from './vector.ts';

export const PLANES = ['sagittal', 'coronal', 'axial'] as const;
export type Plane = (typeof PLANES)[number];
export type Tool = 'window' | 'zoom' | 'measure';

const TOOLS: Readonly<Record<Tool, string>> = { window: WindowLevelTool.toolName, zoom: ZoomTool.toolName, measure: LengthTool.toolName };
const AXES = {
  sagittal: Enums.OrientationAxis.SAGITTAL,
  coronal: Enums.OrientationAxis.CORONAL,
  axial: Enums.OrientationAxis.AXIAL,
} as const;
/** Part of the view that the volume fills. */
const FILL = 0.96;

export interface PlaneState {
  /** From 1. */
  readonly slice: number;
  readonly slices: number;
  readonly letters: EdgeLetters;
  readonly window: { readonly width: number; readonly level: number };
  /** Canvas pixels per millimetre. */
  readonly pixelsPerMm: number;
}

/** How a view's pixels map onto voxels, for what is drawn over it. */
export interface ViewMapping {
  readonly width: number;
  readonly height: number;
  /** Voxel index of the top left pixel, and of one pixel's step across and down. */
  readonly origin: Vector;
  readonly across: Vector;
  readonly down: Vector;
  toCanvas(world: Vector): readonly [number, number];
}

let count = 0;

/** Three orthogonal views of one volume with one common focus. Lives as long as the page shows it. */
export class Lightbox {
  private readonly id: string;
  private readonly engine: RenderingEngine;
  private readonly elements: Readonly<Record<Plane, HTMLDivElement>>;
  private readonly volumeId: string;
  private readonly onChange: (plane: Plane) => void;
  private volume: Types.IImageVolume | undefined;
  private focus: Vector = [0, 0, 0];

  constructor(elements: Readonly<Record<Plane, HTMLDivElement>>, onChange: (plane: Plane) => void) {
    startCornerstone();
    count += 1;
    this.id = `lightbox-${count}`;
    this.volumeId = `cornerstoneStreamingImageVolume:${this.id}`;
    this.elements = elements;
    this.onChange = onChange;
    this.engine = new RenderingEngine(this.id);
  }

  /** Loads the whole series and shows its middle. */
  async show(series: Series): Promise<void> {
    const volume = await volumeLoader.createAndCacheVolume(this.volumeId, { imageIds: [...series.imageIds] });
    await loaded(volume, series.imageIds.length);
    this.volume = volume;
    this.engine.setViewports(
      PLANES.map((plane) => ({
        viewportId: this.viewportId(plane),
        type: Enums.ViewportType.ORTHOGRAPHIC,
        element: this.elements[plane],
        defaultOptions: { orientation: AXES[plane], background: [0, 0, 0] as Types.Point3 },
      })),
    );
    await setVolumesForViewports(this.engine, [{ volumeId: this.volumeId }], PLANES.map(this.viewportId));
    this.bindTools();
    for (const plane of PLANES) {
      this.viewport(plane).setProperties({ voiRange: contrastOf(volume), interpolationType: Enums.InterpolationType.LINEAR });
      this.elements[plane].addEventListener(Enums.Events.CAMERA_MODIFIED, () => this.follow(plane));
      this.elements[plane].addEventListener(Enums.Events.VOI_MODIFIED, () => this.shareWindow(plane));
    }
    this.focus = this.worldOf([(this.size[0] - 1) / 2, (this.size[1] - 1) / 2, (this.size[2] - 1) / 2]);
    this.fit();
  }

  get size(): readonly [number, number, number] {
    const [x, y, z] = this.loadedVolume.dimensions;
    return [x, y, z];
  }

  /** SOP Instance UIDs in the order of the volume's slices. */
  get slices(): string[] {
    return this.loadedVolume.imageIds.map(sopInstanceUidOf);
  }

  /** Every view to the slice of this voxel, the volume filling it. */
  lookAt(index: Vector): void {
    this.focus = this.worldOf(index);
    this.jump();
  }

  /** Moves the focus to where a person clicked. */
  pick(plane: Plane, x: number, y: number): void {
    this.focus = this.viewport(plane).canvasToWorld([x, y]) as unknown as Vector;
    this.jump(plane);
  }

  scroll(plane: Plane, by: number): void {
    this.viewport(plane).scroll(by);
    this.viewport(plane).render();
  }

  use(tool: Tool): void {
    const group = ToolGroupManager.getToolGroup(this.id);
    if (!group) return;
    for (const name of Object.values(TOOLS)) group.setToolPassive(name);
    group.setToolActive(TOOLS[tool], { bindings: [{ mouseButton: ToolEnums.MouseBindings.Primary }] });
    group.setToolActive(ZoomTool.toolName, {
      bindings: [
        { mouseButton: ToolEnums.MouseBindings.Secondary },
        ...(tool === 'zoom' ? [{ mouseButton: ToolEnums.MouseBindings.Primary }] : []),
      ],
    });
  }

  /** After the layout changed: each view takes its new size and is filled again. */
  fit(): void {
    if (!this.volume) return;
    const { focus } = this;
    this.engine.resize(true, false);
    for (const plane of PLANES) {
      const viewport = this.viewport(plane);
      viewport.resetCamera();
      viewport.setCamera({ parallelScale: this.scaleThatFills(viewport) });
    }
    this.focus = focus; // resetting took it to the middle
    this.jump();
  }

  state(plane: Plane): PlaneState {
    const viewport = this.viewport(plane);
    const { viewUp, right, parallelScale } = this.camera(viewport);
    const { lower = 0, upper = 0 } = viewport.getProperties()?.voiRange ?? {};
    return {
      slice: viewport.getSliceIndex() + 1,
      slices: viewport.getNumberOfSlices(),
      letters: edgeLetters(right, viewUp),
      window: { width: Math.round(upper - lower), level: Math.round((upper + lower) / 2) },
      pixelsPerMm: viewport.element.clientHeight / (2 * parallelScale),
    };
  }

  mapping(plane: Plane): ViewMapping {
    const viewport = this.viewport(plane);
    const { clientWidth: width, clientHeight: height } = viewport.element;
    const at = (x: number, y: number) => this.indexOf(viewport.canvasToWorld([x, y]) as unknown as Vector);
    const origin = at(0, 0);
    return {
      width,
      height,
      origin,
      across: scale(subtract(at(width, 0), origin), 1 / Math.max(width, 1)),
      down: scale(subtract(at(0, height), origin), 1 / Math.max(height, 1)),
      toCanvas: (world) => viewport.worldToCanvas([...world]) as unknown as readonly [number, number],
    };
  }

  get focusPoint(): Vector {
    return this.focus;
  }

  destroy(): void {
    ToolGroupManager.destroyToolGroup(this.id);
    this.engine.destroy();
    if (this.volume) cache.removeVolumeLoadObject(this.volumeId);
  }

  private readonly viewportId = (plane: Plane) => `${this.id}-${plane}`;
  private viewport(plane: Plane): Types.IVolumeViewport {
    return this.engine.getViewport(this.viewportId(plane)) as Types.IVolumeViewport;
  }
  private get loadedVolume(): Types.IImageVolume {
    if (!this.volume) throw new Error('no series is shown yet');
    return this.volume;
  }

  /** A scrolled view takes the focus along its normal; the others then draw their lines anew. */
  private follow(plane: Plane): void {
    const { normal, focal } = this.camera(this.viewport(plane));
    this.focus = add(this.focus, scale(normal, dot(subtract(focal, this.focus), normal)));
    this.onChange(plane);
  }

  /** One volume, one window: the other two views take it over. */
  private shareWindow(from: Plane): void {
    const { voiRange } = this.viewport(from).getProperties() ?? {};
    for (const plane of PLANES) {
      const viewport = this.viewport(plane);
      if (plane !== from && voiRange) {
        viewport.setProperties({ voiRange }, this.volumeId, true);
        viewport.render();
      }
      this.onChange(plane);
    }
  }

  private jump(except?: Plane): void {
    for (const plane of PLANES) {
      if (plane === except) continue;
      const viewport = this.viewport(plane);
      const { normal, focal, position } = this.camera(viewport);
      const shift = scale(normal, dot(subtract(this.focus, focal), normal));
      viewport.setCamera({ focalPoint: [...add(focal, shift)], position: [...add(position, shift)] });
      viewport.render();
    }
    for (const plane of PLANES) this.onChange(plane);
  }

  private camera(viewport: Types.IVolumeViewport) {
    const { viewUp, viewPlaneNormal, focalPoint, position, parallelScale = 1 } = viewport.getCamera();
    const [up, normal] = [viewUp as unknown as Vector, viewPlaneNormal as unknown as Vector];
    return {
      viewUp: up,
      normal,
      right: cross(up, normal),
      focal: focalPoint as unknown as Vector,
      position: position as unknown as Vector,
      parallelScale,
    };
  }

  /** Half the height, in mm, of a view that the volume just fills. */
  private scaleThatFills(viewport: Types.IVolumeViewport): number {
    const { viewUp, right } = this.camera(viewport);
    const [X, Y, Z] = this.size;
    const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((c) => this.worldOf([c & 1 ? X - 1 : 0, c & 2 ? Y - 1 : 0, c & 4 ? Z - 1 : 0]));
    const extent = (axis: Vector) => Math.max(...corners.map((p) => dot(p, axis))) - Math.min(...corners.map((p) => dot(p, axis)));
    const { clientWidth, clientHeight } = viewport.element;
    const aspect = clientWidth / Math.max(clientHeight, 1);
    return Math.max(extent(viewUp), extent(right) / Math.max(aspect, 0.1)) / 2 / FILL;
  }

  private worldOf(index: Vector): Vector {
    const { imageData } = this.loadedVolume;
    return (imageData as unknown as { indexToWorld(index: Vector): Vector }).indexToWorld(index);
  }
  private indexOf(world: Vector): Vector {
    const { imageData } = this.loadedVolume;
    return [...(imageData as unknown as { worldToIndex(world: Vector): Vector }).worldToIndex(world)] as unknown as Vector;
  }

  private bindTools(): void {
    const group = ToolGroupManager.createToolGroup(this.id);
    if (!group) return;
    for (const name of [...Object.values(TOOLS), PanTool.toolName, StackScrollTool.toolName]) group.addTool(name);
    for (const plane of PLANES) group.addViewport(this.viewportId(plane), this.id);
    group.setToolActive(StackScrollTool.toolName, { bindings: [{ mouseButton: ToolEnums.MouseBindings.Wheel }] });
    group.setToolActive(PanTool.toolName, { bindings: [{ mouseButton: ToolEnums.MouseBindings.Auxiliary }] });
    this.use('window');
  }
}

/** Resolves when every slice is in the volume. @throws Error when one cannot be loaded */
function loaded(volume: Types.IImageVolume, slices: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const onSlice = ({ success, error, framesProcessed }: { success?: boolean; error?: unknown; framesProcessed?: number }) => {
      if (success === false) reject(new Error(`a slice could not be loaded: ${String(error)}`));
      if ((framesProcessed ?? 0) >= slices) resolve();
    };
    (volume as unknown as { load(callback: typeof onSlice): void }).load(onSlice); // its type hides the argument
  });
}

/** Percentiles 1 and 99 of the intensities: MR has no absolute scale. */
function contrastOf(volume: Types.IImageVolume): { lower: number; upper: number } {
  const values = Float32Array.from((volume.voxelManager?.getCompleteScalarDataArray?.() ?? []) as ArrayLike<number>).sort();
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? 0;
  const [lower, upper] = [at(0.01), at(0.995)];
  return upper > lower ? { lower, upper } : { lower: lower - 1, upper: lower + 1 };
}
