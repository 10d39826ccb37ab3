import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Extension, Provenance } from 'fhir/r4.js';
import { getJson, postJson } from './request.ts';

export interface Text {
  readonly zh: string;
  readonly en: string;
}
export type DraftStatus = 'awaiting-signature' | 'awaiting-review' | 'signed' | 'rejected' | 'declined' | 'failed' | 'running' | 'queued';

export interface Signature {
  readonly role: string;
  readonly practitioner?: { readonly id: string; readonly name: string };
  readonly at?: string;
}

/** One row of the worklist. */
export interface WorklistItem {
  readonly id: string;
  readonly status: DraftStatus;
  /** The caller may do the next step. */
  readonly mine: boolean;
  readonly priority: 'routine' | 'urgent' | 'stat';
  /** Absent where the caller may not know whose it is. */
  readonly patient?: {
    readonly id: string;
    readonly name: string;
    readonly gender?: string;
    readonly birthDate?: string;
    readonly simulated: boolean;
  };
  readonly study?: {
    readonly studyInstanceUid: string;
    readonly seriesInstanceUid: string;
    readonly description: string;
    readonly modality: string;
    readonly accessionNumber?: string;
    readonly started?: string;
  };
  readonly service: {
    readonly name: string;
    readonly version: string;
    readonly title: Text;
    readonly deviceClass: string;
    readonly state: 'research' | 'active' | 'shadow';
  };
  readonly summary: Text;
  readonly checks: readonly Text[];
  readonly organization: { readonly id: string; readonly name: string };
  readonly arrivedAt: string;
  readonly draftedAt?: string;
  readonly seconds?: number;
  /** Share of the work done while it runs, 0..1. */
  readonly share?: number;
  readonly signatures: readonly Signature[];
}

/** A FHIR quantity whose decimal may have kept its written digits. */
export interface WrittenQuantity {
  readonly value?: number | string;
  readonly unit?: string;
}
interface TranslatedConcept {
  readonly text?: string;
  readonly _text?: { readonly extension?: readonly Extension[] };
  readonly coding?: readonly { readonly system?: string; readonly code?: string; readonly display?: string }[];
}
export interface DraftObservation {
  readonly id: string;
  readonly code: TranslatedConcept;
  readonly bodySite?: TranslatedConcept;
  readonly method?: TranslatedConcept;
  readonly valueQuantity?: WrittenQuantity;
  readonly component?: readonly {
    readonly code: TranslatedConcept;
    readonly valueRange?: { readonly low?: WrittenQuantity; readonly high?: WrittenQuantity };
  }[];
}
export interface DraftReport {
  readonly id: string;
  readonly status: string;
  readonly code: TranslatedConcept;
  readonly conclusion?: string;
  readonly _conclusion?: { readonly extension?: readonly Extension[] };
  readonly issued?: string;
}

export interface Edit {
  readonly resource: string;
  readonly path: string;
  readonly oldValue: string;
  readonly newValue: string;
  readonly reasonCode: string;
  readonly reasonText?: string;
  readonly practitioner: { readonly id: string; readonly name: string };
  readonly at: string;
}
export interface DicomReference {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
}

/** A draft with all that the study page shows, or a run that left none. */
export interface Draft extends WorklistItem {
  /** Absent while there is no draft. */
  readonly report?: DraftReport;
  readonly observations: readonly DraftObservation[];
  readonly segmentation?: DicomReference & { readonly segments?: readonly { readonly number: number; readonly label: Text }[] };
  readonly keyImage?: DicomReference;
  readonly edits: readonly Edit[];
  readonly provenance?: Provenance;
  readonly imageOrientationPatient?: readonly number[];
  readonly reads: readonly string[];
  readonly limits: readonly Text[];
  readonly rejection?: { readonly code: string; readonly text?: string };
}

/** A draft that was written, in whatever state it is now. */
export type WrittenDraft = Draft & { readonly report: DraftReport };

export const EDIT_REASONS = ['includes-other-structure', 'boundary-error', 'measurement-error', 'wording', 'other'] as const;
export const REJECT_REASONS = [
  'wrong-anatomy',
  'poor-segmentation',
  'poor-image-quality',
  'not-clinically-relevant',
  'wrong-patient',
  'other',
] as const;
export type EditReason = (typeof EDIT_REASONS)[number];
export type RejectReason = (typeof REJECT_REASONS)[number];

export interface Change {
  readonly resource: string;
  readonly path: string;
  readonly value: string;
  readonly reasonCode: EditReason;
  readonly reasonText: string;
}

export const useDraft = (id: string | undefined) =>
  useQuery({ queryKey: ['draft', id], queryFn: () => getJson<Draft>(`/api/drafts/${id}`), enabled: id !== undefined });

/** Edit, sign and reject: the page shows what the server says afterwards, never what it hopes. */
export function useDraftAction(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ action, body }: { action: 'edit' | 'sign' | 'reject'; body: unknown }) => postJson(`/api/drafts/${id}/$${action}`, body),
    onSettled: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: ['draft', id] }), queries.invalidateQueries({ queryKey: ['worklist'] })]);
    },
  });
}
