import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DicomReference } from '../../api/drafts.ts';
import { request } from '../../api/request.ts';
import styles from './key-image.module.css';

interface KeyImageProps {
  readonly reference: DicomReference | undefined;
  readonly isLoading: boolean;
}

/** The picture that shows what the draft says; a black place of the same size while there is none. */
export function KeyImage({ reference, isLoading }: KeyImageProps) {
  const { t } = useTranslation('worklist');
  const { url, failed } = useRendered(reference);
  return (
    <figure className={styles.figure}>
      {url && <img src={url} alt={t('preview.keyImage')} data-testid="key-image" />}
      <figcaption>{!isLoading && (!reference || failed) ? t('preview.noKeyImage') : t('preview.keyImage')}</figcaption>
    </figure>
  );
}

/** Address of a rendered instance, for as long as it is on the page. */
export function useRendered(reference: DicomReference | undefined): { readonly url: string | undefined; readonly failed: boolean } {
  const { data, isError } = useQuery({
    queryKey: ['rendered', reference?.sopInstanceUid],
    enabled: reference !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: async () => {
      const { studyInstanceUid, seriesInstanceUid, sopInstanceUid } = reference as DicomReference;
      const path = `/dicom-web/studies/${studyInstanceUid}/series/${seriesInstanceUid}/instances/${sopInstanceUid}/rendered`;
      return (await request(path, { headers: { accept: 'image/png, image/jpeg' } })).blob();
    },
  });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!data) return setUrl(undefined);
    const made = URL.createObjectURL(data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return { url, failed: isError };
}
