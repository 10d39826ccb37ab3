import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { RejectReason, WrittenDraft } from '../../api/drafts.ts';
import { personName } from '../../format/person-name.ts';
import { dayAndClock } from '../../format/time.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { language } from '../../language.ts';
import { Button } from '../../parts/button.tsx';
import { Seal } from '../../parts/seal.tsx';
import { useSignedIn } from '../../session/session-gate.tsx';
import { RejectPanel } from './reject-panel.tsx';
import styles from './signature-bar.module.css';
import { useSeenFor } from './use-seen-for.ts';

interface SignatureBarProps {
  readonly draft: WrittenDraft;
  readonly imagesShown: boolean;
  readonly isBusy: boolean;
  readonly canEdit: boolean;
  readonly onEdit: () => void;
  readonly onSign: () => void;
  readonly onReject: (code: RejectReason, text: string) => void;
  readonly onNext: (() => void) | undefined;
}

/** A draft must have stood before the eyes this long before `A` signs it. */
const SEEN_MS = 1000;

/** Who signs in which order; the own step has an accent frame, and who may not sign reads why. */
export function SignatureBar({ draft, imagesShown, isBusy, canEdit, onEdit, onSign, onReject, onNext }: SignatureBarProps) {
  const { t } = useTranslation('study');
  const { t: common } = useTranslation();
  const navigate = useNavigate();
  const me = useSignedIn();
  const [rejecting, setRejecting] = useState(false);
  const isSeen = useSeenFor(SEEN_MS, imagesShown);
  const isOpen = draft.status === 'awaiting-signature' || draft.status === 'awaiting-review';
  const canSign = isOpen && draft.mine && isSeen && !isBusy;
  const next = draft.signatures.findIndex(({ at }) => !at);
  const print = () => void navigate(`/print/${draft.id}`);
  useKeys({ a: onSign }, { active: canSign && !rejecting });
  useKeys({ r: () => setRejecting(true) }, { active: isOpen && draft.mine && !isBusy && !rejecting });

  return (
    <section className={styles.bar} aria-label={t('sign.label')}>
      {rejecting && (
        <RejectPanel
          onCancel={() => setRejecting(false)}
          onReject={(code, text) => {
            setRejecting(false);
            onReject(code, text);
          }}
        />
      )}
      <div className={styles.steps} data-testid="report-status" data-status={draft.status} data-report={draft.report.status}>
        {draft.signatures.map(({ role, practitioner, at }, index) => {
          const own = isOpen && draft.mine && index === next;
          const signer = at ? personName(practitioner?.name ?? '') : own && me.user.displayName[language()];
          return (
            <Fragment key={role}>
              <div className={styles.step} data-testid={`signature-step-${index + 1}`} data-signed={Boolean(at)}>
                <Seal name={at ? personName(practitioner?.name ?? '') || '✓' : undefined} own={own} />
                <span>
                  <b>
                    {index + 1} {common(`role.${role}`)} {language() === 'zh' && signer}
                  </b>
                  <span>
                    {language() === 'en' && signer && `${signer}, `}
                    {at ? dayAndClock(at) : own ? t('sign.you') : index > 0 ? t('sign.another') : t('sign.waiting')}
                  </span>
                </span>
              </div>
              <i className={styles.arrow} />
            </Fragment>
          );
        })}
        <span className={draft.status === 'signed' ? styles.final : styles.small}>
          {draft.status === 'signed' ? t('sign.published') : t('sign.publish')}
        </span>
      </div>
      {isOpen && draft.mine ? (
        <div className={styles.actions}>
          <Button shortcut="R" onClick={() => setRejecting(true)} disabled={isBusy} data-testid="reject">
            {t('sign.reject')}
          </Button>
          <Button shortcut="E" onClick={onEdit} disabled={!canEdit || isBusy} data-testid="edit">
            {t('sign.edit')}
          </Button>
          <span className={styles.decides}>{imagesShown ? common('decides') : t('sign.mustSee')}</span>
          <Button tone="primary" shortcut="A" className={styles.primary} onClick={onSign} disabled={!canSign} data-testid="sign">
            {draft.status === 'awaiting-review' ? t('sign.review') : t('sign.accept')}
          </Button>
        </div>
      ) : (
        <div className={styles.actions}>
          <span className={styles.why}>{whyNot(draft, me.user.practitioner, t, common)}</span>
          {draft.status === 'signed' && (
            <Button shortcut="P" onClick={print} data-testid="print">
              {t('sign.print')}
            </Button>
          )}
          {onNext && (
            <Button shortcut="J" onClick={onNext}>
              {t('sign.next')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

type Translate = ReturnType<typeof useTranslation>['t'];

/** Why this person has nothing to sign here. */
function whyNot(draft: WrittenDraft, practitioner: string | undefined, t: Translate, common: Translate): string {
  if (draft.status === 'signed') return t('sign.final', { ns: 'study' });
  if (draft.status === 'rejected') {
    const { code, text } = draft.rejection ?? { code: 'other' };
    return t('sign.rejected', { ns: 'study', reason: [common(`rejectReason.${code}`), text].filter(Boolean).join(' · ') });
  }
  const done = draft.signatures.find(({ practitioner: signer, at }) => at && signer?.id === practitioner);
  if (done) return t('sign.reporterCannotReview', { ns: 'study', role: common(`role.${done.role}`) });
  const next = draft.signatures.find(({ at }) => !at);
  return next ? t('sign.wrongRole', { ns: 'study', role: common(`role.${next.role}`) }) : t('sign.undrafted', { ns: 'study' });
}
