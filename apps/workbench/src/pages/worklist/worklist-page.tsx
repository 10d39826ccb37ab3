import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useDraftAction, type WorklistItem } from '../../api/drafts.ts';
import { useSeeding, useWorklist, useWorklistEvents } from '../../api/worklist.ts';
import { clock, day } from '../../format/time.ts';
import { Frame } from '../../frame/frame.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import { KeyCap } from '../../parts/key-cap.tsx';
import { ErrorNote, LoadingLines } from '../../parts/states.tsx';
import { useSeenFor } from '../study/use-seen-for.ts';
import { EmptyWorklist } from './empty-worklist.tsx';
import { holdOrder, neighbour } from './held-order.ts';
import { KeyStrip } from './key-strip.tsx';
import { ListHead } from './list-head.tsx';
import { rememberOrder } from './order-memory.ts';
import { Preview } from './preview.tsx';
import { QueueList } from './queue-list.tsx';
import { byUrgency, isIn, isUndrafted, matches, type QueueId } from './queues.ts';
import { Rows } from './rows.tsx';
import styles from './worklist-page.module.css';

/** A draft must have stood before the eyes this long before `A` signs it from the list. */
const SEEN_MS = 1000;

export function WorklistPage() {
  const { t } = useTranslation('worklist');
  const navigate = useNavigate();
  const worklist = useWorklist();
  const seeding = useSeeding();
  useWorklistEvents();
  const [queue, setQueue] = useState<QueueId>('mine');
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState<readonly string[]>([]);
  const [selected, setSelected] = useState<string>();
  const [rejecting, setRejecting] = useState(false);
  const find = useRef<HTMLInputElement>(null);

  const items = worklist.data;
  const today = day(new Date().toISOString());
  const byId = useMemo(() => new Map(items?.map((item) => [item.id, item])), [items]);
  const fresh = useMemo(
    () =>
      (items ?? [])
        .filter((item) => isIn(queue, item, today))
        .sort(byUrgency)
        .map(({ id }) => id),
    [items, queue, today],
  );
  const held = holdOrder(
    shown.filter((id) => byId.has(id)),
    fresh,
  );
  useEffect(() => {
    if (shown.length === 0 && fresh.length > 0) setShown(fresh);
  }, [shown, fresh]);

  const rows = held.ids.map((id) => byId.get(id)).filter((item): item is WorklistItem => item !== undefined && matches(item, search));
  const undrafted = queue === 'mine' ? (items ?? []).filter((item) => isUndrafted(item) && matches(item, search)).sort(byUrgency) : [];
  const order = [...rows, ...undrafted].map(({ id }) => id);
  const current = selected && order.includes(selected) ? selected : order[0];
  const item = current === undefined ? undefined : byId.get(current);
  useEffect(() => rememberOrder(rows.map(({ id }) => id)));

  const isSeen = useSeenFor(SEEN_MS, item !== undefined) && !rejecting;
  const action = useDraftAction(current ?? '');
  const open = useCallback(
    (id: string | undefined) => {
      if (id) void navigate(`/study/${id}`);
    },
    [navigate],
  );
  const canAct = item?.mine === true && (item.status === 'awaiting-signature' || item.status === 'awaiting-review');
  const needsImages = item !== undefined && (item.service.deviceClass === 'II' || item.service.deviceClass === 'III');
  const accept = () => {
    if (!canAct) return;
    if (needsImages) return open(current);
    if (isSeen) action.mutate({ action: 'sign', body: {} });
  };
  const pullIn = () => setShown(fresh);
  const chooseQueue = (next: QueueId) => {
    setQueue(next);
    setShown([]);
    setSelected(undefined);
  };
  useKeys({
    j: () => setSelected(neighbour(order, current, 1)),
    k: () => setSelected(neighbour(order, current, -1)),
    ArrowDown: () => setSelected(neighbour(order, current, 1)),
    ArrowUp: () => setSelected(neighbour(order, current, -1)),
    Enter: () => open(current),
    a: accept,
    r: () => canAct && setRejecting(true),
    n: () => (held.arrived.length > 0 ? pullIn() : false),
    '/': () => find.current?.focus(),
    Escape: () => {
      if (search === '' && document.activeElement !== find.current) return false;
      setSearch('');
      find.current?.blur();
    },
  });

  const simulated = items?.some(({ patient }) => patient?.simulated) ?? false;
  const waiting = items?.filter((row) => isIn('mine', row, today)).length;
  return (
    <Frame simulated={simulated} {...(waiting !== undefined && { waiting })}>
      <div className={styles.page}>
        <main className={styles.columns}>
          <QueueList items={items} today={today} queue={queue} onChoose={chooseQueue} />
          <section className={styles.list} aria-label={t(queue.includes(':') ? 'queues.label' : `queues.${queue}`)}>
            <ListHead queue={queue} rows={rows} isKnown={items !== undefined} search={search} onSearch={setSearch} find={find} />
            {held.arrived.length > 0 && (
              <button type="button" className={styles.arrived} onClick={pullIn} data-testid="arrived" aria-live="polite">
                {t('arrived', { count: held.arrived.length })} <KeyCap>N</KeyCap>
              </button>
            )}
            <div className={styles.scroll}>
              {worklist.error && !items ? (
                <ErrorNote title={t('failed')} error={worklist.error} onRetry={() => void worklist.refetch()}>
                  <p>{t('failedSafe')}</p>
                </ErrorNote>
              ) : !items ? (
                <div className={styles.loading}>
                  <LoadingLines widths={[88, 94, 82, 90, 76, 93, 85]} height={46} />
                </div>
              ) : (
                <>
                  {order.length > 0 && <Rows {...{ rows, undrafted }} selected={current} onSelect={setSelected} onOpen={open} />}
                  {rows.length === 0 && (
                    <EmptyWorklist
                      queue={queue}
                      search={search}
                      seeding={seeding.data}
                      running={items.filter((row) => isIn('running', row, today)).length}
                    />
                  )}
                </>
              )}
            </div>
          </section>
          <Preview
            item={item}
            canAct={canAct}
            needsImages={needsImages}
            rejecting={rejecting && canAct}
            isBusy={action.isPending}
            error={action.error}
            onAccept={accept}
            onOpen={() => open(current)}
            onRejecting={setRejecting}
            onReject={(code, text) => {
              setRejecting(false);
              action.mutate({ action: 'reject', body: { code, ...(text && { text }) } });
            }}
          />
        </main>
        <KeyStrip updated={worklist.dataUpdatedAt ? clock(new Date(worklist.dataUpdatedAt).toISOString()) : undefined} />
      </div>
    </Frame>
  );
}
