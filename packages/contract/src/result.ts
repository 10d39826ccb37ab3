import type { FhirResource } from 'fhir/r4.js';
import type { Text } from './service.ts';

/** A DICOM object made by a service: a whole Part 10 file. */
export interface DicomObject {
  readonly sopInstanceUid: string;
  readonly modality: string;
  readonly bytes: Uint8Array;
}

/**
 * FHIR and DICOM objects to be signed.
 *
 * Resources refer to each other by `urn:uuid:` of their `fullUrl` and to the patient by `Patient/{id}` of the input.
 * The platform sets status, label, Task and Provenance; a service only says what it found.
 */
export interface Draft {
  readonly kind: 'draft';
  /** One line for the worklist. */
  readonly summary: Text;
  readonly priority: 'routine' | 'urgent' | 'stat';
  readonly resources: readonly { readonly fullUrl: string; readonly resource: FhirResource }[];
  readonly dicom: readonly DicomObject[];
  /** What the signing person must look at before trusting the draft; empty if nothing. */
  readonly checks: readonly Text[];
  /**
   * The patient space in which the page must show the images, where the headers contradict the anatomy: the direction
   * cosines (DICOM LPS, as Image Orientation (Patient)) that hold in truth. Absent: the headers are right.
   */
  readonly imageOrientationPatient?: readonly [number, number, number, number, number, number];
}

/** One CDS Hooks card. @see CDS Hooks 2.0, "CDS Service Response" */
export interface Card {
  readonly uuid: string;
  readonly summary: string;
  readonly detail?: string;
  readonly indicator: 'info' | 'warning' | 'critical';
  readonly source: { readonly label: string; readonly url?: string };
}
/** Shown, never filed. */
export interface Cards {
  readonly kind: 'cards';
  readonly cards: readonly Card[];
}
/** Result of a request: JSON by the service's declared schema. */
export interface Answer {
  readonly kind: 'answer';
  readonly value: unknown;
}
/** The service does not apply: shown, counted, never retried. */
export interface Decline {
  readonly kind: 'decline';
  readonly reason: Text;
}

export const draft = (content: Omit<Draft, 'kind'>): Draft => ({ kind: 'draft', ...content });
export const cards = (content: readonly Card[]): Cards => ({ kind: 'cards', cards: content });
export const answer = (value: unknown): Answer => ({ kind: 'answer', value });
export const decline = (reason: Text): Decline => ({ kind: 'decline', reason });
