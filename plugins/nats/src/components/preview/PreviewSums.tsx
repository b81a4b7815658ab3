import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { PodSums, RepositoryPreview } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import styles from './RepositoryPreviewView.module.css';

/** The sums that surprise people, and what KEDA would ask for. */
export function PreviewSums(props: { preview: RepositoryPreview }) {
  const { sums, workers } = props.preview;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  if (!sums) {
    return <Text>{t('preview.afterErrors')}</Text>;
  }
  const amounts = ({ cpuMillicores, memoryBytes }: PodSums) => ({
    cpu: formats.cores(cpuMillicores),
    memory: formats.size(memoryBytes),
  });
  const { streamReplicas, storageCopies, copiesOfEachMessage } = sums;
  return (
    <ul className={styles.list}>
      <li>
        {t('preview.copies', {
          copies: formats.count(copiesOfEachMessage),
          replicas: formats.count(streamReplicas),
          storage: formats.count(storageCopies),
        })}
      </li>
      <li>{t('preview.volumes', { size: formats.size(sums.volumeBytes) })}</li>
      <li>{t('preview.broker', amounts(sums.broker))}</li>
      {workers.length > 0 && (
        <li>{t('preview.allWorkers', amounts(sums.workers))}</li>
      )}
      {sums.certificateSeconds !== undefined && (
        <li>
          {t('preview.certificates', {
            lifetime: formats.duration(sums.certificateSeconds),
          })}
        </li>
      )}
      {sums.authoritySeconds !== undefined && (
        <li>
          {t('preview.authority', {
            lifetime: formats.duration(sums.authoritySeconds),
          })}
        </li>
      )}
      {workers.map(({ stream, consumer, replicas }) => (
        <li key={`${stream}/${consumer}`}>
          {t('preview.workers', { consumer: `${stream}/${consumer}` })}{' '}
          {replicas
            .map(step =>
              t('preview.workersAt', {
                backlog: formats.count(step.backlog),
                replicas: formats.count(step.replicas),
              }),
            )
            .join(', ')}
        </li>
      ))}
    </ul>
  );
}
